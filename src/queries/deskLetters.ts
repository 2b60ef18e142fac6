import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { idPattern } from '#domain/id.ts';

/** The reports that a letter to staff names, in its order; those that are answered by now as well: it says what was so. */
export async function listedReports(db: Reader, spaced: string) {
  const ids = spaced.split(' ').filter((id): id is Id<'report'> => idPattern.test(id));
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      id: report.id,
      reference: report.reference,
      actual: sql<string>`left(${report.actual}, 400)`,
      dueAt: report.firstAnswerDueAt,
      askedAt: report.askedAt,
    })
    .from(report)
    .where(inArray(report.id, ids));
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}

/** An incident with what its reporters say of its end; null where it is gone. */
export async function doubtLetter(db: Reader, id: Id<'incident'>) {
  const [row] = await db
    .select({ title: incident.title, translations: incident.translations, investigationId: incident.investigationId })
    .from(incident)
    .where(eq(incident.id, id));
  if (row === undefined || row.investigationId === null) return null;
  const own = eq(report.investigationId, row.investigationId);
  const [asked, noes] = await Promise.all([
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(report)
      .where(own),
    db
      .select({ reference: report.reference, note: report.followUpNote })
      .from(report)
      .where(and(own, eq(report.followUpAnswer, 'no')))
      .orderBy(report.followedUpAt),
  ]);
  return { ...row, asked: asked[0]?.count ?? 0, noes };
}
