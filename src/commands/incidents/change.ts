import { eq, max } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { incident, incidentTitleRevision, incidentUpdate, type Translations } from '#db/schema/incident.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { stageOf } from '#domain/incident.ts';
import { changeIncident as decideChange, type IncidentChange } from '#domain/incidentChange.ts';
import { personOf } from '#domain/policy.ts';
import { accept } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command } from '../command.ts';
import { retellHistory } from '../statusHistory.ts';
import { aboutIncident, type IncidentRow } from './incidentRow.ts';

/** `titles` are what it is called in other languages; absent leaves them as they are, null takes one away. */
export type ChangeDraft = IncidentChange & { id: Id<'incident'>; titles?: Titles };
export type Titles = Partial<Record<Locale, string | null>>;

type Changed = Partial<Pick<IncidentRow, (typeof changeable)[number]>>;
const changeable = [
  'title',
  'translations',
  'startedAt',
  'impact',
  'impactOverride',
  'unavailableFrom',
  'unavailableUntil',
] as const;

/**
 * Puts right what an incident is called, since when and for how long it was, and how bad: nobody is told, the page shows
 * it, and the audit log says what it was before and why. The subject of its mails stays, so that they stay one thread.
 */
export const changeIncident = command({
  action: 'incidents.change',
  load: async (tx, { id }: ChangeDraft) => {
    const [row] = await tx.select().from(incident).where(eq(incident.id, id)).for('update');
    if (row === undefined) return null;
    const words = await tx
      .select({ movements: incidentUpdate.movements })
      .from(incidentUpdate)
      .where(eq(incidentUpdate.incidentId, id));
    return { row, movements: words.flatMap((word) => word.movements) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, movements }, draft, ctx) => {
    const facts = { ...row, ...stageOf(row.status, row.ending), components: {} };
    const decided = decideChange({ ...facts, everStated: movements.map(({ to }) => to) }, draft, ctx.now());
    if (!decided.ok) return decided;
    const changed = differing(row, { ...rowOf(draft, row), impact: decided.value.impact });
    if (Object.keys(changed).length === 0) return accept({ value: changed, events: [] });
    return accept({
      value: changed,
      events: [
        {
          name: 'incident.changed',
          ...aboutIncident(row),
          data: { before: plain(row, changed), after: plain(changed, changed), reason: draft.reason },
        },
      ],
      publicChange: true,
    });
  },
  save: async (tx, changed, { row, movements }, ctx) => {
    if (Object.keys(changed).length === 0) return { id: row.id };
    if (changed.title !== undefined || changed.translations !== undefined) await keepTitle(tx, row, ctx);
    await tx
      .update(incident)
      .set({ ...changed, updatedAt: ctx.now(), version: row.version + 1 })
      .where(eq(incident.id, row.id));
    // What was recorded afterwards counts from its beginning, so its history moves with that.
    if (changed.startedAt !== undefined && row.origin === 'backfilled' && row.resolvedAt !== null) {
      const [from = row.startedAt] = [row.startedAt, changed.startedAt].toSorted(Temporal.Instant.compare);
      const componentIds = new Set(movements.map(({ componentId }) => componentId as Id<'component'>));
      await retellHistory(tx, [...componentIds].toSorted(), { from, until: row.resolvedAt });
    }
    return { id: row.id };
  },
});

function rowOf(
  { title, titles, startedAt, impactOverride, unavailable }: ChangeDraft,
  { translations }: IncidentRow,
): Changed {
  return {
    ...(title === undefined ? {} : { title }),
    ...(titles === undefined ? {} : { translations: retitled(translations, titles) }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(impactOverride === undefined ? {} : { impactOverride }),
    ...(unavailable === undefined
      ? {}
      : { unavailableFrom: unavailable?.from ?? null, unavailableUntil: unavailable?.until ?? null }),
  };
}

/** The words of a translation are its first update's, and stay. */
export function retitled(before: Translations, titles: Titles): Translations {
  const named = Object.entries(titles).flatMap(([locale, title]) => {
    const known = before[locale as Locale];
    if (title === null && known === undefined) return [];
    const body = known?.body ?? '';
    return [[locale, title === null ? { body } : { body, title }]];
  });
  return { ...before, ...Object.fromEntries(named) };
}

/** Only what really changes: saying the same again is no change. */
const differing = (row: IncidentRow, change: Changed): Changed =>
  Object.fromEntries(
    Object.entries(change).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(row[name as keyof Changed]),
    ),
  );

const plain = (from: Changed, changed: Changed): Record<string, unknown> =>
  Object.fromEntries(
    changeable
      .filter((name) => name in changed)
      .map((name) => [name, from[name] instanceof Temporal.Instant ? from[name].toString() : (from[name] ?? null)]),
  );

async function keepTitle(tx: Transaction, { id, title, translations }: IncidentRow, ctx: Context): Promise<void> {
  const [last] = await tx
    .select({ revision: max(incidentTitleRevision.revision) })
    .from(incidentTitleRevision)
    .where(eq(incidentTitleRevision.incidentId, id));
  await tx.insert(incidentTitleRevision).values({
    incidentId: id,
    revision: (last?.revision ?? 0) + 1,
    title,
    translations,
    replacedAt: ctx.now(),
    replacedBy: personOf(ctx.actor) as Id<'account'>,
  });
}
