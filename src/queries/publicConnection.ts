import { and, desc, eq, ne } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { mail } from '#db/schema/notification.ts';
import { optIn, subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { DeliveryState } from '#domain/notification.ts';
import { mostWrongCodes, type PostChannel } from '#domain/posting.ts';
import type { Channel, DisabledReason } from '#domain/subscription.ts';
import { maskTarget } from '#domain/target.ts';
import { publicOptIn, type WishedParts } from './publicSubscription.ts';

/** What became of a proof or a test that was posted. */
export type Posting = { state: DeliveryState; reason: string | null; at: Temporal.Instant };

export type PublicConnection = {
  id: Id<'opt_in'>;
  subscriberId: Id<'subscriber'>;
  channel: PostChannel;
  address: string;
  /** Without the part that may be a secret. */
  shown: string;
  state: 'waiting' | 'expired' | 'active' | 'left' | 'disabled';
  disabledReason: DisabledReason | null;
  /** Whether this wish is the one that proved the address: a later wish for an active webhook only adds to it. */
  mayLookAfter: boolean;
  secretShown: boolean;
  wish: WishedParts;
  proof: Posting | null;
  test: Posting | null;
};

/** A wish for a webhook or a chat, as whoever holds its key sees it; null where there is none any more. */
export async function publicConnection(
  db: Database,
  id: Id<'opt_in'>,
  locale: Locale,
  now: Temporal.Instant,
): Promise<PublicConnection | null> {
  const [row] = await db
    .select({ asked: optIn, who: subscriber })
    .from(optIn)
    .innerJoin(subscriber, eq(subscriber.id, optIn.subscriberId))
    .where(eq(optIn.id, id));
  const wished = await publicOptIn(db, id, locale, now);
  if (row === undefined || wished === null || !isPosted(row.who.channel)) return null;
  const { asked, who } = row;
  const letters = await db
    .select()
    .from(mail)
    .where(and(eq(mail.to, who.address), ne(mail.channel, 'email')))
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(20);
  const newest = (kind: string, own: (about: Record<string, string>) => boolean): Posting | null => {
    const found = letters.find((letter) => letter.kind === kind && own(letter.about));
    return found === undefined
      ? null
      : { state: found.state, reason: found.reason, at: found.finishedAt ?? found.createdAt };
  };
  return {
    id,
    subscriberId: who.id,
    channel: row.who.channel,
    address: who.address,
    shown: maskTarget(who.address),
    state: stateOf(asked, who, now),
    disabledReason: who.disabledReason,
    mayLookAfter: who.channel !== 'webhook' || who.provenBy === id,
    secretShown: who.secretShownAt !== null,
    wish: wished.wish,
    proof: newest('proof', (about) => about['optInId'] === id),
    test: newest('test', () => true),
  };
}

const isPosted = (channel: Channel): channel is PostChannel => channel !== 'email';

function stateOf(
  asked: typeof optIn.$inferSelect,
  who: typeof subscriber.$inferSelect,
  now: Temporal.Instant,
): PublicConnection['state'] {
  if (asked.confirmedAt === null)
    return Temporal.Instant.compare(now, asked.expiresAt) > 0 || asked.wrongCodes >= mostWrongCodes
      ? 'expired'
      : 'waiting';
  if (who.state === 'disabled') return 'disabled';
  return who.state === 'active' ? 'active' : 'left';
}
