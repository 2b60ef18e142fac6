import { z } from 'zod';
import { changeMaintenance } from '#commands/maintenances/change.ts';
import {
  cancelMaintenance,
  completeMaintenance,
  noteMaintenance,
  startMaintenance,
  verifyMaintenance,
} from '#commands/maintenances/run.ts';
import { scheduleMaintenance, type MaintenanceDraft } from '#commands/maintenances/schedule.ts';
import type { Id } from '#domain/id.ts';
import type { Translated } from '#domain/maintenance.ts';
import type { Recurrence } from '#domain/recurrence.ts';
import { refuse, type Point, type Result } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, perhaps, prose, timeZone } from '#platform/validation.ts';
import { formAction, type Values } from './form.ts';
import { instantOf, localTime } from './localTime.ts';

export const repeats = ['never', 'weekly', 'fortnightly', 'monthly', 'custom'] as const;
/** Minutes before the start; a form's list. */
export const reminders = [30, 60, 180, 1440, 2880, 10_080] as const;

const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');
const parts = z.array(idOf('component')).max(500).default([]);

const fields = z.object({
  title: line(bounds.title),
  title_es: perhaps(line(bounds.title)),
  body: prose(bounds.body),
  body_es: perhaps(prose(bounds.body)),
  starts_at: localTime,
  ends_at: localTime,
  time_zone: timeZone,
  component_ids: parts,
  auto_start: ticked,
  auto_complete: ticked,
  remind: perhaps(z.coerce.number().int().min(5).max(20_160)),
  repeat: z.enum(repeats).default('never'),
  times: perhaps(z.coerce.number().int().min(1).max(100_000)),
  rule: perhaps(line(bounds.short)),
  notify: ticked,
});
type Fields = z.output<typeof fields>;

/** Announces a maintenance. */
export const scheduleForm = formAction({
  input: fields,
  run: async (ctx, form) => {
    const draft = draftOf(form);
    if ('points' in draft) return refuse('invalid', draft.points);
    return atFields(await scheduleMaintenance(ctx, { ...draft, recurrence: recurrenceOf(form), notify: form.notify }));
  },
  then: ({ id }) => `/console/maintenances/${id}?done=scheduled`,
});

/** Moves it, or mends what is said of it. */
export const changeForm = formAction({
  input: fields.extend({
    id: idOf('maintenance'),
    scope: z.enum(['this', 'following']).default('this'),
    end_series: ticked,
  }),
  run: async (ctx, { id, scope, end_series: ends, ...form }) => {
    const draft = draftOf(form);
    if ('points' in draft) return refuse('invalid', draft.points);
    const recurrence = ends ? { recurrence: null } : form.repeat === 'never' ? {} : { recurrence: recurrenceOf(form) };
    return atFields(await changeMaintenance(ctx, { id, scope, ...draft, ...recurrence, notify: form.notify }));
  },
  then: ({ id }) => `/console/maintenances/${id}?done=changed`,
});

const words = {
  id: idOf('maintenance'),
  body: perhaps(prose(bounds.body)),
  body_es: perhaps(prose(bounds.body)),
  notify: ticked,
};
const said = ({
  id,
  body,
  body_es,
  notify,
}: {
  id: Id<'maintenance'>;
  body: string | null;
  body_es: string | null;
  notify: boolean;
}) => ({
  id,
  body,
  notify,
  translations: body === null ? {} : spanish(null, body_es),
});

const runForm = (run: typeof startMaintenance, done: string) =>
  formAction({
    input: z.object(words),
    run: (ctx, form) => run(ctx, said(form)),
    then: ({ id }) => `/console/maintenances/${id}?done=${done}`,
  });
export const startForm = runForm(startMaintenance, 'started');
export const verifyForm = runForm(verifyMaintenance, 'verified');
export const completeForm = runForm(completeMaintenance, 'completed');

export const noteForm = formAction({
  input: z.object({ ...words, body: prose(bounds.body) }),
  run: (ctx, form) => noteMaintenance(ctx, { ...said(form), body: form.body }),
  then: ({ id }) => `/console/maintenances/${id}?done=noted`,
});

export const cancelForm = formAction({
  input: z.object({ ...words, scope: z.enum(['this', 'following']).default('this') }),
  run: (ctx, { scope, ...form }) => cancelMaintenance(ctx, { ...said(form), scope }),
  then: ({ id }) => `/console/maintenances/${id}?done=cancelled`,
});

type Draft = Omit<MaintenanceDraft, 'recurrence' | 'notify'>;

function draftOf(form: Fields): Draft | { points: Point[] } {
  const [startsAt, endsAt] = [instantOf(form.starts_at, form.time_zone), instantOf(form.ends_at, form.time_zone)];
  if (startsAt === null) return { points: [{ path: 'starts_at', code: 'no_such_time' }] };
  if (endsAt === null) return { points: [{ path: 'ends_at', code: 'no_such_time' }] };
  return {
    ...{ startsAt, endsAt, title: form.title, body: form.body },
    translations: spanish(form.title_es, form.body_es),
    componentIds: form.component_ids,
    autoStart: form.auto_start,
    autoComplete: form.auto_complete,
    remindBeforeMinutes: form.remind,
  };
}

const spanish = (title: string | null, body: string | null): Translated =>
  body === null ? {} : { es: { body, ...(title === null ? {} : { title }) } };

function recurrenceOf({ repeat, times, rule, time_zone: timeZone }: Fields): Recurrence | null {
  const count = `COUNT=${times ?? ''}`;
  const rules = {
    weekly: `FREQ=WEEKLY;${count}`,
    fortnightly: `FREQ=WEEKLY;INTERVAL=2;${count}`,
    monthly: `FREQ=MONTHLY;${count}`,
    custom: rule ?? '',
  };
  return repeat === 'never' ? null : { rule: rules[repeat], timeZone };
}

/** The command names its points as the API's fields; a form has its own. */
function atFields<T>(result: Result<T>): Result<T> {
  if (result.ok) return result;
  const own: Record<string, string> = { 'recurrence.rule': 'rule', 'recurrence.time_zone': 'time_zone' };
  const errors = result.refusal.errors.map((point) => ({ ...point, path: own[point.path] ?? point.path }));
  return refuse(result.refusal.code, errors);
}

/** Reads the form however unfinished it is, for its preview; null while there is no time in it that can be read. */
export function sketchedMaintenance(values: Values, missing: { title: string; body: string }): Draft | null {
  const filled = { ...values, title: values['title'] || missing.title, body: values['body'] || missing.body };
  const read = fields.partial({ times: true }).safeParse(filled);
  if (!read.success) return null;
  const draft = draftOf(read.data as Fields);
  return 'points' in draft || Temporal.Instant.compare(draft.startsAt, draft.endsAt) >= 0 ? null : draft;
}
