import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { category, component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { optIn, subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, type Locale } from '#domain/locale.ts';
import { maskTarget } from '#domain/target.ts';
import { maskAddress } from '#domain/text.ts';

/** What somebody asked to hear about, in the names that the page has for it. */
import { nameIn } from './inLanguage.ts';

export type WishedParts = {
  all: boolean;
  categories: string[];
  components: string[];
  incident: { title: string; language: Locale } | null;
};

export type OptIn = {
  id: Id<'opt_in'>;
  subscriberId: Id<'subscriber'>;
  /** `left`: confirmed once, and unsubscribed since. */
  state: 'waiting' | 'expired' | 'confirmed' | 'left';
  /** Masked: a mail may be forwarded, and its link with it. */
  address: string;
  wish: WishedParts;
};

/** The wish behind a mailed link; null where there is none any more. */
export async function publicOptIn(
  db: Database,
  id: Id<'opt_in'>,
  locale: Locale,
  now: Temporal.Instant,
): Promise<OptIn | null> {
  const [row] = await db
    .select({ asked: optIn, who: subscriber })
    .from(optIn)
    .innerJoin(subscriber, eq(subscriber.id, optIn.subscriberId))
    .where(eq(optIn.id, id));
  if (row === undefined) return null;
  const { asked, who } = row;
  const [categories, components, incidents] = await Promise.all([
    db
      .select({ name: nameIn(category, locale) })
      .from(category)
      .where(inArray(category.id, asked.wish.categoryIds as Id<'category'>[]))
      .orderBy(asc(category.position)),
    db
      .select({ name: nameIn(component, locale) })
      .from(component)
      .where(inArray(component.id, asked.wish.componentIds as Id<'component'>[]))
      .orderBy(asc(component.position)),
    asked.wish.incidentId === null
      ? []
      : db
          .select({ title: incident.title, translations: incident.translations })
          .from(incident)
          .where(eq(incident.id, asked.wish.incidentId as Id<'incident'>)),
  ]);
  const [about] = incidents;
  const translated = locale === defaultLocale ? undefined : about?.translations[locale]?.title;
  return {
    id: asked.id,
    subscriberId: who.id,
    state: stateOf(asked, who, now),
    address: who.channel === 'email' ? maskAddress(who.address) : maskTarget(who.address),
    wish: {
      all: asked.wish.all,
      categories: categories.map(({ name }) => name),
      components: components.map(({ name }) => name),
      incident:
        about === undefined
          ? null
          : { title: translated ?? about.title, language: translated === undefined ? defaultLocale : locale },
    },
  };
}

function stateOf(
  asked: typeof optIn.$inferSelect,
  who: typeof subscriber.$inferSelect,
  now: Temporal.Instant,
): OptIn['state'] {
  if (asked.confirmedAt !== null) return who.state === 'unsubscribed' ? 'left' : 'confirmed';
  return Temporal.Instant.compare(now, asked.expiresAt) > 0 ? 'expired' : 'waiting';
}
