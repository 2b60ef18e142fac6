import { html, type Html } from '#formats/html.ts';
import { row } from './blocks.ts';
import type { Block } from './compose.ts';
import { colour, font } from './styles.ts';

export type MailLink = { label: string; href: string };

/** The one thing to do next. In text: what it does, and the link on a line of its own. */
export const button = (link: MailLink): Block => ({ text: written(link), html: row(20, filled(link), 8) });

/** Answers of equal weight: none of them is the one that we would like. */
export const choice = (links: readonly MailLink[]): Block => ({
  text: links.map(written).join('\n\n'),
  html: html`${links.map((link, n) => row(n === 0 ? 20 : 12, outlined(link)))}`,
});

const written = ({ label, href }: MailLink): string => `${label}:\n${href}`;

const shape = `${font};display:inline-block;font-size:16px;line-height:20px;font-weight:bold;text-decoration:none;border-radius:6px`;

// Word paints the cell, the others the link: hence the colour on both.
const filled = ({ label, href }: MailLink): Html =>
  html`<table class="full" role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="cta" align="center" bgcolor="${colour.accent}" style="background:${colour.accent};border-radius:6px"><a class="cta btn" href="${href}" style="${shape};padding:12px 20px;color:${colour.onAccent}">${label}</a></td></tr></table>`;

const outlined = ({ label, href }: MailLink): Html =>
  html`<table class="full" role="presentation" width="280" cellpadding="0" cellspacing="0" border="0" style="width:280px"><tr><td class="alt" align="center" style="border:1px solid ${colour.edge};border-radius:6px"><a class="alt btn" href="${href}" style="${shape};padding:12px 20px;color:${colour.accent}">${label}</a></td></tr></table>`;
