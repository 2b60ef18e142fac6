import type { Locale } from '#domain/locale.ts';
import type { PointCode, Refusal } from '#domain/result.ts';
import { words } from './index.ts';

export type RefusalText = { title: string; points: { path: string; code: PointCode; message: string }[] };

/** A refusal in words: why not, and what to do about each point, in the order in which they were found. */
export function describe({ code, errors }: Refusal, locale: Locale): RefusalText {
  const { titles, points } = words(locale).refusals;
  return {
    title: titles[code],
    points: errors.map(({ path, code: point, values = {} }) => ({
      path,
      code: point,
      message: points[point](values, path),
    })),
  };
}
