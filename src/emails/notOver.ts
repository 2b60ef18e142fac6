import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts } from './facts.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';
import { excerpt } from './prose.ts';

export type NotOverMail = {
  page: MailPage;
  locale: Locale;
  title: string;
  link: string;
  asked: number;
  /** Each reporter's No, with their words where they gave any. */
  noes: readonly { reference: string; note: string | null }[];
};

/** Several reporters say No after a resolution: a support manager looks again. PRODUCT 8. */
export function notOverMail({ page, locale, title, link, asked, noes }: NotOverMail): RenderedMail {
  const say = words(locale).desk.mail.notOver;
  const said = noes.filter(({ note }) => note !== null).slice(0, 10);
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject(title)),
    title: say.headline,
    preheader: say.count(noes.length, asked),
    blocks: [
      headline(say.headline),
      says(say.lead(title)),
      says(say.count(noes.length, asked)),
      said.length === 0
        ? null
        : facts(
            said.map(({ reference, note }) => ({ label: reference, value: excerpt(note ?? '', 300) })),
            say.said,
          ),
      says(say.next),
      button({ label: say.button, href: link }),
    ],
    footer: { because: say.because(hostOf(page)) },
  });
}
