import { and, count, desc, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import { defaultLocale, locales, type Locale } from '#domain/locale.ts';
import {
  channels,
  subscriberStates,
  type Channel,
  type DisabledReason,
  type SubscriberState,
} from '#domain/subscription.ts';
import { maskTarget } from '#domain/target.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';
import { subscribedParts } from './letters.ts';

export type SubscriberCounts = {
  states: Record<SubscriberState, number>;
  languages: Record<Locale, number>;
  /** Of the active ones. */
  channels: Record<Channel, number>;
};

/** How many subscribers there are, by state, and how many of the active ones read which language. */
export async function subscriberCounts(db: Database): Promise<SubscriberCounts> {
  const rows = await db
    .select({ state: subscriber.state, locale: subscriber.locale, channel: subscriber.channel, count: count() })
    .from(subscriber)
    .groupBy(subscriber.state, subscriber.locale, subscriber.channel);
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((total, row) => total + row.count, 0);
  return {
    states: Object.fromEntries(subscriberStates.map((state) => [state, sum((row) => row.state === state)])) as Record<
      SubscriberState,
      number
    >,
    languages: Object.fromEntries(
      locales.map((locale) => [locale, sum((row) => row.state === 'active' && row.locale === locale)]),
    ) as Record<Locale, number>,
    channels: Object.fromEntries(
      channels.map((channel) => [channel, sum((row) => row.state === 'active' && row.channel === channel)]),
    ) as Record<Channel, number>,
  };
}

/** An endpoint's path may be a key to it, and a chat's is: nobody needs to read it here. */
const shownAddress = ({ channel, address }: { channel: Channel; address: string }): string =>
  channel === 'email' ? address : maskTarget(address);

export type SubscriberLine = {
  id: Id<'subscriber'>;
  address: string;
  state: SubscriberState;
  locale: Locale;
  createdAt: Temporal.Instant;
  consent: string | null;
  parts: string[];
  channel: Channel;
  ownerEmail: string | null;
  disabledReason: DisabledReason | null;
  failingSince: Temporal.Instant | null;
  /** What the last try that failed came to (`domain/posting.ts`), and when that was. */
  lastFailure: string | null;
  lastFailureAt: Temporal.Instant | null;
};

/** Subscribers with what they hear about (nothing named is everything), the newest first, page by page. */
export async function subscriberLines(
  db: Database,
  search: string,
  { limit, cursor }: Paging,
): Promise<{ data: SubscriberLine[]; next: string | null }> {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/gu, '\\$&')}%`;
  const rows = await db
    .select({
      id: subscriber.id,
      address: subscriber.address,
      state: subscriber.state,
      locale: subscriber.locale,
      createdAt: subscriber.createdAt,
      consent: subscriber.consent,
      channel: subscriber.channel,
      ownerEmail: subscriber.ownerEmail,
      disabledReason: subscriber.disabledReason,
      failingSince: subscriber.failingSince,
      lastFailure: subscriber.lastFailure,
      lastFailureAt: subscriber.lastFailureAt,
    })
    .from(subscriber)
    .where(
      and(
        search === '' ? undefined : sql`${subscriber.addressKey} like ${pattern}`,
        olderThan(subscriber.createdAt, subscriber.id, cursor),
      ),
    )
    .orderBy(desc(subscriber.createdAt), desc(subscriber.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const parts =
    shown.length === 0
      ? new Map<string, string[]>()
      : await subscribedParts(
          db,
          shown.map((row) => row.id),
          defaultLocale,
        );
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    data: shown.map((row) => ({ ...row, address: shownAddress(row), parts: parts.get(row.id) ?? [] })),
    next: last === undefined ? null : cursorOf(last.createdAt, last.id),
  };
}
