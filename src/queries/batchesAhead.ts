import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/** How many batches of mails are frozen and could leave at this moment. */
export async function batchesAhead(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from send_batch b left join notification n on n.id = b.notification_id
    where b.channel = 'email' and b.state = 'ready' and b.available_at <= now() and n.paused_at is null`);
  return row?.count ?? 0;
}
