import { z } from 'zod';
import { backfillIncident, type WordThen } from '#commands/incidents/backfill.ts';
import { changeIncident } from '#commands/incidents/change.ts';
import { savePostmortem, type PostmortemDraft } from '#commands/incidents/postmortem.ts';
import { retractIncident } from '#commands/incidents/retract.ts';
import { impacts } from '#domain/incident.ts';
import type { IncidentChange } from '#domain/incidentChange.ts';
import type { PostmortemWish } from '#domain/postmortem.ts';
import { refuse, type PointCode, type Result } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, momentInForm, perhaps, prose } from '#platform/validation.ts';
import { formAction } from './form.ts';
import { spanish, statedComponents, ticked } from './incidents.ts';

const id = idOf('incident');
const words = { id, body: prose(bounds.body), body_es: perhaps(prose(bounds.body)), notify: ticked };

/** A false alarm is taken back. */
export const retractForm = formAction({
  input: z.object(words),
  run: (ctx, { body: reason, body_es, ...wish }) =>
    retractIncident(ctx, { ...wish, reason, translations: spanish(body_es) }),
  then: (done) => `/console/incidents/${done.id}?done=retracted`,
});

const postmortemForm = (wish: (notify: boolean) => PostmortemWish, done: string) =>
  formAction({
    input: z.object(words),
    run: (ctx, { id, body, body_es, notify }) => {
      const draft: PostmortemDraft = { id, body, translations: spanish(body_es), ...wish(notify) };
      return savePostmortem(ctx, draft);
    },
    then: (saved) => `/console/incidents/${saved.id}?done=${done}`,
  });

/** The three buttons under a postmortem: keep it, publish it, and, once it is published, save what was mended. */
export const draftForm = postmortemForm(() => ({}), 'saved');
export const publishPostmortemForm = postmortemForm((notify) => ({ published: true, notify }), 'postmortem');
export const savePostmortemForm = postmortemForm((notify) => ({ notify }), 'postmortem');

const point = (path: string[], code: PointCode) => ({ path, params: { code }, message: code });
const time = perhaps(momentInForm);

/** Title, times and impact as a manager puts them right. A form shows minutes: what was not touched is no change. */
export const changeForm = formAction({
  input: z
    .object({
      id,
      title: line(bounds.title),
      title_es: perhaps(line(bounds.title)),
      started_at: momentInForm,
      started_at_was: time,
      window: z.enum(['derived', 'stated']),
      unavailable: z.object({ from: time, until: time }),
      impact: z.enum(['', ...impacts]),
      reason: perhaps(prose(bounds.short)),
    })
    .refine(
      ({ window, unavailable }) => window === 'derived' || unavailable.from !== null,
      point(['unavailable', 'from'], 'required'),
    ),
  run: (ctx, { started_at: startedAt, started_at_was: shown, window, unavailable, impact, title_es, ...rest }) =>
    changeIncident(ctx, {
      ...rest,
      titles: { es: title_es },
      ...(shown?.equals(startedAt) ? {} : { startedAt }),
      unavailable: windowOf(window, unavailable),
      impactOverride: impact === '' ? null : impact,
    }),
  then: (changed) => `/console/incidents/${changed.id}?done=changed`,
});

type Times = { from: Temporal.Instant | null; until: Temporal.Instant | null };
const windowOf = (window: 'derived' | 'stated', { from, until }: Times): IncidentChange['unavailable'] =>
  window === 'derived' || from === null ? null : { from, until };

/** An incident that is over, in one word or two. */
export const backfillForm = formAction({
  input: z.object({
    title: line(bounds.title),
    title_es: perhaps(line(bounds.title)),
    started_at: momentInForm,
    resolved_at: momentInForm,
    components: statedComponents,
    first: prose(bounds.body),
    first_es: perhaps(prose(bounds.body)),
    first_at: time,
    body: prose(bounds.body),
    body_es: perhaps(prose(bounds.body)),
  }),
  run: async (
    ctx,
    { title, title_es, started_at, resolved_at, components, first, first_es, first_at, body, body_es },
  ) => {
    const nothing = {};
    const begun: WordThen = {
      at: first_at ?? started_at,
      status: 'investigating',
      body: first,
      components: nothing,
      translations: spanish(first_es),
    };
    const ended: WordThen = {
      at: resolved_at,
      status: 'resolved',
      body,
      components: nothing,
      translations: spanish(body_es),
    };
    const draft = { title, titles: { es: title_es }, startedAt: started_at, resolvedAt: resolved_at, components };
    return inFormsWords(await backfillIncident(ctx, { ...draft, updates: [begun, ended] }));
  },
  then: (recorded) => `/console/incidents/${recorded.id}?done=backfilled`,
});

/** The command names its updates by their place; in the form each has a field. */
function inFormsWords<T>(result: Result<T>): Result<T> {
  if (result.ok) return result;
  const errors = result.refusal.errors.map((one) => ({
    ...one,
    path: one.path === 'updates.0.at' ? 'first_at' : one.path.startsWith('updates') ? 'body' : one.path,
  }));
  return refuse(result.refusal.code, errors);
}
