import { eq, max, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { NotificationKind } from '#domain/notification.ts';
import type { Context } from '#platform/context.ts';

type About = {
  incidentId: Id<'incident'>;
  kind: NotificationKind;
  /** Null for a postmortem. */
  updateId: Id<'update'> | null;
  /** The word's place in the timeline; a person's mails keep this order. */
  sequence: number;
};

/** Has subscribers told: one notification, behind those that the incident has had. Wake the lane `notifications`. */
export async function tell(tx: Transaction, ctx: Context, { sequence, ...about }: About): Promise<void> {
  const [last] = await tx
    .select({ sequence: max(notification.sequence) })
    .from(notification)
    .where(eq(notification.incidentId, about.incidentId));
  await tx.insert(notification).values({
    ...about,
    id: ctx.newId<'notification'>(),
    sequence: Math.max(sequence, (last?.sequence ?? 0) + 1),
    audienceAt: ctx.now(),
    dueAt: afterUndo(ctx),
  });
}

/** What a person says can be undone for a while; what the house says by itself leaves at once. */
export const afterUndo = ({ actor }: Context): Temporal.Instant =>
  (actor.kind === 'person'
    ? sql`now() + make_interval(secs => coalesce((select undo_seconds from page), 0))`
    : sql`now()`) as unknown as Temporal.Instant;
