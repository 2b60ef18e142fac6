import type { Refused, Values } from '#actions/form.ts';
import type { Point } from '#domain/result.ts';

/** The refusal of one of a page's forms, where it was that one: by its action and, of several alike, by hidden values. */
export function refusalOf(refused: Refused | null, form: string, values: Record<string, string> = {}): Refused | null {
  if (refused?.form !== form) return null;
  return Object.entries(values).every(([name, value]) => refused.values[name] === value) ? refused : null;
}

/** `facts[logs]` is `facts.logs` in a refusal, and `component_ids[]` is `component_ids`. */
export const pathOf = (name: string): string => name.replace('[]', '').replace(/\[([^\]]+)\]/u, '.$1');

/** What a refusal says of one field; a list's points name its members. */
export function pointsAt(refused: Refused | null, name: string): Point[] {
  const path = pathOf(name);
  return (
    refused?.refusal.errors.filter(
      (point) => point.path === path || (name.endsWith('[]') && point.path.startsWith(`${path}.`)),
    ) ?? []
  );
}

/** What was typed into a field before it was refused, else what it began with. */
export function keptText(refused: Refused | null, name: string, initial: string): string {
  if (refused === null) return initial;
  const [, field = name, key] = /^([a-z_]+)\[(.+)\]$/u.exec(name) ?? [];
  const value: Values[string] | undefined = refused.values[field];
  if (typeof value === 'string') return value;
  return value !== undefined && !Array.isArray(value) && key !== undefined ? (value[key] ?? '') : '';
}

/** Which of several were ticked before it was refused, else which were at first. */
export function keptList(refused: Refused | null, name: string, initial: readonly string[]): readonly string[] {
  if (refused === null) return initial;
  const value = refused.values[name.replace('[]', '')];
  return Array.isArray(value) ? value : [];
}

/** An id of a field that stays the same between the form, its hint, its error and the summary's link. */
export const fieldId = (scope: string, name: string): string =>
  `${scope}-${pathOf(name).replaceAll(/[^A-Za-z0-9]+/gu, '-')}`;
