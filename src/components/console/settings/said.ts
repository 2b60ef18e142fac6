import type { Refused } from '#actions/form.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';

/** What has just been done, by the word that the redirect carries; nothing for any other word. */
export function saidIn(url: URL, locale: Locale): string | undefined {
  const said: Record<string, string> = words(locale).settings.done;
  return said[url.searchParams.get('done') ?? ''];
}

/** Settings are short: whoever comes second sees their own text, and knows what saving it again does. */
export const staleTitle = (refused: Refused | null, locale: Locale): string | undefined =>
  refused?.refusal.code === 'stale' ? words(locale).settings.stale : undefined;
