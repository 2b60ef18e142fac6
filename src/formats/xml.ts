import type { Html } from './html.ts';

/** A whole XML document from markup that `html` has escaped; its five entities are XML's as well. Lines end as XML ends them. */
export const xmlDocument = (root: Html): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${withoutControls(String(root)).replace(/\r\n?/gu, '\n').trim()}\n`;

/** Without the characters that XML 1.0 forbids and calendars choke on, halves of a pair included (XML 2.2). */
export const withoutControls = (text: string): string =>
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/gu, '');
