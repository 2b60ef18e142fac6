import { asc, eq } from 'drizzle-orm';
import { feedback } from '#db/schema/feedback.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import { decide, type FeedbackDecision } from '#domain/feedback.ts';
import type { Id } from '#domain/id.ts';
import { inLanguage, type InLanguages } from '#domain/locale.ts';
import { personOf } from '#domain/policy.ts';
import { isFinished } from '#domain/report.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { aboutReport, saveReport } from '../reports/reportRow.ts';
import { lockFeedback } from './feedbackRow.ts';

type Decision = { id: Id<'feedback'>; decision: FeedbackDecision; words: InLanguages };

/**
 * What becomes of a wish, with words. Everybody who has it is told by mail and on their own page, in their language, and
 * their reports close: source 002 step 5, "for enhancements, the support ticket will be closed".
 */
export const decideFeedback = command({
  action: 'feedback.decide',
  load: async (tx, { id }: Decision) => {
    const row = await lockFeedback(tx, id);
    if (row === null) return null;
    const reports = await tx
      .select()
      .from(report)
      .where(eq(report.feedbackId, id))
      .orderBy(asc(report.id))
      .for('update');
    return { row, reports };
  },
  version: ({ row }) => row.version,
  decide: ({ row, reports }, { decision, words }, ctx) => {
    const decidedBy = personOf(ctx.actor);
    if (decidedBy === null) return refuse('forbidden');
    const decided = decide(row.decision, decision);
    if (!decided.ok) return decided;
    return accept({
      value: { decision, words, decidedBy, decidedAt: ctx.now() },
      events: [
        { name: 'feedback.decided' as const, subject: row.id, data: { decision } },
        ...reports
          .filter((one) => !isFinished(one))
          .map((one) => ({ name: 'report.closed' as const, ...aboutReport(one), data: { decision } })),
      ],
      wake: ['mail'],
    });
  },
  save: async (tx, change, { row, reports }, ctx) => {
    const { decision, words, decidedBy, decidedAt } = change;
    await tx
      .update(feedback)
      .set({ ...change, version: row.version + 1 })
      .where(eq(feedback.id, row.id));
    for (const one of reports) {
      const { text: body } = inLanguage(words, one.locale);
      const messageId = ctx.newId<'message'>();
      await tx
        .insert(reportMessage)
        .values({ id: messageId, reportId: one.id, authorId: decidedBy, body, createdAt: decidedAt });
      await queueMail(tx, ctx, {
        kind: 'feedback_decided',
        to: one.reporterEmail,
        locale: one.locale,
        about: { reportId: one.id, messageId, decision },
      });
      const closes = isFinished(one)
        ? {}
        : { state: 'closed' as const, closeReason: body.slice(0, 500), closedAt: decidedAt };
      await saveReport(tx, one, { ...closes, firstAnsweredAt: one.firstAnsweredAt ?? decidedAt });
    }
    return { id: row.id };
  },
});
