import { asc, eq, sql } from 'drizzle-orm';
import { connectEndpoint } from '#commands/subscribers/connect.ts';
import { proveEndpoint } from '#commands/subscribers/prove.ts';
import { fanOut } from '#commands/sending/fanOut.ts';
import { sendBatch } from '#db/schema/notification.ts';
import { optIn, subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { PostChannel } from '#domain/posting.ts';
import type { Wish } from '#domain/subscription.ts';
import type { Desk } from '#jobs/job.ts';
import { postLane } from '#jobs/postLane.ts';
import { createOutgoing, type OutgoingRules } from '#platform/outgoing/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { House } from './house.ts';
import { aWorker } from './post.ts';
import { must } from './results.ts';
import { wishing } from './subscribers.ts';

/** A worker's two lanes that post, which run when they are told to. */
export async function aPoster(house: House, rules: Partial<OutgoingRules> = {}) {
  const { database } = house;
  const worker = await aWorker(database);
  const { tokens, publicUrl } = house.visitor();
  const outgoing = createOutgoing({ private: true, ...rules });
  const client = { db: database.db };
  const runtime = { tokens, publicUrl, outgoing, client, pages: { changed: () => {} } } as unknown as Runtime;
  const desk = { runtime, db: database.db, owner: worker.owner, ring: () => {} } as unknown as Desk;
  const lanes = { webhooks: postLane('webhooks'), chats: postLane('chats') };
  /** Finds who is to hear and posts until nothing more may leave at this moment. */
  const run = async (name: keyof typeof lanes = 'webhooks'): Promise<void> => {
    while (await fanOut(database.db, house.clock.now()));
    for (let again = true; again;) {
      again = false;
      for (const job of Object.values(lanes[name].jobs)) while (await job(desk)) again = true;
      await lanes[name].settled?.();
    }
  };
  return { ...worker, desk, run, lanes };
}
export type Poster = Awaited<ReturnType<typeof aPoster>>;

/** `now` is the worker's own clock, where it has to find the wish fresh. */
type Asked = { wish?: Wish; ownerEmail?: string | null; now?: () => Temporal.Instant };

/** Somebody asks for posts to this address; it has not proven itself. */
export async function aWish(
  house: House,
  channel: PostChannel,
  address: string,
  { wish = wishing(), ownerEmail = null, now }: Asked = {},
): Promise<Id<'opt_in'>> {
  const asked = { channel, address, ownerEmail, locale: 'en' as const, wish, mayPost: true };
  return (await must(connectEndpoint(house.visitor(now === undefined ? {} : { now }), asked))).id;
}

/** An endpoint that is told, as if it had proven itself. */
export async function anActive(
  house: House,
  channel: PostChannel,
  address: string,
  options: Asked = {},
): Promise<Id<'subscriber'>> {
  const { db } = house.database;
  const id = await aWish(house, channel, address, options);
  await must(proveEndpoint(house.visitor(), { id }));
  await db.execute(sql`delete from mail where kind = 'proof' and state = 'pending'`);
  const [row] = await db.select({ id: optIn.subscriberId }).from(optIn).where(eq(optIn.id, id));
  if (row === undefined) throw new Error('a wish without its subscriber');
  return row.id;
}

export const rowOf = async (house: House, id: Id<'subscriber'>) => {
  const [row] = await house.database.db.select().from(subscriber).where(eq(subscriber.id, id));
  if (row === undefined) throw new Error('no such subscriber');
  return row;
};

/** Every batch of posts that there is, the oldest first. */
export const postBatches = (house: House) =>
  house.database.db
    .select()
    .from(sendBatch)
    .where(sql`${sendBatch.channel} <> 'email'`)
    .orderBy(asc(sendBatch.createdAt), asc(sendBatch.id));
