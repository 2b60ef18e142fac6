/**
 * The one script of a public page, under 1 KB, and nothing needs it: times in the reader's own zone, and the page's
 * other language offered to who prefers it, from what the browser knows. So the bytes stay the same for everybody.
 * A day is said where it was said before, or where it is not the reader's today.
 */
export const readersOwn = `addEventListener('DOMContentLoaded',()=>{
const{lang}=document.documentElement,locale=lang=='en'?'en-GB':lang,
say=(o,d)=>new Intl.DateTimeFormat(locale,o).format(d),
day=d=>say({weekday:'short',day:'numeric',month:'short'},d).replaceAll(',',''),today=day(new Date);
if(new Date().getTimezoneOffset())for(const t of document.querySelectorAll('time')){
const d=new Date(t.dateTime),clock=/^(.*?)\\d\\d:\\d\\d( UTC)?$/.exec(t.textContent.trim());
if(!clock||isNaN(d))continue;
t.title=t.textContent;
t.textContent=(clock[1]||day(d)!=today?day(d)+', ':'')+say({hour:'2-digit',minute:'2-digit',hourCycle:'h23',...clock[2]&&{timeZoneName:'short'}},d)}
if(new Date().getTimezoneOffset())document.getElementById('utc')?.remove();
const wanted=navigator.languages.map(l=>l.slice(0,2)).find(l=>document.querySelector('link[hreflang='+l+']'));
if(wanted&&wanted!=lang)document.querySelector('header a[hreflang='+wanted+']')?.classList.add('offered')})`;
