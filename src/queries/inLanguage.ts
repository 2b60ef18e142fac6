import { sql, type SQL } from 'drizzle-orm';
import type { category, component } from '#db/schema/catalogue.ts';
import type { subscriber } from '#db/schema/subscriber.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';

type Translated = typeof category | typeof component;

/** A category's or component's name in the reader's language, else as it was given first. */
export const nameIn = (table: Translated, locale: Locale | typeof subscriber.locale): SQL<string> =>
  locale === defaultLocale
    ? sql`${table.name}`
    : sql`coalesce(${table.translations}->${locale}->>'name', ${table.name})`;

/** The same of its description, which may be missing in every language. */
export const descriptionIn = (table: Translated, locale: Locale): SQL<string | null> =>
  locale === defaultLocale
    ? sql`${table.description}`
    : sql`coalesce(${table.translations}->${locale}->>'description', ${table.description})`;

/** Whether the name is in the reader's language; what is not says which it is in. */
export const languageOf = (table: Translated, locale: Locale): SQL<Locale> =>
  locale === defaultLocale
    ? sql`${defaultLocale}::text`
    : sql`case when ${table.translations}->${locale}->>'name' is null then ${defaultLocale}::text else ${locale}::text end`;

/** `nameIn` within a statement written by hand, of a table by its alias there. */
export const nameOfAlias = (alias: 'c' | 'k', locale: Locale): SQL<string> => {
  const [name, translations] = [sql.raw(`${alias}.name`), sql.raw(`${alias}.translations`)];
  return locale === defaultLocale ? sql`${name}` : sql`coalesce(${translations}->${locale}->>'name', ${name})`;
};
