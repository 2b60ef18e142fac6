import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendar, contract, contractCustomer } from '#db/schema/contract.ts';
import type { ContractTerms } from '#domain/contract.ts';
import type { Id } from '#domain/id.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { command } from '../command.ts';
import { retime } from './retime.ts';

export type ContractDraft = {
  name: string;
  terms: ContractTerms;
  calendarId: Id<'calendar'> | null;
  /** As `domain/contract.ts` reads them. */
  customers: readonly string[];
};

/** What a customer has bought, and who that customer is. Source 001 "When to call". */
export const createContract = command({
  action: 'page.change',
  load: async (tx, draft: ContractDraft) => ({ points: await draftPoints(tx, draft, null) }),
  decide: ({ points }, draft, ctx) => {
    if (points.length > 0) return refuse('invalid', points);
    const id = ctx.newId<'contract'>();
    return accept({ value: { ...draft, id }, events: [{ name: 'contract.created', subject: id }] });
  },
  save: async (tx, { id, name, terms, calendarId, customers }, _state, ctx) => {
    await tx.insert(contract).values({ id, name, terms, calendarId, createdAt: ctx.now() });
    await replaceCustomers(tx, id, customers);
    return { id };
  },
});

export const changeContract = command({
  action: 'page.change',
  load: async (tx, draft: ContractDraft & { id: Id<'contract'> }) => {
    const row = await lockContract(tx, draft.id);
    return row && { row, points: await draftPoints(tx, draft, draft.id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, points }, draft) => {
    if (points.length > 0) return refuse('invalid', points);
    return accept({ value: draft, events: [{ name: 'contract.changed', subject: row.id }] });
  },
  save: async (tx, { name, terms, calendarId, customers }, { row }) => {
    await tx
      .update(contract)
      .set({ name, terms, calendarId, version: row.version + 1 })
      .where(eq(contract.id, row.id));
    await replaceCustomers(tx, row.id, customers);
    return { id: row.id };
  },
});

export const removeContract = command({
  action: 'page.change',
  load: (tx, { id }: { id: Id<'contract'> }) => lockContract(tx, id),
  decide: (row) => accept({ value: null, events: [{ name: 'contract.removed', subject: row.id }] }),
  save: async (tx, _value, row) => {
    await tx.delete(contract).where(eq(contract.id, row.id));
    await retime(tx);
    return { id: row.id };
  },
});

async function lockContract(tx: Transaction, id: Id<'contract'>) {
  const [row] = await tx.select().from(contract).where(eq(contract.id, id)).for('update');
  return row ?? null;
}

async function draftPoints(tx: Transaction, draft: ContractDraft, but: Id<'contract'> | null): Promise<Point[]> {
  const { name, calendarId, customers } = draft;
  const sameName = await tx
    .select({ id: contract.id })
    .from(contract)
    .where(and(eq(contract.name, name), but === null ? undefined : ne(contract.id, but)));
  const known =
    calendarId === null ? [{}] : await tx.select({ id: calendar.id }).from(calendar).where(eq(calendar.id, calendarId));
  const elsewhere =
    customers.length === 0
      ? []
      : await tx
          .select({ line: contractCustomer.pattern, contract: contract.name })
          .from(contractCustomer)
          .innerJoin(contract, eq(contract.id, contractCustomer.contractId))
          .where(
            and(
              inArray(contractCustomer.pattern, [...customers]),
              but === null ? undefined : ne(contractCustomer.contractId, but),
            ),
          );
  return [
    ...sameName.map((): Point => ({ path: 'name', code: 'taken' })),
    ...(known.length === 0 ? [{ path: 'calendar_id', code: 'unknown' as const }] : []),
    ...elsewhere.map((values): Point => ({ path: 'customers', code: 'has_contract', values })),
  ];
}

async function replaceCustomers(
  tx: Transaction,
  contractId: Id<'contract'>,
  patterns: readonly string[],
): Promise<void> {
  await tx.delete(contractCustomer).where(eq(contractCustomer.contractId, contractId));
  const rows = [...new Set(patterns)].map((pattern) => ({ pattern, contractId }));
  if (rows.length > 0) await tx.insert(contractCustomer).values(rows);
  await retime(tx);
}
