import { z } from 'zod';
import { removeView, saveView } from '#commands/inbox/views.ts';
import { assignReport } from '#commands/reports/assign.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { linkReport } from '#commands/reports/link.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { idOf, line, perhaps, prose } from '#platform/validation.ts';
import { referencesOf } from '#queries/reportReferences.ts';
import { formAction } from './form.ts';

/** What narrows the inbox, and nothing else: it comes back in an address. */
const query = z
  .string()
  .max(500)
  .regex(/^[\w.%+=&*-]*$/u)
  .catch('');
const operations = ['claim', 'assign', 'link', 'close'] as const;
type Operation = (typeof operations)[number];

const bulk = z
  .object({
    ids: z.array(idOf('report')).max(100).default([]),
    op: z.enum(operations),
    back: query,
    account_id: perhaps(idOf('account')),
    investigation_id: perhaps(idOf('investigation')),
    reason: perhaps(prose(bounds.short)),
  })
  .superRefine(({ ids, op, ...given }, ctx) => {
    if (ids.length === 0) missing(ctx, 'ids');
    const needed = { claim: null, assign: 'account_id', link: 'investigation_id', close: 'reason' } as const;
    const name = needed[op];
    if (name !== null && given[name] === null) missing(ctx, name);
  });

function missing(ctx: z.core.$RefinementCtx, name: string): void {
  ctx.addIssue({ code: 'custom', path: [name], params: { code: 'required' }, message: 'required' });
}

type Bulk = z.output<typeof bulk>;
type Outcome = { op: Operation; done: number; kept: string[]; back: string };

/**
 * One act for each that is chosen, each a command of its own: what one colleague was quicker with stays theirs, and the rest
 * is done. Only where nothing at all could be done, and all for one reason, is it a refusal.
 */
async function runBulk(ctx: Context, input: Bulk): Promise<Result<Outcome>> {
  const kept: Id<'report'>[] = [];
  let first: Result<unknown> | null = null;
  for (const id of [...new Set(input.ids)]) {
    const result = await runOne(eachItsKey(ctx, id), id, input);
    if (!result.ok) kept.push(id);
    first ??= result;
  }
  if (kept.length === input.ids.length && first !== null && !first.ok && first.refusal.code === 'invalid') return first;
  const references = await referencesOf(ctx.db, kept);
  return accept({ op: input.op, done: new Set(input.ids).size - kept.length, kept: references, back: input.back });
}

function runOne(ctx: Context, id: Id<'report'>, input: Bulk): Promise<Result<unknown>> {
  switch (input.op) {
    case 'claim':
      return claimReport(ctx, { id });
    case 'assign':
      return input.account_id === null ? nothing() : assignReport(ctx, { id, accountId: input.account_id });
    case 'link':
      return input.investigation_id === null
        ? nothing()
        : linkReport(ctx, { id, investigationId: input.investigation_id });
    case 'close':
      return input.reason === null ? nothing() : closeReport(ctx, { id, reason: input.reason });
  }
}

const nothing = (): Promise<Result<unknown>> => Promise.resolve(refuse('invalid'));

/** One form's key stands for one command; here it stands for one command of each report. */
const eachItsKey = (ctx: Context, id: string): Context =>
  ctx.idempotency === undefined
    ? ctx
    : { ...ctx, idempotency: { ...ctx.idempotency, key: `${ctx.idempotency.key}:${id}` } };

/** What the forms of the inbox can ask for. */
export const inboxActions = {
  bulk: formAction({
    input: bulk,
    run: runBulk,
    then: ({ op, done, kept, back }) => {
      const said = [back, `done=${op}`, `n=${done}`, kept.length > 0 && `kept=${kept.join('.')}`];
      return `/console/reports?${said.filter(Boolean).join('&')}#main`;
    },
  }),
  save_view: formAction({
    input: z.object({ name: line(40), query }),
    run: (ctx, view) => saveView(ctx, view),
    then: (output) => `/console/reports?${output.query}`,
  }),
  remove_view: formAction({
    input: z.object({ id: idOf('view') }),
    run: removeView,
    then: () => '/console/reports',
  }),
};
