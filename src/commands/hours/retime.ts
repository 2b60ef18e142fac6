import { and, asc, isNull, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { report } from '#db/schema/report.ts';
import { dueBy, promiseTo, type AnswerPromise } from '#queries/promise.ts';

/**
 * When hours, holidays or contracts change, every open report that waits for its first answer is promised anew, as if it
 * came in under the new ones. Each distinct address is looked up once.
 */
export async function retime(tx: Transaction): Promise<void> {
  const waiting = await tx
    .select({ id: report.id, email: report.reporterEmail, createdAt: report.createdAt })
    .from(report)
    .where(and(isNull(report.firstAnsweredAt), notInArray(report.state, ['solved', 'closed'])))
    .orderBy(asc(report.id))
    .for('update');
  const promises = new Map<string, AnswerPromise>();
  for (const email of new Set(waiting.map((row) => row.email))) promises.set(email, await promiseTo(tx, email));
  const rows = waiting.flatMap(({ id, email, createdAt }) => {
    const promise = promises.get(email);
    return promise === undefined
      ? []
      : [{ id, due: dueBy(promise, createdAt).toString(), contract: promise.contractId }];
  });
  if (rows.length === 0) return;
  await tx.execute(sql`
    update report set first_answer_due_at = p.due, contract_id = p.contract,
      reminded_at = case when p.due > first_answer_due_at then null else reminded_at end,
      late_told_at = case when p.due > first_answer_due_at then null else late_told_at end
    from json_to_recordset(${JSON.stringify(rows)}::json) as p(id text, due timestamptz, contract text)
    where report.id = p.id`);
}
