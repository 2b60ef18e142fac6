import { z } from 'zod';
import { changeDesk } from '#commands/desk/settings.ts';
import { changeHolidays, removeCalendar, saveCalendar } from '#commands/hours/calendars.ts';
import { changeContract, createContract, removeContract } from '#commands/hours/contracts.ts';
import { weekdays, type Hours, type Weekday, type WeekHours } from '#domain/businessHours.ts';
import { contractTerms, customerPattern } from '#domain/contract.ts';
import type { Id } from '#domain/id.ts';
import { refuse } from '#domain/result.ts';
import { bounds } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { holidaysIn } from '#platform/holidayFile.ts';
import { idOf, line, perhaps, prose } from '#platform/validation.ts';
import { calendars } from '#queries/hours.ts';
import { fileForm, formAction } from './form.ts';

const hoursPage = (done: string) => () => `/console/settings/hours?done=${done}#main`;
const contractsPage = (done: string) => () => `/console/settings/contracts?done=${done}#main`;

const clocks = z.record(z.string().regex(/^[1-7]$/u), z.string().trim().max(5)).default({});

/** A day with neither time is free; one with only one of them is a mistake, which the command names. */
function weekOf(opens: Record<string, string>, closes: Record<string, string>): WeekHours {
  const days = weekdays.flatMap((day): [Weekday, Hours][] => {
    const hours = { opens: opens[day] ?? '', closes: closes[day] ?? '' };
    return hours.opens === '' && hours.closes === '' ? [] : [[day, hours]];
  });
  return Object.fromEntries(days);
}

const plainDay = z.string().transform((text, ctx) => {
  try {
    if (/^\d{4}-\d\d-\d\d$/u.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    // Said below, as for any other text that is no day.
  }
  ctx.addIssue({
    code: 'custom',
    params: { code: text.trim() === '' ? 'required' : 'not_a_day' },
    message: 'not_a_day',
  });
  return z.NEVER;
});

/** The calendar that a form is about; the page's own is made where it was never changed before. */
async function calendarId(ctx: Context, id: Id<'calendar'> | null): Promise<Id<'calendar'> | null> {
  if (id !== null) return id;
  const [own] = await calendars(ctx.db);
  if (own === undefined) return null;
  if (own.id !== null) return own.id;
  const { timeZone, hours } = own;
  // The form's key belongs to the command that follows.
  const { idempotency: _key, ...once } = ctx;
  const made = await saveCalendar(once, { id: null, name: null, timeZone, hours });
  return made.ok ? made.value.id : null;
}

/** What the pages of hours and contracts can ask for. */
export const hoursActions = {
  save: formAction({
    input: z.object({
      id: perhaps(idOf('calendar')),
      name: perhaps(line(bounds.name)),
      time_zone: z.string().max(60),
      opens: clocks,
      closes: clocks,
    }),
    run: (ctx, { id, name, time_zone: timeZone, opens, closes }) =>
      saveCalendar(ctx, { id, name, timeZone, hours: weekOf(opens, closes) }),
    then: hoursPage('saved'),
  }),
  add: formAction({
    input: z.object({ name: line(bounds.name), time_zone: z.string().max(60), opens: clocks, closes: clocks }),
    run: (ctx, { name, time_zone: timeZone, opens, closes }) =>
      saveCalendar(ctx, { id: null, name, timeZone, hours: weekOf(opens, closes) }),
    then: hoursPage('saved'),
  }),
  add_holiday: formAction({
    input: z.object({ id: perhaps(idOf('calendar')), day: plainDay, holiday: line(bounds.name) }),
    run: async (ctx, { id, day, holiday }) => {
      const known = await calendarId(ctx, id);
      if (known === null) return refuse('not_found');
      return changeHolidays(ctx, { id: known, add: [{ day, name: holiday }], remove: [] });
    },
    then: hoursPage('holidays'),
  }),
  remove_holiday: formAction({
    input: z.object({ id: idOf('calendar'), day: plainDay }),
    run: (ctx, { id, day }) => changeHolidays(ctx, { id, add: [], remove: [day] }),
    then: hoursPage('holidays'),
  }),
  read_holidays: fileForm({
    input: z.object({ id: perhaps(idOf('calendar')) }),
    run: async (ctx, { id }, files) => {
      const [file] = files.get('file') ?? [];
      if (file === undefined) return refuse('invalid', [{ path: 'file', code: 'required' }]);
      const days = file.bytes && holidaysIn(file.bytes, ctx.now().toZonedDateTimeISO('UTC').toPlainDate());
      if (days === null) return refuse('invalid', [{ path: 'file', code: 'not_a_calendar' }]);
      const known = await calendarId(ctx, id);
      if (known === null) return refuse('not_found');
      return changeHolidays(ctx, { id: known, add: days, remove: [] });
    },
    then: hoursPage('holidays'),
  }),
  drop: formAction({
    input: z.object({ id: idOf('calendar') }),
    run: (ctx, { id }) => removeCalendar(ctx, { id }),
    then: hoursPage('removed'),
  }),
  desk: formAction({
    input: z.object({
      reminder: z.coerce.number().int().min(5).max(10_080),
      silence: z.coerce.number().int().min(1).max(90),
    }),
    run: (ctx, { reminder, silence }) => changeDesk(ctx, { answerReminderMinutes: reminder, silenceDays: silence }),
    then: hoursPage('saved'),
  }),
};

const customers = perhaps(prose(bounds.body)).transform((text, ctx) => {
  const lines = (text ?? '')
    .split(/[\n,;]/u)
    .map((one) => one.trim())
    .filter(Boolean);
  return lines.flatMap((typed) => {
    const pattern = customerPattern(typed);
    if (pattern !== null) return [pattern];
    ctx.addIssue({
      code: 'custom',
      params: { code: 'not_a_customer', values: { line: typed.slice(0, 60) } },
      message: 'not_a_customer',
    });
    return [];
  });
});
const contractFields = {
  name: line(bounds.name),
  terms: z.enum(contractTerms),
  calendar_id: perhaps(idOf('calendar')),
  customers,
};

export const contractActions = {
  add: formAction({
    input: z.object(contractFields),
    run: (ctx, { calendar_id: calendarId, ...draft }) => createContract(ctx, { ...draft, calendarId }),
    then: contractsPage('saved'),
  }),
  save: formAction({
    input: z.object({ id: idOf('contract'), ...contractFields }),
    run: (ctx, { calendar_id: calendarId, ...draft }) => changeContract(ctx, { ...draft, calendarId }),
    then: contractsPage('saved'),
  }),
  drop: formAction({
    input: z.object({ id: idOf('contract') }),
    run: (ctx, { id }) => removeContract(ctx, { id }),
    then: contractsPage('removed'),
  }),
};
