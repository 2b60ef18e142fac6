import type { Locale } from '#domain/locale.ts';
import type { Station } from '#domain/rail.ts';
import { words } from '#i18n/index.ts';
import { targetName } from './targetName.ts';
import { closedAgain, firstTarget, openQuestions, type InvestigationPage } from './page.ts';

/** What the open station's card is headed with: the one thing to do, or whom one waits for. */
export function headline(station: Station, page: InvestigationPage, locale: Locale): string {
  const { view, choices, target } = page;
  const { investigation: w } = words(locale).console;
  if (station === 'escalated') {
    const to = target ?? firstTarget(view, choices.targets);
    return to === null ? w.now.escalated : w.escalate.title(targetName(to, locale));
  }
  if (station === 'confirmed') {
    const {
      open: [first],
      mine,
    } = openQuestions(page);
    if (mine !== undefined) return w.confirmed.forYou;
    if (first !== undefined) return w.confirmed.waitingFor(first.team);
    return view.latest?.answer == null ? w.now.confirmed : w.confirmed.answeredTitle;
  }
  return station === 'published' && closedAgain(view).length > 0 ? w.confirmed.closedTitle : w.now[station];
}
