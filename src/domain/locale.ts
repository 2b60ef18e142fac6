/** First-class languages of page, mails and console; the first is where nothing else is said. */
export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';
export const isLocale = (text: unknown): text is Locale => (locales as readonly unknown[]).includes(text);

/** A text in one or more languages; at least in one. */
export type InLanguages = Partial<Record<Locale, string>>;

/** The text in the language that is asked for, else in whichever there is. */
export const inLanguage = (texts: InLanguages, locale: Locale): { text: string; language: Locale } => {
  const language = locales.find((one) => one === locale && texts[one]) ?? locales.find((one) => texts[one]) ?? locale;
  return { text: texts[language] ?? '', language };
};
