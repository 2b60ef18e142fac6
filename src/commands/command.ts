import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { event, page } from '#db/schema/page.ts';
import type { DomainEvent } from '#domain/event.ts';
import { can, personOf, type Action } from '#domain/policy.ts';
import { refuse, type Refusal, type Result } from '#domain/result.ts';
import type { Context, Lane } from '#platform/context.ts';
import { remember, type Remembered } from './idempotency.ts';
import { anewIfOvertaken } from './overtaken.ts';

/** What a decision lets happen: the value that `save` writes, and everything that follows from it. */
export type Decision<T> = {
  value: T;
  events: DomainEvent[];
  /** Worker lanes to wake once this is committed. The rows are the truth; this only saves waiting. */
  wake?: Lane[];
  /** What the public may see changes: every cached page of it is made anew. */
  publicChange?: boolean;
};

export type Definition<Input, State, Value, Output> = {
  action: Action;
  /** Reads, and locks, what is decided about; null is `not_found`. Ids in order, so that two commands never deadlock. */
  load(tx: Transaction, input: Input, ctx: Context): Promise<State | null>;
  /** The version that `If-Match` is compared with, where the thing can change. */
  version?(state: State): number;
  /** The rule, pure. Refusals leave no trace but one line in the audit log. */
  decide(state: State, input: Input, ctx: Context): Result<Decision<Value>>;
  save(tx: Transaction, value: Value, state: State, ctx: Context): Promise<Output>;
};

export type Command<Input, Output> = {
  action: Action;
  <T = Output>(ctx: Context, input: Input, present?: Present<Output, T>): Promise<Result<T>>;
};

/** Turns the outcome into what is answered, inside the transaction, so that a repeated key answers the very same. */
export type Present<Output, T> = (tx: Transaction, output: Output) => Promise<T>;

/**
 * The only place that opens a write transaction: policy, idempotency key, row lock and version, pure decision, rows,
 * events, wake-ups, all or nothing. Every surface calls commands made here; none can be made without an action.
 */
export function command<Input, State, Value, Output>(
  definition: Definition<Input, State, Value, Output>,
): Command<Input, Output> {
  const run = async <T>(ctx: Context, input: Input, present?: Present<Output, T>): Promise<Result<T>> => {
    const outcome = await anewIfOvertaken(() =>
      ctx.db.transaction(async (tx): Promise<Outcome<T>> => {
        const remembered = await remember<T>(tx, ctx);
        if (remembered.state !== 'new') return { result: answerOf(remembered) };
        const outcome = await attempt(tx, definition, ctx, input, present);
        await remembered.keep(outcome.result);
        return outcome;
      }),
    );
    if (outcome.pageVersion !== undefined) ctx.pageChanged(outcome.pageVersion);
    return outcome.result;
  };
  return Object.assign(run as Command<Input, Output>, { action: definition.action });
}

/**
 * What the worker does between commands (fanning out, freezing, marking as sent): all or nothing as well, but nobody
 * asks for it, so there is no policy to check, and the rows themselves are the record.
 */
export const step = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> => db.transaction(work);

/** A surface that refuses by the table before any command runs says so here: it is a refusal like the others. */
export async function recordRefused(ctx: Context, action: Action, refusal: Refusal): Promise<void> {
  if (ctx.actor.kind === 'person') await ctx.db.transaction((tx) => recordRefusal(tx, action, refusal, ctx));
}

type Outcome<T> = { result: Result<T>; pageVersion?: number };

async function attempt<Input, State, Value, Output, T>(
  tx: Transaction,
  definition: Definition<Input, State, Value, Output>,
  ctx: Context,
  input: Input,
  present?: Present<Output, T>,
): Promise<Outcome<T>> {
  const decided = await decideOn(tx, definition, ctx, input);
  if (!decided.ok) {
    await recordRefusal(tx, definition.action, decided.refusal, ctx);
    return { result: decided };
  }
  const { state, decision } = decided.value;
  const output = await definition.save(tx, decision.value, state, ctx);
  await record(tx, decision.events, ctx);
  const pageVersion = decision.publicChange ? await bumpPage(tx, ctx) : undefined;
  for (const lane of decision.wake ?? []) await tx.execute(sql`select pg_notify('allclear_wake', ${lane})`);
  // `present` absent means that the caller wants the output as it is: T is Output then.
  const value = present ? await present(tx, output) : (output as unknown as T);
  return { result: { ok: true, value }, ...(pageVersion === undefined ? {} : { pageVersion }) };
}

async function decideOn<Input, State, Value, Output>(
  tx: Transaction,
  definition: Definition<Input, State, Value, Output>,
  ctx: Context,
  input: Input,
): Promise<Result<{ state: State; decision: Decision<Value> }>> {
  if (!can(ctx.actor, definition.action, await policies(tx, ctx, definition.action)))
    return refuse(ctx.actor.kind === 'visitor' ? 'unauthenticated' : 'forbidden');
  const state = await definition.load(tx, input, ctx);
  if (state === null) return refuse('not_found');
  if (ctx.ifMatch !== undefined && definition.version && definition.version(state) !== ctx.ifMatch)
    return refuse('stale');
  const decision = definition.decide(state, input, ctx);
  return decision.ok ? { ok: true, value: { state, decision: decision.value } } : decision;
}

/** The page's policies matter for agents alone, and for two actions: nobody else pays for the look-up. */
async function policies(tx: Transaction, ctx: Context, action: Action): Promise<{ agentsMayUpdate: boolean }> {
  const asked = action === 'incidents.update' || action === 'incidents.resolve';
  if (!asked || can(ctx.actor, action)) return { agentsMayUpdate: false };
  const [row] = await tx.select({ agentsMayUpdate: page.agentsMayUpdate }).from(page);
  return row ?? { agentsMayUpdate: false };
}

async function record(tx: Transaction, events: readonly DomainEvent[], ctx: Context): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(event).values(
    events.map(({ name, subject, reportId, investigationId, incidentId, data }) => ({
      at: ctx.now(),
      name,
      subject,
      actorId: personOf(ctx.actor),
      actorRoles: ctx.actor.kind === 'person' ? [...ctx.actor.roles] : [ctx.actor.kind],
      reportId: (reportId ?? null) as never,
      investigationId: (investigationId ?? null) as never,
      incidentId: (incidentId ?? null) as never,
      data: data ?? {},
    })),
  );
}

/** CONTRACT.md: every refusal is in the audit log. A visitor's are not: anybody could fill it. */
async function recordRefusal(tx: Transaction, action: Action, refusal: Refusal, ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'visitor') return;
  const data = { action, code: refusal.code, points: refusal.errors.map(({ path, code }) => `${path}: ${code}`) };
  await record(tx, [{ name: 'refused', subject: action, data }], ctx);
}

async function bumpPage(tx: Transaction, ctx: Context): Promise<number> {
  const [row] = await tx
    .update(page)
    .set({ version: sql`${page.version} + 1`, changedAt: ctx.now() })
    .where(eq(page.only, true))
    .returning({ version: page.version });
  const version = row?.version ?? 0;
  await tx.execute(sql`select pg_notify('allclear_page', ${String(version)})`);
  return version;
}

const answerOf = <T>(remembered: Exclude<Remembered<T>, { state: 'new' }>): Result<T> =>
  remembered.state === 'other' ? refuse('idempotency_key_reused') : remembered.answer;
