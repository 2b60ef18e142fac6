/** First-class languages of page, mails and console; the first is where nothing else is said. */
export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';
export const isLocale = (text: unknown): text is Locale => (locales as readonly unknown[]).includes(text);
