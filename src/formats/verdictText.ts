import type { ComponentStatus } from '#domain/component.ts';
import type { Locale } from '#domain/locale.ts';
import type { Verdict } from '#domain/verdict.ts';
import { listOf } from './dates.ts';
import { words } from '#i18n/index.ts';

type Seen = {
  verdict: Verdict;
  categories: readonly { name: string; status: ComponentStatus }[];
  open: readonly unknown[];
  openBesides: readonly unknown[];
};

/** The most names that a headline can carry; more are counted. */
const mostNames = 3;

/** The page in one line. While an incident is open it does not say that all is clear, even if nothing is down. */
export function verdictTitle({ verdict, categories, open, openBesides }: Seen, locale: Locale): string {
  const w = words(locale).public.verdict;
  const count = open.length + openBesides.length;
  if (verdict.status === 'operational') return count === 0 ? w.operational : w.stillOpen(count);
  return w.notWell[verdict.status](whereOf(verdict.affected, categories.length, locale));
}

/** What else there is to say: others that are not well but less so, maintenance apart, and whether the rest works. */
export function verdictDetails({ verdict, categories, open }: Seen, locale: Locale): string[] {
  const w = words(locale).public.verdict;
  if (verdict.status === 'operational') return [open.length === 0 ? w.nothing : w.watching];
  const others = categories.filter(({ name }) => verdict.also.includes(name));
  const namesOf = (wanted: (status: ComponentStatus) => boolean) =>
    others.filter(({ status }) => wanted(status)).map(({ name }) => name);
  const [maintained, troubled] = [
    namesOf((status) => status === 'under_maintenance'),
    namesOf((status) => status !== 'under_maintenance'),
  ];
  return [
    ...(troubled.length > 0 ? [w.also(listOf(troubled, locale))] : []),
    ...(maintained.length > 0 ? [w.maintenance(listOf(maintained, locale))] : []),
    ...(categories.some(({ status }) => status === 'operational') ? [w.rest] : []),
  ];
}

function whereOf(names: readonly string[], total: number, locale: Locale): string {
  const w = words(locale).public.verdict;
  if (names.length === total && total > 1) return w.everywhere;
  return names.length > mostNames ? w.several(names.length, total) : listOf(names, locale);
}
