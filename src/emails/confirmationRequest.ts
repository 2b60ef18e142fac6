import { confirmationAnswers } from '#domain/confirmation.ts';
import type { Extent } from '#domain/investigation.ts';
import type { Locale } from '#domain/locale.ts';
import { count, dayAndClock, listOf } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts, type Fact } from './facts.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';

/** One developer of the asked team, and what support knows so far. All texts are plain. */
export type ConfirmationRequestMail = {
  page: MailPage;
  locale: Locale;
  link: string;
  developer: string;
  team: string;
  title: string;
  since: Temporal.Instant;
  reports: number;
  extent: Extent | null;
  audience: string | null;
  components: readonly string[];
  askedBy: string;
  note: string | null;
};

/** Asks a developer how far a problem reaches. The link first: it is all that is needed. Source 002; PRODUCT 5. */
export function confirmationRequestMail(view: ConfirmationRequestMail): RenderedMail {
  const { page, locale, link, developer, team, title, since, reports, askedBy } = view;
  const { mail, terms } = words(locale);
  const say = mail.confirmationRequest;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject(title)),
    title: say.headline,
    preheader: say.preheader(reports, dayAndClock(since, locale)),
    blocks: [
      headline(say.headline),
      button({ label: say.button, href: link }),
      says(say.ask(askedBy, team)),
      facts(known(view)),
      says(
        say.answers(
          listOf(
            confirmationAnswers.map((answer) => say.answer(terms.answer[answer])),
            locale,
          ),
        ),
      ),
      aside(say.yours(developer)),
    ],
    footer: { because: say.because(team, hostOf(page)) },
  });
}

function known({ locale, title, since, reports, extent, audience, components, note }: ConfirmationRequestMail): Fact[] {
  const { mail, terms } = words(locale);
  const say = mail.confirmationRequest;
  const judged = extent === null ? say.notJudged : terms.extent[extent];
  return [
    { label: say.problem, value: title },
    { label: say.since, value: dayAndClock(since, locale) },
    { label: say.reports, value: count(reports, locale) },
    { label: say.extent, value: audience === null ? judged : `${judged}: ${audience}` },
    ...(components.length === 0 ? [] : [{ label: say.components, value: listOf(components, locale) }]),
    ...(note === null ? [] : [{ label: say.note, value: note }]),
  ];
}
