import { incident, incidentUpdate, type Translations } from '#db/schema/incident.ts';
import { backfill, type PastWord } from '#domain/backfill.ts';
import type { Id } from '#domain/id.ts';
import { moved, type StatedComponents } from '#domain/incident.ts';
import type { ComponentStatus } from '#domain/component.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { clip, oneLine } from '#domain/text.ts';
import { command } from '../command.ts';
import { retellHistory } from '../statusHistory.ts';
import { retitled, type Titles } from './change.ts';
import { stateComponents, unknownComponents } from './incidentRow.ts';

export type WordThen = PastWord & { body: string; translations: Translations };
export type PastDraft = {
  title: string;
  startedAt: Temporal.Instant;
  resolvedAt: Temporal.Instant;
  components: StatedComponents;
  updates: readonly WordThen[];
  /** What it is called in other languages. */
  titles: Titles;
};

/**
 * Records an incident that is over: it stands in the history and counts in the uptime as of its own times, tells nobody,
 * and never was open here, so it needs no confirmation and carries no mark of one. It is dated by its first word.
 */
export const backfillIncident = command({
  action: 'incidents.backfill',
  load: async (tx, { components, updates }: PastDraft) => {
    const stated = updates.reduce((all, word) => ({ ...all, ...word.components }), components);
    return { unknown: await unknownComponents(tx, stated) };
  },
  decide: ({ unknown }, { updates: words, ...draft }, ctx) => {
    if (unknown.length > 0) return refuse('invalid', unknown);
    const decided = backfill({ ...draft, words }, ctx.now());
    if (!decided.ok) return decided;
    const recordedBy = personOf(ctx.actor);
    if (recordedBy === null) return refuse('forbidden');
    const id = ctx.newId<'incident'>();
    const { startedAt, resolvedAt } = draft;
    return accept({
      value: { ...draft, ...decided.value, id, recordedBy },
      events: [
        {
          name: 'incident.backfilled',
          subject: id,
          incidentId: id,
          data: { startedAt: startedAt.toString(), resolvedAt: resolvedAt.toString() },
        },
      ],
      publicChange: true,
    });
  },
  save: async (tx, { words, recordedBy, components: _atFirst, titles, ...past }, _state, ctx) => {
    const { id, title, startedAt, resolvedAt } = past;
    await tx.insert(incident).values({
      ...past,
      translations: retitled({}, titles),
      origin: 'backfilled',
      frozenTitle: clip(oneLine(title), 120),
      status: 'resolved',
      ending: 'resolved',
      publishedBy: recordedBy,
      createdAt: words[0]?.at ?? startedAt,
      updatedAt: words.at(-1)?.at ?? resolvedAt,
    });
    let before: Readonly<Record<string, ComponentStatus>> = {};
    for (const [n, { at, components, status, body, translations }] of words.entries()) {
      await tx.insert(incidentUpdate).values({
        id: ctx.newId<'update'>(),
        incidentId: id,
        sequence: n + 1,
        status,
        body,
        translations,
        movements: moved(before, components),
        notify: false,
        authorId: recordedBy,
        createdAt: at,
      });
      await stateComponents(tx, id, components);
      before = { ...before, ...components };
    }
    await retellHistory(tx, Object.keys(before) as Id<'component'>[], { from: startedAt, until: resolvedAt });
    return { id };
  },
});
