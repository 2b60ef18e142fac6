import type { Locale } from '#domain/locale.ts';

/** British English writes 17 Nov, and no comma before "and"; the page's English says it the same way. */
const intlLocale: Readonly<Record<Locale, string>> = { en: 'en-GB', es: 'es' };

/** "14:02": for the first end of a range, whose second names the zone. All of this is UTC. */
export const time = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' });

/** "14:02 UTC", in either language. */
export const clock = (instant: Temporal.Instant, _locale: Locale): string => `${time(instant)} UTC`;

/** "Tue 17 Nov" / "mar 17 nov". */
export const day = (instant: Temporal.Instant, locale: Locale): string => formatted(instant, short[locale]);

/** "Tuesday 17 November 2026" / "martes 17 de noviembre de 2026". */
export const longDay = (instant: Temporal.Instant, locale: Locale): string => formatted(instant, long[locale]);

/** "Tue 17 Nov 2026" / "mar 17 nov 2026". */
export const dayOfYear = (instant: Temporal.Instant, locale: Locale): string =>
  `${day(instant, locale)} ${dateOf(instant).year}`;

/** The two ends of a stretch of days; a month that both share is said once: "Wed 4" and "Sun 8 Nov". */
export function daysBetween(from: Temporal.Instant, until: Temporal.Instant, locale: Locale): [string, string] {
  const isOneMonth = dateOf(from).toPlainYearMonth().equals(dateOf(until).toPlainYearMonth());
  return [isOneMonth ? formatted(from, dayOfMonth[locale]) : day(from, locale), day(until, locale)];
}

/** "October 2026" / "octubre de 2026". */
export const monthOfYear = (date: Temporal.PlainDate, locale: Locale): string =>
  formatted(date.toZonedDateTime('UTC').toInstant(), yearAndMonth[locale]);

/** "October" / "octubre". */
export const monthName = (date: Temporal.PlainDate, locale: Locale): string =>
  formatted(date.toZonedDateTime('UTC').toInstant(), month[locale]);

/** "Tue 17 Nov, 14:02 UTC". */
export const dayAndClock = (instant: Temporal.Instant, locale: Locale): string =>
  `${day(instant, locale)}, ${clock(instant, locale)}`;

/** Whether two instants fall on one UTC day, so that the day need not be said twice. */
export const isSameDay = (a: Temporal.Instant, b: Temporal.Instant): boolean => dateOf(a).equals(dateOf(b));

/** The clock alone on the day that the reader has been told already, else with its day. */
export const clockSeenFrom = (told: Temporal.Instant, instant: Temporal.Instant, locale: Locale): string =>
  isSameDay(told, instant) ? clock(instant, locale) : dayAndClock(instant, locale);

/** "1 h 40 min", "3 d 2 h", "40 s": the two largest units, cut off rather than rounded. The symbols are both languages', and stay with their number. */
export function duration(from: Temporal.Instant, until: Temporal.Instant, _locale: Locale): string {
  const seconds = Math.max(0, Math.floor((until.epochMilliseconds - from.epochMilliseconds) / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}\u00a0${unit}`)
    .join(' ');
}

/** "12 minutes ago", "hace 3 horas", "now": whole minutes, hours or days, cut off. What is yet to come is "in …". */
export function ago(instant: Temporal.Instant, now: Temporal.Instant, locale: Locale): string {
  const minutes = Math.trunc((instant.epochMilliseconds - now.epochMilliseconds) / 60_000);
  if (minutes === 0) return relativeNow[locale].format(0, 'second');
  if (Math.abs(minutes) < 60) return relative[locale].format(minutes, 'minute');
  const hours = Math.trunc(minutes / 60);
  return Math.abs(hours) < 24
    ? relative[locale].format(hours, 'hour')
    : relative[locale].format(Math.trunc(hours / 24), 'day');
}

/** "Sending, Triggers and Reports" / "Envío, Tareas e Informes". */
export const listOf = (texts: readonly string[], locale: Locale): string => lists[locale].format(texts);

/** 99.97 is "99.97 %" / "99,97 %", with a narrow space that does not break. Cut off: only a true 100 says "100 %". */
export const percent = (value: number, locale: Locale): string =>
  `${value >= 100 ? '100' : decimals[locale].format(Math.max(0, value))}\u202f%`;

/** "1,284" / "1.284"; Spanish begins to group at five digits. */
export const count = (value: number, locale: Locale): string => whole[locale].format(value);

const dateOf = (instant: Temporal.Instant): Temporal.PlainDate => instant.toZonedDateTimeISO('UTC').toPlainDate();

const formatted = (instant: Temporal.Instant, format: Intl.DateTimeFormat): string =>
  format.format(instant.epochMilliseconds).replaceAll(',', '');

// Making an Intl object is slow, formatting with it is not: one for each language.
const each = <T>(make: (tag: string) => T): Readonly<Record<Locale, T>> => ({
  en: make(intlLocale.en),
  es: make(intlLocale.es),
});
const short = each(
  (tag) => new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
);
const long = each(
  (tag) =>
    new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const dayOfMonth = each((tag) => new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', timeZone: 'UTC' }));
const yearAndMonth = each((tag) => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
const month = each((tag) => new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }));
const relative = each((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'always' }));
const relativeNow = each((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
const lists = each((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));
const decimals = each(
  (tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode: 'trunc' }),
);
const whole = each((tag) => new Intl.NumberFormat(tag));
