import type { Locale } from '#domain/locale.ts';
import { html, raw, type Html } from '#formats/html.ts';
import type { MailPage } from './mail.ts';
import { branded, colour, font, refinements } from './styles.ts';

/** What stands around every mail. `rows` are table rows of the card, `footer` what is printed under it. */
export type Framed = {
  page: MailPage;
  locale: Locale;
  title: string;
  preheader: string;
  rows: readonly Html[];
  footer: Html;
};

/**
 * One mail as a whole document: tables and inline styles that Outlook lays out too, no picture, nothing from
 * elsewhere. `preheader` is what a list of mails shows after the subject.
 */
export function frame({ page, locale, title, preheader, rows, footer }: Framed): string {
  return String(html`<!doctype html>
<html lang="${locale}" dir="ltr" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<meta name="x-apple-disable-message-reformatting">
<title>${title}</title>
${forOutlook.font}
${refinements}${page.accent && branded(page.accent)}
</head>
<body class="bg" style="margin:0;padding:0;background:${colour.bg}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}${padding}</div>
<table class="bg" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${colour.bg}" style="background:${colour.bg}"><tr><td align="center" style="padding:24px 12px">
${forOutlook.open}
<table class="w" role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;max-width:600px">
<tr><td class="ink" align="left" style="${font};font-size:19px;line-height:24px;font-weight:bold;color:${colour.ink};padding:0 4px 16px">${page.name}</td></tr>
<tr><td class="card" bgcolor="${colour.card}" style="background:${colour.card};border:1px solid ${colour.line};border-radius:12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${rows}
<tr><td height="32" style="height:32px;font-size:0;line-height:0">&nbsp;</td></tr>
</table></td></tr>
${footer}
</table>
${forOutlook.close}
</td></tr></table>
</body>
</html>
`);
}

/** Otherwise a list of mails shows the first words of the body after the preheader. */
const padding = raw('&#847;&zwnj;&nbsp;'.repeat(24));

/** Word lays out Outlook's mails: it knows no max-width, and falls back to Times. */
const forOutlook = {
  font: raw('<!--[if mso]><style>td,p,a,h1,h2,h3,li{font-family:Arial,sans-serif!important}</style><![endif]-->'),
  open: raw('<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->'),
  close: raw('<!--[if mso]></td></tr></table><![endif]-->'),
};
