import { eq } from 'drizzle-orm';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { confirmSubscription } from '#commands/subscribers/confirm.ts';
import { mail } from '#db/schema/notification.ts';
import { subscriber, subscription } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { House } from './house.ts';
import { must } from './results.ts';
import { wishing } from './subscribers.ts';

/** Somebody with a mail address before the public form, and what the house then knows of them. */
export function aStranger(house: House) {
  const { db } = house.database;
  const ask = (email: string, wish = wishing()) => {
    const origin = { network: 'a hash', userAgent: 'A browser' };
    return askToSubscribe(house.visitor({ origin }), { email, locale: 'es', wish });
  };
  const lettersTo = (to: string) => db.select().from(mail).where(eq(mail.to, to)).orderBy(mail.id);
  const rowOf = async (email: string) =>
    (await db.select().from(subscriber).where(eq(subscriber.addressKey, email.toLowerCase())))[0];
  const newestOptIn = async (email: string) => (await lettersTo(email)).at(-1)?.about['optInId'] as Id<'opt_in'>;
  /** Presses the button behind the newest mailed link. */
  const confirm = async (email: string) => must(confirmSubscription(house.visitor(), { id: await newestOptIn(email) }));
  const wishesOf = async (email: string) => {
    const id = (await rowOf(email))?.id as Id<'subscriber'>;
    return db.select().from(subscription).where(eq(subscription.subscriberId, id));
  };
  return { ask, lettersTo, rowOf, newestOptIn, confirm, wishesOf };
}
