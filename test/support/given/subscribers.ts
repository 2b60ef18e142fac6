import { addSubscriber } from '#commands/subscribers/add.ts';
import type { Id } from '#domain/id.ts';
import { wishOf, type Wish } from '#domain/subscription.ts';
import type { House } from './house.ts';
import { must } from './results.ts';

export const wishing = (parts: Partial<Omit<Wish, 'all'>> = {}): Wish =>
  wishOf({ categoryIds: [], componentIds: [], incidentId: null, ...parts });

/** Somebody who is told, added by the administrator with the place where they agreed. */
export const aSubscriber = async (house: House, email: string, wish = wishing()): Promise<Id<'subscriber'>> =>
  (await must(addSubscriber(house.as('ines'), { email, locale: 'en', wish, consent: 'a list on paper' }))).id;

let made = 0;

/** So many people who hear of everything, or of what they wish. */
export async function subscribers(house: House, count: number, wish = wishing()): Promise<Id<'subscriber'>[]> {
  const ids: Id<'subscriber'>[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await aSubscriber(house, `person${(made += 1)}@example.net`, wish));
  return ids;
}
