import type { ComponentStatus } from '#domain/component.ts';
import { defaultLocale, locales } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';

/** As the page says it past its own threshold (`server/stale.ts`): what is older than that is no news. Seconds. */
const tooOld = 15 * 60;

/** The worst first: the banner says the first that some component is in. */
const wrong = ['major_outage', 'partial_outage', 'degraded_performance'] as const satisfies readonly ComponentStatus[];

const inLanguages = Object.fromEntries(
  locales.map((locale) => {
    const { trouble, see, close } = words(locale).public.embed;
    return [locale, [...wrong.map((status) => trouble[status]), see, close]];
  }),
);

const style =
  ':host{all:initial!important}div{position:fixed;z-index:2147483647;right:16px;bottom:16px;max-width:min(286px,100vw - 66px);padding:12px 16px;border:1px solid #727c87;border-radius:12px;background:#15191d;color:#e9edf1;font:15px/1.45 system-ui;overflow-wrap:anywhere}p{margin:0 0 4px}b{display:block;margin:0 28px 4px 0}a{color:#b3b8ff}button{position:absolute;top:4px;right:4px;width:36px;height:36px;border:0;background:0 0;color:inherit;font-size:20px;cursor:pointer}';

/**
 * `/embed.js`, under 2 KiB: a small banner on other people's pages, only when something is wrong. It stands in a shadow
 * root with a style sheet of its own, so neither page's styles nor its policy for styles matter; text goes in as text.
 * It keeps nothing and throws nothing, and what it cannot read, or what is older than the page vouches for, it does not
 * say. Its words are the page's own, by the worst that any component is in. Every five minutes it looks again while somebody looks at the page; whoever closed it sees it when the news is
 * another.
 */
export const embedScript = `(()=>{try{
const me=document.currentScript,all=${JSON.stringify(inLanguages)},
lang=(me.dataset.lang||document.documentElement.lang).slice(0,2).toLowerCase(),
at=new URL(me.src).origin+(all[lang]&&lang!='${defaultLocale}'?'/'+lang:''),w=all[lang]||all.${defaultLocale};
let host,shown;
const make=tag=>document.createElement(tag),
show=d=>{
const word=d&&w[${JSON.stringify(wrong)}.findIndex(is=>d.components.some(c=>c.status==is))],[one]=word?d.incidents:[],key=word&&word+(one?one.name:'');
if(key==shown)return;
shown=key;
host?.remove();
if(!word)return;
host=make('aside');
host.ariaLabel=d.page.name;
const root=host.attachShadow({mode:'open'}),sheet=new CSSStyleSheet,box=make('div'),
add=(tag,text)=>{const e=make(tag);e.textContent=text;e.dir='auto';box.append(e);return e};
sheet.replaceSync('${style}');
root.adoptedStyleSheets=[sheet];
box.role='status';
add('b',d.page.name+': '+word);
if(one)add('p',one.name);
add('a',w[3]).href=at+'/';
const shut=add('button','×');
shut.ariaLabel=w[4];
shut.onclick=()=>host.remove();
box.lang=all[lang]?lang:'${defaultLocale}';
root.append(box);
(document.body||document.documentElement).append(host)},
look=()=>fetch(at+'/api/v2/summary.json',{credentials:'omit',cache:'no-store'})
.then(r=>r.ok&&!(r.headers.get('x-snapshot-age')>${tooOld})?r.json():0).then(show).catch(()=>{try{show()}catch{}});
look();
setInterval(()=>document.hidden||look(),3e5)
}catch{}})()
`;
