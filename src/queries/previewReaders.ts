import { sql } from 'drizzle-orm';
import type { Hex } from '#domain/accent.ts';
import type { Database } from '#db/client.ts';
import { page } from '#db/schema/page.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { locales, type Locale } from '#domain/locale.ts';
import type { Rehearsal } from './preview.ts';

/** How many of those who would hear of it read which language. */
export async function recipientsByLanguage(
  db: Database,
  { those }: Pick<Rehearsal['audience'], 'those'>,
): Promise<Record<Locale, number>> {
  const rows = await db
    .select({ locale: subscriber.locale, count: sql<number>`count(*)::int` })
    .from(subscriber)
    .where(those)
    .groupBy(subscriber.locale);
  return Object.fromEntries(
    locales.map((locale) => [locale, rows.find((row) => row.locale === locale)?.count ?? 0]),
  ) as Record<Locale, number>;
}

/** The name that the mails are sent under, and the accent of their buttons. */
export async function senderPage(db: Database): Promise<{ name: string; accent: Hex | null }> {
  const [row] = await db.select({ name: page.name, brand: page.brand }).from(page);
  return { name: row?.name ?? 'Allclear', accent: row?.brand.accent ?? null };
}
