import type { DeliveryState } from '#domain/notification.ts';
import { channels } from '#domain/subscription.ts';
import { count } from '#formats/dates.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { DeliveryCounts, Sending, StateCounts, Told } from '#queries/deliveries.ts';
import { deliveryStates } from '#domain/notification.ts';

/** What a bar is made of, in this order. */
export const groups = ['sent', 'waiting', 'held', 'failed', 'skipped'] as const;
export type Group = (typeof groups)[number];

/** Every state in one group: none is left out, so a bar's parts add up to everybody. */
const groupOf: Readonly<Record<DeliveryState, Group>> = {
  pending: 'waiting',
  batched: 'waiting',
  accepted: 'sent',
  suppressed: 'held',
  held: 'held',
  failed: 'failed',
  // It may have arrived; whoever reads "sent" must be able to rely on it.
  unknown: 'failed',
  unsubscribed: 'skipped',
  cancelled: 'skipped',
  superseded: 'skipped',
};

export type Progress = Record<Group, number> & { total: number };

export function progressOf(counts: StateCounts): Progress {
  const progress: Progress = { sent: 0, waiting: 0, held: 0, failed: 0, skipped: 0, total: 0 };
  for (const state of deliveryStates) {
    progress[groupOf[state]] += counts[state];
    progress.total += counts[state];
  }
  return progress;
}

/** All channels together. */
export const progressOfAll = (counts: DeliveryCounts): Progress =>
  channels
    .map((channel) => progressOf(counts[channel]))
    .reduce((a, b) => ({
      sent: a.sent + b.sent,
      waiting: a.waiting + b.waiting,
      held: a.held + b.held,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      total: a.total + b.total,
    }));

/** The page's title: how many of how many have been told, in people where it is one update, else in messages. */
export function headline(
  { told }: Sending,
  { sent, waiting, total }: Progress,
  cancelled: number,
  locale: Locale,
): string {
  const w = words(locale).publishing.deliveries;
  const [done, all] = [count(sent, locale), count(total, locale)];
  if (told.some((one) => !one.audienceKnown)) return w.finding;
  if (total === 0) return told.length === 0 ? w.none : w.nobody;
  if (waiting === 0 && cancelled > 0) return w.cancelledRest(done, all, count(cancelled, locale));
  if (sent === total) return told.length === 1 ? w.allTold(total, all) : w.allLeft(total, all);
  return told.length === 1 ? w.people(done, all) : w.messages(done, all);
}

/** What an update said, in the words of whichever of the two it is about. */
export function newsOf(says: Told['says'], locale: Locale): string {
  const { terms, publishing } = words(locale);
  if (says.of === 'maintenance') return terms.news[says.news];
  return says.kind === 'update' ? terms.incident[says.status] : publishing.deliveries.kinds[says.kind];
}

/** Messages a minute at the pace of the last one; null where nothing left in it. */
export function perMinute({ pace }: Sending, now: Temporal.Instant): number | null {
  if (pace === null) return null;
  const seconds = Math.min(60, Math.max(5, (now.epochMilliseconds - pace.since.epochMilliseconds) / 1000));
  return Math.max(1, Math.round((pace.count / seconds) * 60));
}
