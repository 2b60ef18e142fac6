import { and, asc, eq, notInArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { account } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';

export type ReportRow = typeof report.$inferSelect;

/** The report, locked until the transaction ends. */
export async function lockReport(tx: Transaction, id: Id<'report'>): Promise<ReportRow | null> {
  const [row] = await tx.select().from(report).where(eq(report.id, id)).for('update');
  return row ?? null;
}

/** The open reports that are part of this one: what is done to it is done to them, and their reporters hear the same. */
export const lockParts = (tx: Transaction, id: Id<'report'>): Promise<ReportRow[]> =>
  tx
    .select()
    .from(report)
    .where(and(eq(report.mergedIntoId, id), notInArray(report.state, ['solved', 'closed'])))
    .orderBy(asc(report.id))
    .for('update');

export async function nameOf(tx: Transaction, id: Id<'account'> | null): Promise<string | null> {
  if (id === null) return null;
  const [row] = await tx.select({ name: account.name }).from(account).where(eq(account.id, id));
  return row?.name ?? null;
}

export async function saveReport(
  tx: Transaction,
  row: ReportRow,
  change: Partial<ReportRow>,
): Promise<{ id: Id<'report'> }> {
  await tx
    .update(report)
    .set({ ...change, version: row.version + 1 })
    .where(eq(report.id, row.id));
  return { id: row.id };
}

/** The events of one report name it, and the investigation that it belongs to. */
export const aboutReport = (row: ReportRow) => ({
  subject: row.id,
  reportId: row.id,
  ...(row.investigationId === null ? {} : { investigationId: row.investigationId }),
});
