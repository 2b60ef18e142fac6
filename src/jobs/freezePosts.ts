import { postChannels } from '#channels/index.ts';
import type { Told } from '#channels/post.ts';
import type { Frozen } from '#commands/sending/batches.ts';
import { freezeNotifications, type Open, type Waiting } from '#commands/sending/freezeNotifications.ts';
import type { Transaction } from '#db/client.ts';
import type { Locale } from '#domain/locale.ts';
import type { PostChannel } from '#domain/posting.ts';
import { doorOf } from '#domain/target.ts';
import { hashOf, newId } from '#platform/tokens.ts';
import { heardComponents } from '#queries/endpoints.ts';
import { view } from './freezeNotifications.ts';
import type { Desk, Job } from './job.ts';
import { postPages } from './postPage.ts';

/** Writes the next hundred posts of a notification: each is a batch of its own, since each goes somewhere else. */
export const freezePostsJob =
  (channel: PostChannel): Job =>
  (desk) =>
    freezeNotifications(desk.db, Temporal.Now.instant(), channel, (tx, open, people) =>
      render(desk, channel, tx, open, people),
    );

async function render(
  desk: Desk,
  channel: PostChannel,
  tx: Transaction,
  open: Open,
  people: readonly Waiting[],
): Promise<Frozen[]> {
  const told = await toldIn(desk, tx, open, new Set(people.map(({ locale }) => locale)));
  const hears = await heardComponents(
    tx,
    people.map(({ subscriberId }) => subscriberId),
  );
  return people.map(({ subscriberId, address, locale }) => {
    const said = told.get(locale);
    if (said === undefined) throw new Error('a language without its view');
    const reader = {
      unsubscribeUrl: `${desk.runtime.publicUrl}/u/${desk.runtime.tokens.sign('unsubscribe', subscriberId)}`,
      hearsOf: (componentId: string) => hears(subscriberId, componentId),
    };
    return frozenPost(channel, address, postChannels[channel].told(reader, said));
  });
}

async function toldIn(desk: Desk, tx: Transaction, open: Open, locales: Set<Locale>): Promise<Map<Locale, Told>> {
  const pageIn = postPages(tx, desk);
  const told = new Map<Locale, Told>();
  for (const locale of locales) {
    const page = await pageIn(locale);
    if (page === null) throw new Error('a notification of a page that is not set up');
    told.set(locale, { ...page, ...(await view(tx, open, locale)) });
  }
  return told;
}

/** `posts` are the bodies as they are sent, in their order. */
export const frozenPost = (channel: PostChannel, address: string, posts: readonly string[]): Frozen => ({
  id: newId<'batch'>(),
  payload: Buffer.from(JSON.stringify(posts)),
  size: 1,
  host: doorOf(new URL(address), channel, (text) => hashOf(text).slice(0, 16)),
});
