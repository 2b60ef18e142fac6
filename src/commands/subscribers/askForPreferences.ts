import { and, count, eq, gt } from 'drizzle-orm';
import { preferencesLink, subscriber } from '#db/schema/subscriber.ts';
import type { Locale } from '#domain/locale.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';

/** Links that one address may get within an hour: nobody's inbox is to be filled by others. */
const mostAnHour = 3;
const minutesGood = 15;

/**
 * Somebody wants to change what an address gets: a link goes there, good for a quarter of an hour, where it is
 * subscribed. The answer is the same whether it is or not (RELIABILITY 6.10).
 */
export const askForPreferences = command({
  action: 'subscriptions.own',
  load: async (tx, { email }: { email: string; locale: Locale }, ctx) => {
    const [row] = await tx
      .select({ id: subscriber.id, address: subscriber.address, state: subscriber.state })
      .from(subscriber)
      .where(and(eq(subscriber.channel, 'email'), eq(subscriber.addressKey, email.toLowerCase())))
      .for('update');
    const lately = await tx
      .select({ count: count() })
      .from(preferencesLink)
      .innerJoin(subscriber, eq(subscriber.id, preferencesLink.subscriberId))
      .where(
        and(
          eq(subscriber.addressKey, email.toLowerCase()),
          gt(preferencesLink.askedAt, ctx.now().subtract({ hours: 1 })),
        ),
      );
    return { row: row ?? null, lately: lately[0]?.count ?? 0 };
  },
  decide: ({ row, lately }, { locale }, ctx) => {
    const to = row?.state === 'active' && lately < mostAnHour ? row : null;
    return accept({ value: { id: ctx.newId<'preferences_link'>(), to, locale }, events: [], wake: ['mail'] });
  },
  save: async (tx, { id, to, locale }, _state, ctx) => {
    if (to === null) return;
    const now = ctx.now();
    await tx
      .insert(preferencesLink)
      .values({ id, subscriberId: to.id, askedAt: now, expiresAt: now.add({ minutes: minutesGood }) });
    await queueMail(tx, ctx, { kind: 'preferences', to: to.address, locale, about: { linkId: id } });
  },
});
