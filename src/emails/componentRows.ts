import type { ComponentStatus } from '#domain/component.ts';
import type { Locale } from '#domain/locale.ts';
import { html } from '#formats/html.ts';
import { words } from '#i18n/index.ts';
import { row, subheading } from './blocks.ts';
import type { Block } from './compose.ts';
import { statusLook } from './statusLook.ts';
import { colour, font } from './styles.ts';

/** Parts with their status, shape and word and colour, under a heading; null where there are none. */
export function componentRows(
  heading: string,
  components: readonly { name: string; status: ComponentStatus }[],
  locale: Locale,
): Block | null {
  if (components.length === 0) return null;
  const { status: statusWord } = words(locale).terms;
  const cell = `${font};padding:10px 0;font-size:16px;line-height:24px`;
  const rows = components.map(({ name, status }, n) => {
    const { shape, className, colour: tone } = statusLook[status];
    const line = n > 0 && `border-top:1px solid ${colour.line};`;
    return html`<tr><td class="line ink" align="left" style="${line}${cell};color:${colour.ink}">${name}</td><td class="line ${className}" align="right" valign="top" style="${line}${cell};padding-left:16px;font-weight:bold;color:${tone};white-space:nowrap">${shape} ${statusWord[status]}</td></tr>\n`;
  });
  return {
    text: [`${heading}:`, ...components.map(({ name, status }) => `- ${name}: ${statusWord[status]}`)].join('\n'),
    html: row(
      28,
      html`${subheading(heading)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:4px">${rows}</table>`,
    ),
  };
}
