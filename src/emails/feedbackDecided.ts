import type { FeedbackDecision } from '#domain/feedback.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts } from './facts.ts';
import type { MailPage, RenderedMail } from './mail.ts';
import { excerpt, prose, proseText } from './prose.ts';
import { reportFooter, reportSubject } from './reportThread.ts';

export type FeedbackDecidedMail = {
  page: MailPage;
  locale: Locale;
  reference: string;
  link: string;
  decision: FeedbackDecision;
  /** Markdown. */
  body: string;
  from: string;
  /** What the reporter wished for, in their own words. */
  expected: string;
};

/** What becomes of a reporter's wish, in the thread of their report. Source 002 steps 4 and 5. */
export function feedbackDecidedMail(mail: FeedbackDecidedMail): RenderedMail {
  const { page, locale, reference, link, decision, body, from, expected } = mail;
  const say = words(locale).desk.mail.decided;
  return compose({
    page,
    locale,
    subject: reportSubject(page, reference, locale),
    title: say.headline[decision],
    preheader: excerpt(proseText(body), 140),
    blocks: [
      headline(say.headline[decision]),
      says(say.from(from, reference)),
      prose(body),
      button({ label: say.button, href: link }),
      facts([{ label: say.about, value: excerpt(expected, 300) }]),
      aside(say.thanks),
    ],
    footer: reportFooter(page, reference, locale),
  });
}
