import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { queueMail, queuePost } from '../mail.ts';
import { lockSubscriber } from './subscriberRow.ts';

/** "Send me a test", on whichever channel it is. */
export const sendTest = command({
  action: 'subscriptions.own',
  load: lockSubscriber,
  decide: (row) =>
    row.state === 'active' ? accept({ value: row, events: [], wake: ['mail'] }) : refuse('not_subscribed'),
  save: async (tx, { id, channel, address: to, locale }, _state, ctx) => {
    if (channel === 'email') await queueMail(tx, ctx, { kind: 'test', to, locale, about: { subscriberId: id } });
    else await queuePost(tx, ctx, { kind: 'test', channel, to, locale, about: { subscriberId: id } });
    return { id };
  },
});
