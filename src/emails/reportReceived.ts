import type { Locale } from '#domain/locale.ts';
import { clock, longDay } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts } from './facts.ts';
import type { MailPage, RenderedMail } from './mail.ts';
import { reportFooter, reportSubject } from './reportThread.ts';

/** The first answer is due `answerBy`; `tried`, `expected` and `actual` are the reporter's plain text. */
export type ReportReceivedMail = {
  page: MailPage;
  locale: Locale;
  /** `R-7K3MQ`. */
  reference: string;
  link: string;
  answerBy: Temporal.Instant;
  tried: string;
  expected: string;
  actual: string;
};

/** Says at once that a report has come in, under which reference, and by when it is answered. Source 002 step 1. */
export function reportReceivedMail({
  page,
  locale,
  reference,
  link,
  answerBy,
  tried,
  expected,
  actual,
}: ReportReceivedMail): RenderedMail {
  const say = words(locale).mail.reportReceived;
  const answer = say.answer(reference, `${longDay(answerBy, locale)}, ${clock(answerBy, locale)}`);
  return compose({
    page,
    locale,
    subject: reportSubject(page, reference, locale),
    title: say.headline,
    preheader: answer,
    blocks: [
      headline(say.headline),
      says(answer),
      says(say.follow),
      button({ label: say.button, href: link }),
      facts(
        [
          { label: say.tried, value: quoted(tried) },
          { label: say.expected, value: quoted(expected) },
          { label: say.actual, value: quoted(actual) },
        ],
        say.wrote,
      ),
      aside(`${words(locale).mail.report.secret} ${say.notYou}`),
    ],
    footer: reportFooter(page, reference, locale),
  });
}

/** Enough to recognise it: the form takes any address, and must not become a way to send strangers long letters. */
const quoted = (text: string): string => {
  const characters = [...text.trim().toWellFormed()];
  return characters.length <= 600 ? characters.join('') : `${characters.slice(0, 599).join('').trimEnd()}…`;
};
