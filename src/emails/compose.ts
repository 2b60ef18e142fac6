import type { Locale } from '#domain/locale.ts';
import { html, type Html } from '#formats/html.ts';
import { frame } from './frame.ts';
import type { MailPage, RenderedMail } from './mail.ts';
import { colour, type } from './styles.ts';

/** One thing that a mail says, told twice: `html` as rows of the card, `text` as a paragraph or several. Empty is left out. */
export type Block = { html: Html; text: string };

export type Letter = {
  page: MailPage;
  locale: Locale;
  subject: string;
  /** The document's title. */
  title: string;
  /** What a list of mails shows after the subject: one line. */
  preheader: string;
  blocks: readonly (Block | null)[];
  /** Why somebody gets this, and the way out. */
  footer: { because: string; links?: readonly { label: string; href: string }[] };
};

/** Puts a mail together: the same blocks, in the same order, in both parts. */
export function compose({ page, locale, subject, title, preheader, blocks, footer }: Letter): RenderedMail {
  const told = blocks.filter((block) => block !== null);
  return {
    subject,
    text: [...told.map(({ text }) => text), textFooter(page, footer)].filter((text) => text !== '').join('\n\n') + '\n',
    html: frame({
      page,
      locale,
      title,
      preheader,
      rows: told.map((block) => block.html),
      footer: htmlFooter(page, footer),
    }),
  };
}

/** A signature by RFC 3676 §4.3, the space included: mail programs show it apart and leave it out of answers. */
const textFooter = (page: MailPage, { because, links = [] }: Letter['footer']): string =>
  ['-- ', page.name, because, ...links.map(({ label, href }) => `${label}:\n${href}`)].join('\n');

const htmlFooter = (page: MailPage, { because, links = [] }: Letter['footer']): Html =>
  html`<tr><td class="soft" align="left" style="${type.small};padding:20px 4px 0">${because}${links.map(
    ({ label, href }) => html`<br><a class="lnk" href="${href}" style="color:${colour.accent}">${label}</a>`,
  )}<br>${page.name}</td></tr>`;
