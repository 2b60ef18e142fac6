import { and, desc, eq, gt, inArray, lt, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { incident, incidentUpdate } from '#db/schema/incident.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { IncidentStatus } from '#domain/incident.ts';
import { deliveryStates, type DeliveryState } from '#domain/notification.ts';
import { channels, type Channel } from '#domain/subscription.ts';
import { maskAddress } from '#domain/text.ts';

export type StateCounts = Record<DeliveryState, number>;
export type DeliveryCounts = Record<Channel, StateCounts>;

export type DeliveryRow = {
  id: number;
  updateId: Id<'update'>;
  channel: Channel;
  state: DeliveryState;
  /** Masked: whole addresses are the administrator's. */
  recipient: string;
  reason: string | null;
  finishedAt: Temporal.Instant | null;
};

export type Paging = { limit: number; cursor: string | null };

/** Rows older than the cursor, which is "instant id"; one that cannot be read begins at the beginning. */
export function olderThan(at: SQLWrapper, id: SQLWrapper, cursor: string | null): SQL | undefined {
  const [, instant, last] = /^(\d{4}-\d\d-\d\dT[\d:.]{1,20}Z) ([a-z0-9]{12})$/u.exec(cursor ?? '') ?? [];
  return instant === undefined || last === undefined
    ? undefined
    : sql`(${at}, ${id}) < (${instant}::timestamptz, ${last})`;
}

export const cursorOf = (at: Temporal.Instant, id: string): string => `${at.toString()} ${id}`;

/** Counts per channel and state over all updates of an incident, and its deliveries page by page, the newest first; null where it is none. */
export async function deliveriesOf(
  db: Database,
  incidentId: Id<'incident'>,
  page: Paging,
): Promise<{ counts: DeliveryCounts; data: DeliveryRow[]; next: string | null } | null> {
  const [sending, rows] = await Promise.all([
    sendingOf(db, incidentId),
    deliveryRows(db, incidentId, deliveryStates, page),
  ]);
  return sending === null ? null : { counts: totalOf(sending.told), ...rows };
}

/** Those that did not arrive, or of which nobody knows, the newest first. */
export const undelivered = (db: Database, incidentId: Id<'incident'>, page: Paging) =>
  deliveryRows(db, incidentId, ['failed', 'unknown', 'suppressed', 'held'], page);

/** One update of which subscribers are told. */
export type Told = {
  id: Id<'notification'>;
  sequence: number;
  status: IncidentStatus;
  at: Temporal.Instant;
  /** False while it is still being found out who hears of it. */
  audienceKnown: boolean;
  paused: boolean;
  counts: DeliveryCounts;
};

export type Sending = {
  incident: { id: Id<'incident'>; title: string };
  /** The newest first. */
  told: Told[];
  /** Accepted in the last minute, and since when in it: the pace. Null where nothing left. */
  pace: { count: number; since: Temporal.Instant } | null;
  lastFinishedAt: Temporal.Instant | null;
};

/** How far the telling of an incident has come; null where there is no such incident. */
export async function sendingOf(db: Database, incidentId: Id<'incident'>): Promise<Sending | null> {
  const ofIncident = eq(notification.incidentId, incidentId);
  const [[row], notifications, counted] = await Promise.all([
    db.select({ id: incident.id, title: incident.title }).from(incident).where(eq(incident.id, incidentId)),
    notificationRows(db).where(ofIncident).orderBy(desc(notification.sequence)),
    countRows(db).where(ofIncident).groupBy(notification.id, delivery.channel, delivery.state),
  ]);
  if (row === undefined) return null;
  const lately = counted.filter((one) => one.lately > 0);
  const times = counted
    .flatMap((one) => one.lastAt ?? [])
    .map((text) => instantOf(text))
    .toSorted(Temporal.Instant.compare);
  const since = lately
    .flatMap((one) => one.latelySince ?? [])
    .map((text) => instantOf(text))
    .toSorted(Temporal.Instant.compare)[0];
  return {
    incident: row,
    told: notifications.map((one) => toldOf(one, counted)),
    pace: since === undefined ? null : { count: lately.reduce((sum, one) => sum + one.lately, 0), since },
    lastFinishedAt: times.at(-1) ?? null,
  };
}

export type ToldOfIncident = Told & { incident: { id: Id<'incident'>; title: string } };

/** Every update that subscribers were told of, the newest first, page by page. */
export async function notifications(
  db: Database,
  { limit, cursor }: Paging,
): Promise<{ data: ToldOfIncident[]; next: string | null }> {
  const older = olderThan(notification.audienceAt, notification.id, cursor);
  const rows = await notificationRows(db)
    .where(older)
    .orderBy(desc(notification.audienceAt), desc(notification.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const ids = shown.map((one) => one.id);
  const counted =
    ids.length === 0
      ? []
      : await countRows(db)
          .where(inArray(notification.id, ids))
          .groupBy(notification.id, delivery.channel, delivery.state);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    data: shown.map((one) => ({ ...toldOf(one, counted), incident: { id: one.incidentId, title: one.title } })),
    next: last === undefined ? null : cursorOf(last.at, last.id),
  };
}

/** Sums over several updates. */
export function totalOf(told: readonly Pick<Told, 'counts'>[]): DeliveryCounts {
  const total = noCounts();
  for (const { counts } of told)
    for (const channel of channels) for (const state of deliveryStates) total[channel][state] += counts[channel][state];
  return total;
}

const notificationRows = (db: Database) =>
  db
    .select({
      id: notification.id,
      incidentId: notification.incidentId,
      title: incident.title,
      sequence: notification.sequence,
      status: incidentUpdate.status,
      at: notification.audienceAt,
      fannedOutAt: notification.fannedOutAt,
      pausedAt: notification.pausedAt,
    })
    .from(notification)
    .innerJoin(incidentUpdate, eq(incidentUpdate.id, notification.updateId))
    .innerJoin(incident, eq(incident.id, notification.incidentId))
    .$dynamic();

const minuteAgo = sql`now() - interval '1 minute'`;
const accepted = eq(delivery.state, 'accepted');

/** One grouped pass over the rows: what is counted, and what left in the last minute, come from the same moment. */
const countRows = (db: Database) =>
  db
    .select({
      id: notification.id,
      channel: delivery.channel,
      state: delivery.state,
      count: sql<number>`count(*)::int`,
      lately: sql<number>`(count(*) filter (where ${accepted} and ${gt(delivery.finishedAt, minuteAgo)}))::int`,
      latelySince: sql<
        string | null
      >`min(${delivery.finishedAt}) filter (where ${accepted} and ${gt(delivery.finishedAt, minuteAgo)})`,
      lastAt: sql<string | null>`max(${delivery.finishedAt})`,
    })
    .from(delivery)
    .innerJoin(notification, eq(notification.id, delivery.notificationId))
    .$dynamic();

type Counted = { id: Id<'notification'>; channel: Channel; state: DeliveryState; count: number };

function toldOf(row: Awaited<ReturnType<typeof notificationRows>>[number], counted: readonly Counted[]): Told {
  const counts = noCounts();
  for (const one of counted) if (one.id === row.id) counts[one.channel][one.state] = one.count;
  const { id, sequence, status, at, fannedOutAt, pausedAt } = row;
  return { id, sequence, status, at, audienceKnown: fannedOutAt !== null, paused: pausedAt !== null, counts };
}

const noCounts = (): DeliveryCounts =>
  Object.fromEntries(
    channels.map((channel) => [channel, Object.fromEntries(deliveryStates.map((state) => [state, 0]))]),
  ) as DeliveryCounts;

async function deliveryRows(
  db: Database,
  incidentId: Id<'incident'>,
  states: readonly DeliveryState[],
  { limit, cursor }: Paging,
) {
  const after = cursor !== null && /^\d{1,15}$/u.test(cursor) ? lt(delivery.id, Number(cursor)) : undefined;
  const rows = await db
    .select({
      id: delivery.id,
      updateId: notification.updateId,
      channel: delivery.channel,
      state: delivery.state,
      address: subscriber.address,
      reason: delivery.reason,
      finishedAt: delivery.finishedAt,
    })
    .from(delivery)
    .innerJoin(notification, eq(notification.id, delivery.notificationId))
    .innerJoin(subscriber, eq(subscriber.id, delivery.subscriberId))
    .where(
      and(
        eq(notification.incidentId, incidentId),
        states.length === deliveryStates.length ? undefined : inArray(delivery.state, [...states]),
        after,
      ),
    )
    .orderBy(desc(delivery.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit).map(({ address, reason, ...row }): DeliveryRow => ({
    ...row,
    recipient: maskAddress(address),
    reason: reason?.replace(anyAddress, maskAddress) ?? null,
  }));
  return { data, next: rows.length > limit ? String(data.at(-1)?.id) : null };
}

/** A provider's reason may name the address that it is about. */
const anyAddress = /[^\s<>"'`(]+@[^\s<>"'`),;]+/gu;

const instantOf = (text: string): Temporal.Instant =>
  Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/u, '$1:00'));
