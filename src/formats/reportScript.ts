import { defaultLocale, locales } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';

const inLanguages = Object.fromEntries(
  locales.map((locale) => {
    const { button, close } = words(locale).desk.widget;
    return [locale, [button, close]];
  }),
);

const style =
  ':host{all:initial!important}button{font:600 15px/1.4 system-ui;cursor:pointer}.o{position:fixed;right:16px;bottom:16px;z-index:2147483646;padding:10px 16px;border:0;border-radius:24px;background:#3b3f9f;color:#fff}dialog{box-sizing:border-box;width:min(480px,100vw - 16px);height:min(760px,100vh - 16px);padding:0;border:0;border-radius:12px;overflow:hidden}dialog button{position:absolute;top:6px;right:6px;width:36px;height:36px;border:0;background:#fff;color:#000;border-radius:50%}iframe{width:100%;height:100%;border:0}';

/**
 * `/report.js`, under 2 KiB: a button on other people's pages that opens the report form in a frame. Nothing is loaded
 * before it is pressed, nothing is kept, and neither page's styles matter to the other.
 */
export const reportScript = `(()=>{try{
const me=document.currentScript,all=${JSON.stringify(inLanguages)},
lang=(me.dataset.lang||document.documentElement.lang).slice(0,2).toLowerCase(),
at=new URL(me.src).origin+(all[lang]&&lang!='${defaultLocale}'?'/'+lang:''),w=all[lang]||all.${defaultLocale},
make=(tag,text)=>{const e=document.createElement(tag);if(text)e.textContent=text;return e},
host=make('aside'),root=host.attachShadow({mode:'open'}),open=make('button',w[0]),box=make('dialog'),shut=make('button','\\u00d7');
try{const s=new CSSStyleSheet;s.replaceSync(${JSON.stringify(style)});root.adoptedStyleSheets=[s]}catch{}
open.className='o';shut.setAttribute('aria-label',w[1]);box.setAttribute('aria-label',w[0]);
open.onclick=()=>{const f=make('iframe');f.title=w[0];f.src=at+'/embed/report';box.replaceChildren(f,shut);box.showModal()};
shut.onclick=()=>box.close();
root.append(open,box);
const add=()=>document.body.append(host);
document.body?add():addEventListener('DOMContentLoaded',add)
}catch{}})();
`;
