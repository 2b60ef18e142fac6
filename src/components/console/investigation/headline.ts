import { uncovered } from '#domain/confirmation.ts';
import type { Locale } from '#domain/locale.ts';
import type { Station } from '#domain/rail.ts';
import { words } from '#i18n/index.ts';
import { firstTarget, type InvestigationPage } from './page.ts';

/** What the open station's card is headed with: the one thing to do, or whom one waits for. */
export function headline(station: Station, page: InvestigationPage, locale: Locale): string {
  const { view, may, person, choices, target } = page;
  const { investigation: w } = words(locale).console;
  if (station === 'escalated') {
    const to = target ?? firstTarget(view, choices.targets);
    return to === null ? w.now.escalated : w.escalate.title(to.name);
  }
  if (station === 'confirmed') {
    const open = view.confirmations.find(({ answeredAt }) => answeredAt === null);
    if (open === undefined) return w.now.confirmed;
    return may.confirm && person.teamIds.includes(open.teamId) ? w.confirmed.forYou : w.confirmed.waitingFor(open.team);
  }
  return station === 'published' && uncovered(view.latest, view.facts, []).length > 0 ? w.confirmed.closedTitle : w.now[station];
}
