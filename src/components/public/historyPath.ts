import { periodText, type HistoryScope, type Period } from '#domain/history.ts';
import type { Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';

/** The address of a page of history: paths alone, so that its finished bytes have one name. */
export function historyPath(scope: HistoryScope, period: Period | null, locale: Locale): string {
  const end = period === null ? 'history' : `history/${periodText(period)}`;
  switch (scope.kind) {
    case 'everything':
      return href(`/${end}`, locale);
    case 'category':
      return href(`/categories/${scope.id}/${end}`, locale);
    default:
      return href(`/components/${scope.id}/${end}`, locale);
  }
}
