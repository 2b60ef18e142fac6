import { z } from 'zod';

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/u;
const issue = (code: string) => ({ code: 'custom' as const, params: { code }, message: code });

/** A time as a form's field has it, `2026-11-29T02:00`: a clock's time, which the form's zone makes an instant. */
export const localTime = z.string().transform((text, ctx) => {
  try {
    if (written.test(text)) return Temporal.PlainDateTime.from(text);
  } catch {
    // A thirteenth month is no date either.
  }
  ctx.addIssue(text === '' ? issue('required') : issue('not_a_date'));
  return z.NEVER;
});

/** The instant of a clock's time; null where that clock jumps over it. Where it comes twice, the first is meant. */
export function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant | null {
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
  return zoned.toPlainDateTime().equals(local) ? zoned.toInstant() : null;
}

/** What stands in a form's field for an instant. */
export const localText = (instant: Temporal.Instant, zone: string): string =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
