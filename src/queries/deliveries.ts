import { desc, eq, gt, inArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { incident, incidentUpdate } from '#db/schema/incident.ts';
import { maintenance, maintenanceUpdate } from '#db/schema/maintenance.ts';
import { delivery, notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { IncidentStatus } from '#domain/incident.ts';
import type { MaintenanceNews } from '#domain/maintenance.ts';
import { deliveryStates, type DeliveryState, type NotificationKind } from '#domain/notification.ts';
import { channels, type Channel } from '#domain/subscription.ts';
import { deliveryRows, type DeliveryRow } from './deliveryRows.ts';

export type StateCounts = Record<DeliveryState, number>;
export type DeliveryCounts = Record<Channel, StateCounts>;

export type Paging = { limit: number; cursor: string | null };

/** Rows older than the cursor, which is "instant id"; one that cannot be read begins at the beginning. */
export function olderThan(at: SQLWrapper, id: SQLWrapper, cursor: string | null): SQL | undefined {
  const [, instant, last] = /^(\d{4}-\d\d-\d\dT[\d:.]{1,20}Z) ([a-z0-9]{12})$/u.exec(cursor ?? '') ?? [];
  return instant === undefined || last === undefined
    ? undefined
    : sql`(${at}, ${id}) < (${instant}::timestamptz, ${last})`;
}

export const cursorOf = (at: Temporal.Instant, id: string): string => `${at.toString()} ${id}`;

/** What subscribers are told about: both have ids of the same shape, and none is the other's. */
export type AboutId = Id<'incident'> | Id<'maintenance'>;
export type About = { of: 'incident' | 'maintenance'; id: AboutId; title: string };

/** Counts per channel and state over all updates, and the deliveries page by page, the newest first; null where there is no such thing. */
export async function deliveriesOf(
  db: Database,
  aboutId: AboutId,
  page: Paging,
): Promise<{ counts: DeliveryCounts; data: DeliveryRow[]; next: string | null } | null> {
  const [sending, rows] = await Promise.all([sendingOf(db, aboutId), deliveryRows(db, aboutId, deliveryStates, page)]);
  return sending === null ? null : { counts: totalOf(sending.told), ...rows };
}

/** One update of which subscribers are told. */
export type Told = {
  id: Id<'notification'>;
  sequence: number;
  says:
    { of: 'incident'; kind: NotificationKind; status: IncidentStatus } | { of: 'maintenance'; news: MaintenanceNews };
  at: Temporal.Instant;
  /** False while it is still being found out who hears of it. */
  audienceKnown: boolean;
  paused: boolean;
  counts: DeliveryCounts;
};

export type Sending = {
  about: About;
  /** The newest first. */
  told: Told[];
  /** Accepted in the last minute, and since when in it: the pace. Null where nothing left. */
  pace: { count: number; since: Temporal.Instant } | null;
  lastFinishedAt: Temporal.Instant | null;
  /** When the first message of what was said last leaves, while it can still be undone. */
  undoUntil: Temporal.Instant | null;
};

/** How far the telling of an incident or a maintenance has come; null where there is no such thing. */
export async function sendingOf(db: Database, id: AboutId): Promise<Sending | null> {
  const aboutIt = eq(notification.aboutId, id);
  const [about, notifications, counted] = await Promise.all([
    aboutOf(db, id),
    notificationRows(db).where(aboutIt).orderBy(desc(notification.sequence)),
    countRows(db).where(aboutIt).groupBy(notification.id, delivery.channel, delivery.state),
  ]);
  if (about === null) return null;
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
    about,
    told: notifications.map((one) => toldOf(one, counted)),
    pace: since === undefined ? null : { count: lately.reduce((sum, one) => sum + one.lately, 0), since },
    lastFinishedAt: times.at(-1) ?? null,
    undoUntil: notifications.find((one) => one.undoUntil !== null)?.undoUntil ?? null,
  };
}

export type ToldAbout = Told & { about: About };

/** Every update that subscribers were told of, the newest first, page by page. */
export async function notifications(
  db: Database,
  { limit, cursor }: Paging,
): Promise<{ data: ToldAbout[]; next: string | null }> {
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
    data: shown.map((one) => ({ ...toldOf(one, counted), about: aboutRow(one) })),
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
      aboutId: notification.aboutId,
      title: sql<string>`coalesce(${incident.title}, ${maintenance.title})`,
      sequence: notification.sequence,
      kind: notification.kind,
      status: incidentUpdate.status,
      news: maintenanceUpdate.news,
      at: notification.audienceAt,
      fannedOutAt: notification.fannedOutAt,
      pausedAt: notification.pausedAt,
      undoUntil:
        sql<Temporal.Instant | null>`case when ${notification.dueAt} > now() and ${notification.pausedAt} is null then ${notification.dueAt} end`.mapWith(
          notification.dueAt,
        ),
    })
    .from(notification)
    .leftJoin(incidentUpdate, eq(incidentUpdate.id, notification.updateId))
    .leftJoin(incident, eq(incident.id, notification.incidentId))
    .leftJoin(maintenanceUpdate, eq(maintenanceUpdate.id, notification.maintenanceUpdateId))
    .leftJoin(maintenance, eq(maintenance.id, notification.maintenanceId))
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

type Row = Awaited<ReturnType<typeof notificationRows>>[number];

const aboutRow = ({ aboutId: id, title, news }: Row): About => ({
  of: news === null ? 'incident' : 'maintenance',
  id: id as AboutId,
  title,
});

async function aboutOf(db: Database, id: AboutId): Promise<About | null> {
  const [ofIncident] = await db
    .select({ title: incident.title })
    .from(incident)
    .where(eq(incident.id, id as Id<'incident'>));
  if (ofIncident !== undefined) return { of: 'incident', id, ...ofIncident };
  const [ofMaintenance] = await db
    .select({ title: maintenance.title })
    .from(maintenance)
    .where(eq(maintenance.id, id as Id<'maintenance'>));
  return ofMaintenance === undefined ? null : { of: 'maintenance', id, ...ofMaintenance };
}

function toldOf(row: Row, counted: readonly Counted[]): Told {
  const counts = noCounts();
  for (const one of counted) if (one.id === row.id) counts[one.channel][one.state] = one.count;
  const { id, sequence, kind, status, news, at, fannedOutAt, pausedAt } = row;
  const says: Told['says'] =
    // A postmortem is written of what is resolved.
    news === null ? { of: 'incident', kind, status: status ?? 'resolved' } : { of: 'maintenance', news };
  return { id, sequence, says, at, audienceKnown: fannedOutAt !== null, paused: pausedAt !== null, counts };
}

const noCounts = (): DeliveryCounts =>
  Object.fromEntries(
    channels.map((channel) => [channel, Object.fromEntries(deliveryStates.map((state) => [state, 0]))]),
  ) as DeliveryCounts;

const instantOf = (text: string): Temporal.Instant =>
  Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/u, '$1:00'));
