import type { Locale } from '#domain/locale.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

const languages: Readonly<Record<Locale, Words>> = { en, es };

/** Every word of the product in one language. */
export const words = (locale: Locale): Words => languages[locale];
export type { Words };
