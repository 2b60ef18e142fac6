import type { Locale } from '#domain/locale.ts';
import { clock, longDay } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts } from './facts.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';
import { excerpt } from './prose.ts';

/** What a list of reports is sent to staff for. */
export type DeskListKind = 'answerDue' | 'answersLate' | 'silent';
export type DeskListMail = {
  page: MailPage;
  locale: Locale;
  kind: DeskListKind;
  /** Those that are named here; `count` is how many there are in all. `at` is when it was due, or asked. */
  reports: readonly { id: string; reference: string; actual: string; at: Temporal.Instant }[];
  count: number;
};

/** Reports that somebody has to see to: due soon, late, or with a reporter who is silent. One mail for all of them. */
export function deskListMail({ page, locale, kind, reports, count }: DeskListMail): RenderedMail {
  const say = words(locale).desk.mail;
  const own = say[kind];
  const moment = { answerDue: say.due, answersLate: say.wasDue, silent: say.askedAt }[kind];
  const [first] = reports;
  const inbox = kind === 'silent' ? '/console/reports?state=on_hold' : '/console/reports?late=1';
  const one = count === 1 && first !== undefined;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, own.subject(count)),
    title: own.headline,
    preheader: own.lead(count),
    blocks: [
      headline(own.headline),
      says(own.lead(count)),
      facts(
        reports.map(({ reference, actual, at }) => ({
          label: `${reference}, ${moment(`${longDay(at, locale)}, ${clock(at, locale)}`)}`,
          value: excerpt(actual, 200),
        })),
      ),
      button({
        label: one ? say.buttonOne : say.button,
        href: `${page.url}${one ? `/console/reports/${first.id}` : inbox}`,
      }),
      count > reports.length ? aside(say.more(count - reports.length)) : null,
    ],
    footer: { because: own.because(hostOf(page)) },
  });
}
