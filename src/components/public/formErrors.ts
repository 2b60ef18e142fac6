import type { Locale } from '#domain/locale.ts';
import type { Refusal } from '#domain/result.ts';
import { describe } from '#i18n/refusalText.ts';

/** Why a form came back: in one sentence, and at each of its fields. */
export type FormErrors = {
  title: string;
  points: { field: string; message: string }[];
  at(field: string): string | undefined;
};

/**
 * A refused form's words; null where nothing was refused. A point in a list (`category_ids.0`) belongs to its field;
 * `own` are better words for fields that are not filled in but chosen from.
 */
export function formErrors(
  outcome: { refusal: Refusal } | null,
  locale: Locale,
  own: Readonly<Record<string, string>> = {},
): FormErrors | null {
  if (outcome === null) return null;
  const { title, points } = describe(outcome.refusal, locale);
  const named = points.map(({ path, message }) => ({
    field: path.split('.')[0] ?? path,
    message: own[path] ?? message,
  }));
  const first = [...new Map(named.toReversed().map((point) => [point.field, point])).values()].toReversed();
  return { title, points: first, at: (field) => first.find((point) => point.field === field)?.message };
}

type Typed = Readonly<Record<string, string | string[] | Record<string, string>>>;

/** What was typed into a field of one value; empty where nothing was. */
export const typed = (values: Typed | undefined, field: string): string => {
  const value = values?.[field];
  return typeof value === 'string' ? value : '';
};

/** What was ticked in a field of many values. */
export const ticked = (values: Typed | undefined, field: string): string[] => {
  const value = values?.[field];
  return Array.isArray(value) ? value : [];
};
