import { daysOf } from '#domain/history.ts';
import type { Locale } from '#domain/locale.ts';
import { monthOfYear } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import type { PublicHistory } from '#queries/publicHistory.ts';

/** "History, October 2026", "History of Sending, 2026". */
export function historyTitle({ about, period }: Pick<PublicHistory, 'about' | 'period'>, locale: Locale): string {
  const w = words(locale).public.history;
  const when = period.month === null ? String(period.year) : monthOfYear(daysOf(period).first, locale);
  return w.page(about === null ? w.title : w.of(about), when);
}
