import { asc, gt, max, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { event } from '#db/schema/page.ts';
import type { EventName } from '#domain/event.ts';

/** The audit log, the oldest first. */
export const eventsOf = (db: Database) => db.select().from(event).orderBy(asc(event.sequence));

/** What has been written down after that many lines. */
export const eventsAfter = (db: Database, sequence: number) =>
  db.select().from(event).where(gt(event.sequence, sequence)).orderBy(asc(event.sequence));

/** The number of the newest line. */
export async function newestSequence(db: Database): Promise<number> {
  const [row] = await db.select({ newest: max(event.sequence) }).from(event);
  return row?.newest ?? 0;
}

/** How often something happened. */
export const timesOf = async (db: Database, name: EventName): Promise<number> =>
  (await eventsOf(db)).filter((one) => one.name === name).length;

/** A fingerprint of every table by its name, so that "nothing changed" can be said of all of them at once. */
export async function fingerprints(db: Database): Promise<Record<string, string>> {
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db.execute<{ print: string }>(
      sql`select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as print from ${sql.identifier(name)} t`,
    );
    prints[name] = row?.print ?? '';
  }
  return prints;
}

/** The tables whose rows differ between two fingerprints. */
export const changedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name]);
