import type { FollowUpAnswer } from '#domain/report.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { choice } from './buttons.ts';
import { compose } from './compose.ts';
import type { MailPage, RenderedMail } from './mail.ts';
import { reportFooter, reportSubject } from './reportThread.ts';

/** `title` is the resolved incident's. `link` has a query already: the answer is added to it. */
export type FollowUpMail = { page: MailPage; locale: Locale; reference: string; title: string; link: string };

/**
 * "Is it fixed for you?", in the report's own thread. Both links open a page with a button: scanners follow links,
 * and must not answer for anybody. PRODUCT 8; RELIABILITY 2.1.
 */
export function followUpMail({ page, locale, reference, title, link }: FollowUpMail): RenderedMail {
  const say = words(locale).mail.followUp;
  const answer = (word: FollowUpAnswer): string => `${link}&answer=${word}`;
  return compose({
    page,
    locale,
    subject: reportSubject(page, reference, locale),
    title: say.headline,
    preheader: say.resolved(title),
    blocks: [
      headline(say.headline),
      says(say.resolved(title)),
      says(say.ask(reference)),
      choice([
        { label: say.yes, href: answer('yes') },
        { label: say.no, href: answer('no') },
      ]),
      aside(say.press),
    ],
    footer: reportFooter(page, reference, locale),
  });
}
