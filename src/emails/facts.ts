import { html } from '#formats/html.ts';
import { row, subheading } from './blocks.ts';
import type { Block } from './compose.ts';
import { linesOf } from './prose.ts';
import { colour, font } from './styles.ts';

/** What is known, as pairs: `value` is plain text, and may have several lines. */
export type Fact = { label: string; value: string };

/** A list of facts, under a heading where one is given; in text `label: value`, or the value below where it is long. */
export function facts(list: readonly Fact[], heading?: string): Block {
  const rows = list.map(
    ({ label, value }, n) =>
      html`<tr><td class="line ink" style="${font};${n > 0 && `border-top:1px solid ${colour.line};`}padding:10px 0;font-size:16px;line-height:24px;color:${colour.ink}"><span class="soft" style="font-size:14px;line-height:21px;color:${colour.soft}">${label}</span><br>${linesOf(value)}</td></tr>\n`,
  );
  return {
    text: `${heading === undefined ? '' : `${heading}\n\n`}${list.map(written).join('\n')}`
      .replace(/\n{3,}/gu, '\n\n')
      .trim(),
    html: row(
      heading === undefined ? 16 : 28,
      html`${heading !== undefined && subheading(heading)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows}</table>`,
    ),
  };
}

/** A long value stands below its label, with air around both. */
const written = ({ label, value }: Fact): string =>
  isShort(value) ? `${label}: ${value.trim()}` : `\n${label}:\n${indented(value)}\n`;

const isShort = (value: string): boolean => value.trim().length <= 120 && !/[\r\n]/u.test(value.trim());

/** A stranger's lines stay apart from ours: each begins with two spaces. */
const indented = (value: string): string =>
  value
    .trim()
    .split(/\r\n?|\n/u)
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
