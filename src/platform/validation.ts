import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { isTimeZone } from '#domain/businessHours.ts';
import { asId, type Id, type Noun } from '#domain/id.ts';
import { locales } from '#domain/locale.ts';
import { isTimeOfDay } from '#domain/preferences.ts';
import type { Point, PointCode } from '#domain/result.ts';
import { bounds, hasControl, hasLineBreakOrControl, mailAddress, oneLine } from '#domain/text.ts';

const point = (code: PointCode) => ({ params: { code }, message: code });

/** One line of at most `most` characters: a name, a title, a subject. Line breaks and controls are refused, not mended. */
export const line = (most: number = bounds.name) =>
  z
    .string()
    .refine((text) => !hasLineBreakOrControl(text), point('no_control_characters'))
    .transform((text) => oneLine(text.toWellFormed()))
    .pipe(z.string().min(1).max(most));

/** Text of several lines, at most `most` characters. */
export const prose = (most: number = bounds.text) =>
  z
    .string()
    .refine((text) => !hasControl(text), point('no_control_characters'))
    .transform((text) => text.toWellFormed().replace(/\r\n?/gu, '\n').trim())
    .pipe(z.string().min(1).max(most));

/** Text that a rule judges itself, so that it may be empty; at most `most` characters. */
export const judged = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !hasControl(text), point('no_control_characters'))
    .transform((text) => text.toWellFormed())
    .default('');

/** Absent, null and the empty text of a form's field are all "nothing said". */
export const perhaps = <S extends z.ZodType>(schema: S) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
      schema.nullable(),
    )
    .default(null);

/** An address in our own strict grammar, an international domain as its A-label. RELIABILITY 6.11. */
export const email = z
  .string()
  .transform((text, ctx) => {
    const at = text.lastIndexOf('@');
    const domain = text.slice(at + 1).trim();
    // Only a domain that needs it goes through IDNA: the look-up would also accept what our grammar refuses.
    const ascii = at > 0 && /[^\u0000-\u007f]/u.test(domain) ? `${text.slice(0, at)}@${domainToASCII(domain)}` : text;
    const address = mailAddress(ascii);
    if (address !== null) return address;
    ctx.addIssue({ code: 'custom', ...point('not_an_address') });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'email', maxLength: bounds.email });

export const httpLink = z
  .string()
  .trim()
  .max(bounds.link)
  .refine((text) => !hasLineBreakOrControl(text) && text.isWellFormed(), {
    ...point('no_control_characters'),
    abort: true,
  })
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), point('not_a_link'));

/** An instant as the API takes it, RFC 3339 with its zone; `platform/temporal` would also read years before our calendar. */
export const moment = z
  .string()
  .transform((text, ctx) => {
    const instant = instantOf(text);
    if (instant !== null) return instant;
    ctx.addIssue({ code: 'custom', ...point('not_a_date') });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'date-time' });

/** A form's own field for a time, `2026-11-17T13:05`, which is UTC as all times of ours; a whole instant will do as well. */
export const momentInForm = z.string().transform((text, ctx) => {
  const typed = text.trim();
  const instant = instantOf(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/u.test(typed) ? `${typed}Z` : typed);
  if (instant !== null) return instant;
  ctx.addIssue({ code: 'custom', ...point(typed === '' ? 'required' : 'not_a_date') });
  return z.NEVER;
});

/** Null for what is no time between the years 1000 and 9999. */
function instantOf(text: string): Temporal.Instant | null {
  try {
    return /^[1-9]\d{3}-\d\d-\d\dT/u.test(text) ? Temporal.Instant.from(text) : null;
  } catch {
    return null;
  }
}

/** An id as the API and forms carry it; whether it is of the right noun and exists, the command says. */
export const idOf = <N extends Noun>(_noun: N) =>
  z
    .string()
    .refine((text) => asId(text) !== null, point('not_an_id'))
    .transform((text) => text as Id<N>);

/** An instant as RFC 3339 writes it, with its offset: `2026-11-17T13:05:00Z`. Cut to the second; no year beyond four digits. */
export const instantText = z
  .string()
  .max(40)
  .transform((text, ctx) => {
    const instant = instantFrom(text);
    if (instant !== null) return instant;
    ctx.addIssue({ code: 'custom', ...point('not_a_date') });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'date-time' });

function instantFrom(text: string): Temporal.Instant | null {
  if (!/^(?!0000)\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)$/u.test(text)) return null;
  try {
    const seconds = Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1000);
    return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
  } catch {
    return null;
  }
}

export const localeCode = z.enum(locales);

/** `HH:MM` on a clock; a browser may add the seconds. */
export const timeOfDay = z
  .string()
  .transform((text) => text.replace(/^(\d\d:\d\d):\d\d$/u, '$1'))
  .refine(isTimeOfDay, point('not_a_time_of_day'));

export const timeZone = z.string().max(64).refine(isTimeZone, point('unknown_zone'));

/** Translations as the API takes them: every language but the first, title only where there is one. */
export const translations = z
  .object({ es: z.object({ title: line(bounds.title).optional(), body: prose(bounds.body) }).optional() })
  .strict()
  .default({});

/** Names as the API takes them in other languages; an empty one means that there is none. */
export const nameTranslations = z.strictObject({
  es: z.strictObject({ name: line(bounds.name).optional(), description: prose(bounds.short).optional() }).optional(),
});

/** zod's findings (with `reportInput`) as points of a refusal, in the words that the domain has for them. */
export function pointsOf(error: z.ZodError): Point[] {
  return error.issues.map((issue): Point => {
    const path = issue.path.map(String).join('.');
    switch (issue.code) {
      case 'invalid_type':
        return {
          path,
          code:
            issue.input === undefined || issue.input === null || isMissing(issue.message) ? 'required' : 'wrong_type',
        };
      case 'too_small':
        return issue.minimum === 1
          ? { path, code: 'required' }
          : { path, code: 'too_short', values: { least: Number(issue.minimum) } };
      case 'too_big':
        return {
          path,
          code: issue.origin === 'array' ? 'too_many' : 'too_long',
          values: { most: Number(issue.maximum) },
        };
      case 'unrecognized_keys':
        return { path: [path, issue.keys[0]].filter(Boolean).join('.'), code: 'unknown' };
      case 'custom':
        return {
          path,
          code: (issue.params?.['code'] as PointCode | undefined) ?? 'not_allowed',
          ...(issue.params?.['values'] === undefined ? {} : { values: issue.params['values'] as Point['values'] & {} }),
        };
      case 'invalid_value':
      case 'invalid_union':
      case 'invalid_key':
        return { path, code: isNothing(issue.input) ? 'required' : 'unknown' };
      default:
        return { path, code: 'not_allowed' };
    }
  });
}

/** What a choice is when nobody has chosen: absent, or the first, empty line of a list. */
const isNothing = (input: unknown): boolean => input === undefined || input === null || input === '';

const isMissing = (message: string): boolean => message.includes('received undefined');
