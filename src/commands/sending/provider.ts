import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { mailProvider } from '#db/schema/sending.ts';
import { begun, ended, gate, slotAt, type Provider, type ProviderState } from '#domain/provider.ts';
import type { Attempt } from '#domain/sending.ts';

/** A call that may begin, and the room that it takes of the provider's limit; or when to ask again, in milliseconds. */
export type Turn =
  { may: 'call'; isProbe: boolean; slot: number; begin(): Promise<void> } | { may: 'wait'; restMilliseconds: number };

/**
 * Whether a call may be made at a provider, for all workers together: whoever asks holds its row until the claim is
 * committed, so that two of them can neither both take the last room nor both probe. RELIABILITY 4.8.
 */
export async function turnAt(tx: Transaction, name: Provider): Promise<Turn> {
  const { state, now } = await locked(tx, name);
  const may = gate(name, state, now);
  if (may.may === 'wait') return { may: 'wait', restMilliseconds: Math.max(1, Math.ceil(may.until - now)) };
  return { ...may, slot: slotAt(now), begin: () => save(tx, name, begun(name, state, now)) };
}

/**
 * What a call came to, for everybody who asks next; true where the provider has just come back. Then what rested because
 * of its outage need not rest any longer.
 */
export async function callEnded(tx: Transaction, name: Provider, attempt: Attempt, slot: number | null): Promise<void> {
  const { state, now } = await locked(tx, name);
  const next = ended(state, attempt, now, slot);
  await save(tx, name, next);
  if (state.stopped !== null && next.stopped === null)
    await tx.execute(
      sql`update send_batch set available_at = now() where channel = 'email' and state = 'ready' and available_at > now()`,
    );
}

async function locked(tx: Transaction, name: Provider): Promise<{ state: ProviderState; now: number }> {
  const find = () => tx.select().from(mailProvider).where(eq(mailProvider.name, name)).for('update');
  let [row] = await find();
  if (row === undefined) {
    await tx.insert(mailProvider).values({ name }).onConflictDoNothing();
    [row] = await find();
  }
  if (row === undefined) throw new Error(`there is no row of the mail provider ${name}`);
  // Asked after the row is ours: the transaction's own time is that of its beginning, before it had to wait.
  const [clock] = await tx.execute<{ now: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  );
  const { name: _, ...kept } = row;
  return {
    state: {
      ...kept,
      failingSince: millisecondsOf(kept.failingSince),
      probeAt: millisecondsOf(kept.probeAt),
      quietUntil: millisecondsOf(kept.quietUntil),
      lastAcceptedAt: millisecondsOf(kept.lastAcceptedAt),
    },
    now: clock?.now ?? 0,
  };
}

const save = async (tx: Transaction, name: Provider, state: ProviderState): Promise<void> =>
  void (await tx
    .update(mailProvider)
    .set({
      ...state,
      reason: state.reason?.slice(0, 500) ?? null,
      slots: [...state.slots],
      failingSince: instantOf(state.failingSince),
      probeAt: instantOf(state.probeAt),
      quietUntil: instantOf(state.quietUntil),
      lastAcceptedAt: instantOf(state.lastAcceptedAt),
    })
    .where(eq(mailProvider.name, name)));

const millisecondsOf = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;
const instantOf = (at: number | null): Temporal.Instant | null =>
  at === null ? null : Temporal.Instant.fromEpochMilliseconds(Math.round(at));
