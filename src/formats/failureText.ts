import type { Locale } from '#domain/locale.ts';
import { houseReasons } from '#domain/notification.ts';
import { readFailure } from '#domain/posting.ts';
import { words } from '#i18n/index.ts';

/** Why a post was not taken, in words; a mail provider's own reason stays as it is. */
export function failureText(kept: string | null, locale: Locale): string {
  const house = houseReasons.find((one) => one === kept);
  if (house !== undefined) return words(locale).publishing.deliveries.houseReasons[house];
  const read = readFailure(kept);
  if (read === null) return kept ?? '';
  const { failures, withStatus } = words(locale).channels;
  const text = failures[read.failure];
  return read.status === null ? text : withStatus(text, read.status);
}
