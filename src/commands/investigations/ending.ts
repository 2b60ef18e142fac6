import { and, count, eq, ne, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { investigation } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import type { DomainEvent } from '#domain/event.ts';
import type { Id } from '#domain/id.ts';
import { endsByItself, type Ending } from '#domain/investigation.ts';
import { isFinished, type Report } from '#domain/report.ts';
import type { Context } from '#platform/context.ts';
import { touch, type InvestigationRow } from './investigationRow.ts';

/**
 * How far an investigation is from its end; `except` is the report that is being decided about, with what is merged into it
 * where that shares its fate.
 */
export async function endingOf(
  tx: Transaction,
  row: InvestigationRow,
  except?: Id<'report'>,
  withParts = false,
): Promise<Ending> {
  const [published] = await tx
    .select({ status: incident.status })
    .from(incident)
    .where(eq(incident.investigationId, row.id));
  const [unfinished] = await tx
    .select({ count: count() })
    .from(report)
    .where(
      and(
        eq(report.investigationId, row.id),
        notInArray(report.state, ['solved', 'closed']),
        except === undefined ? undefined : ne(report.id, except),
        except !== undefined && withParts ? sql`${report.mergedIntoId} is distinct from ${except}` : undefined,
      ),
    );
  return {
    isClosed: row.closedAt !== null,
    incident: published?.status ?? null,
    unfinishedReports: unfinished?.count ?? 0,
  };
}

/** The investigation that a report's end may end, and how far it is from it without that report. */
export type AtStake = { row: InvestigationRow; ending: Ending };

/** Locked before the report, as linking does: of the last two reporters at once, the second sees the first's answer. */
export async function lockAtStake(tx: Transaction, reportId: Id<'report'>, withParts = false): Promise<AtStake | null> {
  const [linked] = await tx.select({ id: report.investigationId }).from(report).where(eq(report.id, reportId));
  if (linked === undefined || linked.id === null) return null;
  const [row] = await tx.select().from(investigation).where(eq(investigation.id, linked.id)).for('update');
  return row === undefined ? null : { row, ending: await endingOf(tx, row, reportId, withParts) };
}

/** Whether the investigation ends with this report, now that it is in its new state. */
export const endsWith = (atStake: AtStake | null, report: Report): atStake is AtStake =>
  atStake !== null && isFinished(report) && endsByItself(atStake.ending);

export const closedByItself = (investigationId: Id<'investigation'>): DomainEvent => ({
  name: 'investigation.closed',
  subject: investigationId,
  investigationId,
  data: { by_itself: true },
});

export const saveEnd = (tx: Transaction, row: InvestigationRow, ctx: Context): Promise<void> =>
  touch(tx, row, { closedAt: ctx.now() });
