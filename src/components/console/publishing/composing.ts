import type { Refused } from '#actions/form.ts';
import { defaultLocale, isLocale, type Locale } from '#domain/locale.ts';

/**
 * The language whose fields show: the one that was being written, unless a refusal points at the other's. What is
 * hidden cannot be mended.
 */
export function shownLanguage(refused: Refused | null): Locale {
  const errors = refused?.refusal.errors ?? [];
  if (errors.some(({ path }) => path === 'title' || path === 'body')) return 'en';
  if (errors.some(({ path }) => path === 'title_es' || path === 'body_es')) return 'es';
  const chosen = refused?.values['language'];
  return isLocale(chosen) ? chosen : defaultLocale;
}

/** The preview button is no refusal: the page comes back with what was typed, and nothing is wrong. */
export const isLook = (refused: Refused | null): boolean =>
  refused?.form === 'look' && refused.refusal.code === 'invalid';

/** What a page answers after a form of its own was refused. */
export const statusOf = ({ refusal }: Refused): number =>
  (({ forbidden: 403, unauthenticated: 401, not_found: 404, stale: 412 }) as Record<string, number>)[refusal.code] ??
  422;
