import { asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';

/** What people call these reports by. */
export async function referencesOf(db: Reader, ids: readonly Id<'report'>[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ reference: report.reference })
    .from(report)
    .where(inArray(report.id, [...ids]))
    .orderBy(asc(report.reference));
  return rows.map(({ reference }) => reference);
}

/** The report that somebody names by its reference, `R-7K3MQ` in whatever case; null where there is none. */
export async function reportCalled(db: Reader, reference: string): Promise<Id<'report'> | null> {
  const [row] = await db
    .select({ id: report.id })
    .from(report)
    .where(eq(report.reference, reference.trim().toUpperCase()));
  return row?.id ?? null;
}
