import { eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { maintenance } from '#db/schema/maintenance.ts';
import { notification } from '#db/schema/notification.ts';
import type { EventName } from '#domain/event.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse } from '#domain/result.ts';
import { command, type Decision } from '../command.ts';
import { letGo } from './hold.ts';
import { lockUnfinishedNotifications, withdraw } from './withdraw.ts';

/** An incident or a maintenance whose telling is meant. */
export type Told = { id: Id<'incident'> | Id<'maintenance'> };

/** Holds back whatever of this has not left yet. A batch that is at the provider this moment still leaves. */
export const pauseSending = command({
  action: 'deliveries.control',
  load: lockUnfinished,
  decide: ({ about, open }) =>
    decided(
      'sending.paused',
      about,
      open.filter((one) => one.pausedAt === null),
    ),
  save: async (tx, ids, { id }, ctx) => {
    if (ids.length > 0) await tx.update(notification).set({ pausedAt: ctx.now() }).where(inArray(notification.id, ids));
    return { id };
  },
});

/** Lets it go on where it stopped. */
export const resumeSending = command({
  action: 'deliveries.control',
  load: lockUnfinished,
  decide: ({ about, open }) =>
    decided(
      'sending.resumed',
      about,
      open.filter((one) => one.pausedAt !== null),
    ),
  save: async (tx, ids, { id }) => {
    // Its age counts anew: that it rested was a person's word, and so is that it goes on.
    const goesOn = {
      pausedAt: null,
      dueAt: sql`greatest(${notification.dueAt}, now())` as unknown as Temporal.Instant,
    };
    if (ids.length > 0) await tx.update(notification).set(goesOn).where(inArray(notification.id, ids));
    return { id };
  },
});

/**
 * Whoever has not been written to hears nothing of the updates so far; later updates reach everybody again. What may
 * have left already is followed to its end, so nothing stays paused. RELIABILITY 4.4.
 */
export const cancelSending = command({
  action: 'deliveries.control',
  load: lockUnfinished,
  decide: ({ about, open }) => decided('sending.cancelled', about, open),
  save: async (tx, ids, { id }, ctx) => {
    await withdraw(tx, ids, 'cancelled', ctx.now());
    return { id };
  },
});

/** Sends what was held, because it had become too old or its database had been restored. */
export const releaseSending = command({
  action: 'deliveries.control',
  load: lockUnfinished,
  decide: ({ about, open }) =>
    decided(
      'sending.released',
      about,
      open.filter((one) => one.heldAt !== null),
    ),
  save: async (tx, ids, { id }) => {
    await letGo(tx, ids);
    return { id };
  },
});

/** Takes back what can still be undone, before the first message leaves. Refuses `already_sent` where it is too late. */
export const undoSending = command({
  action: 'deliveries.control',
  load: lockUnfinished,
  decide: ({ about, open }) => {
    const recent = open.filter((one) => one.mayBeUndone);
    return recent.length === 0 ? refuse('already_sent') : decided('sending.undone', about, recent);
  },
  save: async (tx, ids, { id }, ctx) => {
    await withdraw(tx, ids, 'cancelled', ctx.now());
    return { id };
  },
});

/** Lets what can still be undone leave at once. */
export const hurrySending = command({
  action: 'deliveries.control',
  load: lockUnfinished,
  decide: ({ about, open }) =>
    decided(
      'sending.hurried',
      about,
      open.filter((one) => one.mayBeUndone),
    ),
  save: async (tx, ids, { id }) => {
    const now = { dueAt: sql`now()` as unknown as Temporal.Instant };
    if (ids.length > 0) await tx.update(notification).set(now).where(inArray(notification.id, ids));
    return { id };
  },
});

const decided = (
  name: EventName,
  about: { subject: string; incidentId?: string },
  open: readonly { id: Id<'notification'> }[],
) =>
  accept<Decision<Id<'notification'>[]>>({
    value: open.map((one) => one.id),
    // Nothing to do is no event: pressing twice leaves one line in the record.
    events: open.length === 0 ? [] : [{ name, ...about, data: { notifications: open.length } }],
    wake: ['notifications'],
  });

/** The notifications about it that are still on their way, locked; null where there is no such thing. */
async function lockUnfinished(tx: Transaction, { id }: Told) {
  const about = await subjectOf(tx, id);
  if (about === null) return null;
  return { id, about, open: await lockUnfinishedNotifications(tx, id) };
}

/** An incident's events stand in its timeline too; null where neither is of this id. */
export async function subjectOf(
  tx: Transaction,
  id: Told['id'],
): Promise<{ subject: string; incidentId?: string } | null> {
  const [ofIncident] = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(eq(incident.id, id as Id<'incident'>));
  if (ofIncident !== undefined) return { subject: id, incidentId: id };
  const [ofMaintenance] = await tx
    .select({ id: maintenance.id })
    .from(maintenance)
    .where(eq(maintenance.id, id as Id<'maintenance'>));
  return ofMaintenance === undefined ? null : { subject: id };
}
