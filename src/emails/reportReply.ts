import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts } from './facts.ts';
import type { MailPage, RenderedMail } from './mail.ts';
import { excerpt, prose, proseText } from './prose.ts';
import { reportFooter, reportSubject } from './reportThread.ts';

/** `body` is Markdown; `from` the name of who writes; `subjectOf` what the reporter said of the problem, quoted in brief. */
export type ReportReplyMail = {
  page: MailPage;
  locale: Locale;
  reference: string;
  link: string;
  body: string;
  from: string;
  subjectOf: string;
};

/** A word of support to a reporter, in the thread of the acknowledgement. Source 002 step 3. */
export function reportReplyMail({
  page,
  locale,
  reference,
  link,
  body,
  from,
  subjectOf,
}: ReportReplyMail): RenderedMail {
  const say = words(locale).mail.reportReply;
  return compose({
    page,
    locale,
    subject: reportSubject(page, reference, locale),
    title: say.headline,
    preheader: excerpt(proseText(body), 140),
    blocks: [
      headline(say.headline),
      says(say.from(from, reference)),
      prose(body),
      button({ label: say.button, href: link }),
      subjectOf.trim() === '' ? null : facts([{ label: say.about, value: excerpt(subjectOf, 200) }]),
      aside(words(locale).mail.report.secret),
    ],
    footer: reportFooter(page, reference, locale),
  });
}
