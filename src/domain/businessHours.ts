import type { ContractTerms } from './contract.ts';

/** One stretch of a working day on the wall clock, `HH:MM`. `24:00` is the end of the day. */
export type Hours = { opens: string; closes: string };
/** Hours by weekday; 1 is Monday. A weekday that is not named is free. */
export type WeekHours = Readonly<Partial<Record<Weekday, Hours>>>;
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

/** When somebody answers: the hours of each weekday in one time zone, and the days (`YYYY-MM-DD`) on which nobody does. */
export type BusinessHours = { timeZone: string; hours: WeekHours; holidays: ReadonlySet<string> };

const officeDay: Hours = { opens: '09:00', closes: '17:00' };
export const officeWeek: WeekHours = { 1: officeDay, 2: officeDay, 3: officeDay, 4: officeDay, 5: officeDay };
export const officeHours = (timeZone: string): BusinessHours => ({ timeZone, hours: officeWeek, holidays: new Set() });

/** Whether clocks can be kept in it: any name that the machine's time zone data knows, the newest and the older ones. */
export function isTimeZone(name: string): boolean {
  try {
    return (
      /^[A-Za-z]/u.test(name) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== ''
    );
  } catch {
    return false;
  }
}

/** `09:00` to `24:00`, opening before closing. */
export const areHours = ({ opens, closes }: Hours): boolean =>
  /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(opens) &&
  (/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(closes) || closes === '24:00') &&
  opens < closes;

/**
 * A first answer is due one business day after arrival (source 002 step 3), by the terms of the customer's contract.
 * Where somebody is always there, that is 24 hours. Otherwise, on the clock of the calendar's zone: by the same time on
 * the next working day, and by closing time where it came in outside hours; where that day is shorter, within its hours.
 */
export function firstAnswerDue(
  arrivedAt: Temporal.Instant,
  calendar: BusinessHours,
  terms: ContractTerms = 'business_hours',
): Temporal.Instant {
  if (terms === 'around_the_clock') return arrivedAt.add({ hours: 24 });
  const arrived = arrivedAt.toZonedDateTimeISO(calendar.timeZone);
  const date = arrived.toPlainDate();
  const today = hoursOn(date, calendar);
  const time = arrived.toPlainTime().toString();
  if (today !== null && time < today.opens) return closing(date, today, calendar);
  const next = nextWorkingDay(date, calendar);
  // A calendar without a single working day promises nothing that could be kept: the day after, at the same time.
  if (next === null) return arrivedAt.add({ hours: 24 });
  const inHours = today !== null && time < today.closes;
  if (!inHours || time >= next.hours.closes) return closing(next.date, next.hours, calendar);
  return at(next.date, time < next.hours.opens ? next.hours.opens : time, calendar);
}

/** Whether somebody answers at that instant, by these terms. */
export function isOpen(instant: Temporal.Instant, calendar: BusinessHours, terms: ContractTerms): boolean {
  if (terms === 'around_the_clock') return true;
  const here = instant.toZonedDateTimeISO(calendar.timeZone);
  const today = hoursOn(here.toPlainDate(), calendar);
  const time = here.toPlainTime().toString();
  return today !== null && time >= today.opens && time < today.closes;
}

/** The hours of one day; null where nobody works, or where the zone has no such day (one that crossed the date line). */
function hoursOn(date: Temporal.PlainDate, { timeZone, hours, holidays }: BusinessHours): Hours | null {
  const own = hours[date.dayOfWeek as Weekday];
  if (own === undefined || holidays.has(date.toString())) return null;
  return date.toZonedDateTime(timeZone).toPlainDate().equals(date) ? own : null;
}

/** Within the next year; null where none of its days is one. */
function nextWorkingDay(
  date: Temporal.PlainDate,
  calendar: BusinessHours,
): { date: Temporal.PlainDate; hours: Hours } | null {
  for (let days = 1; days <= 366; days++) {
    const next = date.add({ days });
    const hours = hoursOn(next, calendar);
    if (hours !== null) return { date: next, hours };
  }
  return null;
}

const closing = (date: Temporal.PlainDate, { closes }: Hours, calendar: BusinessHours): Temporal.Instant =>
  closes === '24:00' ? at(date.add({ days: 1 }), '00:00', calendar) : at(date, closes, calendar);

/**
 * A time that the clock jumps over is taken as much later as it jumped; one that it shows twice is the first of them.
 * That is RFC 5545's rule, and what people expect of an appointment.
 */
const at = (date: Temporal.PlainDate, time: string, { timeZone }: BusinessHours): Temporal.Instant =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
