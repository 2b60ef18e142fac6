import { and, arrayContains, asc, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { page } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { MailKind } from '#domain/mail.ts';
import { accept } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { aboutReport, type ReportRow } from '../reports/reportRow.ts';

/** So many of them in one mail; a storm of reports is one mail to each, and the inbox has the rest. */
const mostInMail = 20;
const mostAtOnce = 500;

type Told = { rows: ReportRow[]; letters: Letter[] };
type Letter = { to: Person; reports: ReportRow[] };
type Person = { id: Id<'account'>; email: string; locale: Locale };

/** Those who took a report are reminded before its first answer is due. Source 002 step 3. */
export const remindAgents = command({
  action: 'reports.work',
  load: async (tx, _input: null, ctx): Promise<Told> => {
    const minutes = (await tx.select({ minutes: page.answerReminderMinutes }).from(page))[0]?.minutes ?? 120;
    const rows = await waitingFor(
      tx,
      and(
        isNotNull(report.claimedBy),
        isNull(report.remindedAt),
        sql`${report.firstAnswerDueAt} > ${ctx.now().toString()}::timestamptz`,
        lte(report.firstAnswerDueAt, ctx.now().add({ minutes })),
      ),
    );
    return { rows, letters: await toClaimers(tx, rows) };
  },
  decide: ({ rows, letters }) =>
    accept({
      value: letters,
      events: rows.map((row) => ({ name: 'report.reminded' as const, ...aboutReport(row) })),
      wake: ['mail'],
    }),
  save: async (tx, letters, { rows }, ctx) => {
    await mark(tx, rows, { remindedAt: ctx.now() });
    await send(tx, ctx, 'answer_due', letters);
    return { told: rows.length };
  },
});

/** A promise that was broken is told to every manager, once for each report. */
export const tellManagersOfLate = command({
  action: 'reports.work',
  load: async (tx, _input: null, ctx): Promise<Told> => {
    const rows = await waitingFor(tx, and(isNull(report.lateToldAt), lte(report.firstAnswerDueAt, ctx.now())));
    const managers = rows.length === 0 ? [] : await holding(tx, 'manager');
    return { rows, letters: managers.map((to) => ({ to, reports: rows })) };
  },
  decide: ({ rows, letters }) =>
    accept({
      value: letters,
      events: rows.map((row) => ({ name: 'report.late_told' as const, ...aboutReport(row) })),
      wake: ['mail'],
    }),
  save: async (tx, letters, { rows }, ctx) => {
    await mark(tx, rows, { lateToldAt: ctx.now() });
    await send(tx, ctx, 'answers_late', letters);
    return { told: rows.length };
  },
});

/** A reporter who has not said whether it is fixed: nothing closes itself, an agent is told. PRODUCT 8. */
export const tellOfSilence = command({
  action: 'reports.work',
  load: async (tx, _input: null, ctx): Promise<Told> => {
    const days = (await tx.select({ days: page.silenceDays }).from(page))[0]?.days ?? 5;
    const rows = await tx
      .select()
      .from(report)
      .where(
        and(
          eq(report.state, 'on_hold'),
          isNull(report.silenceToldAt),
          lte(report.askedAt, ctx.now().subtract({ hours: 24 * days })),
        ),
      )
      .orderBy(asc(report.id))
      .limit(mostAtOnce)
      .for('update', { skipLocked: true });
    return { rows, letters: await toClaimers(tx, rows) };
  },
  decide: ({ rows, letters }) =>
    accept({
      value: letters,
      events: rows.map((row) => ({ name: 'report.silence_told' as const, ...aboutReport(row) })),
      wake: ['mail'],
    }),
  save: async (tx, letters, { rows }, ctx) => {
    await mark(tx, rows, { silenceToldAt: ctx.now() });
    await send(tx, ctx, 'follow_up_silent', letters);
    return { told: rows.length };
  },
});

/**
 * Open reports without a first answer. What monitoring reports has nobody who waits for one, and a part of another report
 * is answered there.
 */
const waitingFor = (tx: Transaction, which: ReturnType<typeof and>): Promise<ReportRow[]> =>
  tx
    .select()
    .from(report)
    .where(
      and(
        isNull(report.firstAnsweredAt),
        inArray(report.state, ['new', 'claimed', 'escalated']),
        isNull(report.mergedIntoId),
        ne(report.source, 'monitoring'),
        which,
      ),
    )
    .orderBy(asc(report.firstAnswerDueAt), asc(report.id))
    .limit(mostAtOnce)
    .for('update', { skipLocked: true });

const mark = (tx: Transaction, rows: readonly ReportRow[], change: Partial<ReportRow>): Promise<unknown> =>
  rows.length === 0
    ? Promise.resolve()
    : tx
        .update(report)
        .set(change)
        .where(
          inArray(
            report.id,
            rows.map(({ id }) => id),
          ),
        );

/** One letter to each who has some of them; where nobody who still works here has one, the managers hear of it. */
async function toClaimers(tx: Transaction, rows: readonly ReportRow[]): Promise<Letter[]> {
  if (rows.length === 0) return [];
  const claimers = await tx
    .select({ id: account.id, email: account.email, locale: account.locale })
    .from(account)
    .where(
      and(isNull(account.disabledAt), inArray(account.id, [...new Set(rows.flatMap((row) => row.claimedBy ?? []))])),
    );
  const orphans = rows.filter((row) => !claimers.some(({ id }) => id === row.claimedBy));
  const managers = orphans.length === 0 ? [] : await holding(tx, 'manager');
  return [
    ...claimers.map((to) => ({ to, reports: rows.filter((row) => row.claimedBy === to.id) })),
    ...managers.map((to) => ({ to, reports: orphans })),
  ];
}

export const holding = (tx: Transaction, role: 'manager'): Promise<Person[]> =>
  tx
    .select({ id: account.id, email: account.email, locale: account.locale })
    .from(account)
    .where(and(isNull(account.disabledAt), arrayContains(account.roles, [role])))
    .orderBy(asc(account.id));

async function send(tx: Transaction, ctx: Context, kind: MailKind, letters: readonly Letter[]): Promise<void> {
  for (const { to, reports } of letters)
    await queueMail(tx, ctx, {
      kind,
      to: to.email,
      locale: to.locale,
      about: {
        accountId: to.id,
        count: String(reports.length),
        reportIds: reports
          .slice(0, mostInMail)
          .map(({ id }) => id)
          .join(' '),
      },
    });
}
