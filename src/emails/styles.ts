import { accentOf, type Hex } from '#domain/accent.ts';
import { raw, type Html } from '#formats/html.ts';

/** The tokens of the page's light look; mail programs know no custom properties. Contrast is measured there. */
export const colour = {
  bg: '#f5f6f7',
  card: '#ffffff',
  well: '#edeff2',
  line: '#dde1e6',
  edge: '#858e99',
  ink: '#14181d',
  soft: '#434c57',
  accent: '#3b3f9f',
  onAccent: '#ffffff',
  accentSoft: '#eeeefa',
} as const;

export const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
export const mono = 'font-family:ui-monospace,Menlo,Consolas,Liberation Mono,monospace';

/** Text in its three sizes, 16, 14 and 13 px: each a whole inline style, since nothing inherits in Outlook. */
export const type = {
  body: `${font};font-size:16px;line-height:25px;color:${colour.ink}`,
  meta: `${font};font-size:14px;line-height:21px;color:${colour.soft}`,
  small: `${font};font-size:13px;line-height:20px;color:${colour.soft}`,
} as const;

/** Long links and log lines must not push a phone's mail sideways. */
export const breaking = 'word-break:break-word;overflow-wrap:anywhere';

/** What a phone and a dark room refine. A program that drops it shows the light look, whole. */
export const refinements = raw(`<style>
@media (max-width:620px){.w{width:100%!important}.p{padding-left:20px!important;padding-right:20px!important}.btn{display:block!important;text-align:center!important}.full{width:100%!important}}
@media (prefers-color-scheme:dark){
.bg{background:#0d1013!important}.card{background:#15191d!important;border-color:#2a3037!important}.ink{color:#e9edf1!important}.soft{color:#b4bdc7!important}
.line{border-color:#2a3037!important}.well{background:#1d2227!important}.conf{background:#20223d!important}.dash{border-color:#727c87!important}
.lnk{color:#b3b8ff!important}.cta{background:#b3b8ff!important;color:#14163d!important}.alt{border-color:#727c87!important;color:#b3b8ff!important}
.ok{color:#74d69d!important}.deg{color:#ecc162!important}.part{color:#ffa674!important}.maj{color:#ff9d98!important}.mnt{color:#93c4ff!important}
}</style>`);

/** The organisation's own accent, for the programs that read a style sheet; the others keep ours. */
export function branded(chosen: Hex): Html {
  const { light, dark } = accentOf(chosen);
  const rules = ({ accent, onAccent, accentSoft }: typeof light) =>
    `.lnk,.alt{color:${accent}!important}.cta{background:${accent}!important;color:${onAccent}!important}.conf{background:${accentSoft}!important}`;
  return raw(`<style>${rules(light)}@media (prefers-color-scheme:dark){${rules(dark)}}</style>`);
}
