import type { Locale } from '#domain/locale.ts';
import type { Window } from '#domain/maintenance.ts';
import { words } from '#i18n/index.ts';
import type { PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import { clock, dayAndClock, day, isSameDay, time } from './dates.ts';

/** What an entry of the timeline says: what was written, else the usual words, and the old time where it was moved. Markdown. */
export function updateBody(update: PublicMaintenanceUpdate, locale: Locale): string {
  const say = words(locale).maintenance;
  const said = update.body ?? say.usual[update.news];
  if (update.former === null) return said;
  return `${said} ${say.former(windowText(update.former, locale))} ${say.movedTo(windowText(update.window, locale))}`;
}

/** "Sun 29 Nov, 02:00 to 04:00 UTC"; with both days where it goes on past midnight. */
export function windowText({ startsAt, endsAt }: Window, locale: Locale): string {
  const { window } = words(locale).maintenance;
  return isSameDay(startsAt, endsAt)
    ? `${day(startsAt, locale)}, ${window(time(startsAt), clock(endsAt, locale))}`
    : window(`${day(startsAt, locale)}, ${time(startsAt)}`, dayAndClock(endsAt, locale));
}
