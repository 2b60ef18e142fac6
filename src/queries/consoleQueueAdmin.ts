import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { team } from '#db/schema/people.ts';
import type { QueueItem } from './consoleQueue.ts';

/** What the page still lacks before it can do its work. */
export async function toSetUp(db: Database, mailsLeave: boolean): Promise<QueueItem[]> {
  const [row] = await db.execute<{ components: boolean; teams: boolean }>(sql`
    select exists (select 1 from ${component} where ${component.removedAt} is null) as components, exists (select 1 from ${team}) as teams`);
  const kinds = [
    row?.components ? null : 'no_components',
    row?.teams ? null : 'no_teams',
    mailsLeave ? null : 'outbox',
  ] as const;
  return kinds.flatMap((kind) => (kind === null ? [] : [{ kind, due: null }]));
}
