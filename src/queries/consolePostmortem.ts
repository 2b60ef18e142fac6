import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { postmortem, type Translations } from '#db/schema/incident.ts';
import { notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import type { PostmortemState } from '#domain/postmortem.ts';

/** A postmortem as managers see it, drafts included. */
export type ConsolePostmortem = {
  state: PostmortemState;
  body: string;
  translations: Translations;
  /** Subscribers have been told of it. */
  notified: boolean;
};

/** What was written of an incident, published or not; null where nothing was. */
export async function postmortemOf(db: Database, id: Id<'incident'>): Promise<ConsolePostmortem | null> {
  const [row] = await db
    .select({
      state: postmortem.state,
      body: postmortem.body,
      translations: postmortem.translations,
      notificationId: notification.id,
    })
    .from(postmortem)
    .leftJoin(
      notification,
      and(eq(notification.incidentId, postmortem.incidentId), eq(notification.kind, 'postmortem')),
    )
    .where(eq(postmortem.incidentId, id));
  if (row === undefined) return null;
  const { notificationId, ...written } = row;
  return { ...written, notified: notificationId !== null };
}
