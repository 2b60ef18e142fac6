import { z } from 'zod';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { refuse } from '#domain/result.ts';
import { wishOf } from '#domain/subscription.ts';
import { bounds } from '#domain/text.ts';
import { href } from '#i18n/href.ts';
import { email, idOf, localeCode, perhaps } from '#platform/validation.ts';
import { formAction } from '../form.ts';
import { connect } from './connect.ts';

/** What the form asks about: everything, chosen parts, or one open incident. */
const subscriptionChoices = ['all', 'parts', 'incident'] as const;

const wished = {
  what: z.enum(subscriptionChoices),
  category_ids: z.array(idOf('category')).max(200).default([]),
  component_ids: z.array(idOf('component')).max(500).default([]),
  incident_id: perhaps(idOf('incident')),
  locale: localeCode,
};
const typedEmail = z.string().trim().min(1).pipe(email);
const address = z.string().trim().min(1).max(bounds.link);

/** A webhook has an owner whom we can write to; a chat's people see what becomes of it. */
const asked = z.discriminatedUnion('by', [
  z.object({ ...wished, by: z.literal('email'), email: typedEmail }),
  z.object({ ...wished, by: z.literal('webhook'), email: typedEmail, address }),
  z.object({ ...wished, by: z.enum(['slack', 'teams']), address }),
]);

/** Somebody wants to hear from us. Where it leads is the same for every address (RELIABILITY 6.10). */
export const subscribe = formAction({
  input: z.preprocess((typed) => ({ by: 'email', ...(typed as object) }), asked),
  run: async (ctx, input) => {
    const { what, category_ids, component_ids, incident_id, locale } = input;
    const wish = wishOf({
      categoryIds: what === 'parts' ? category_ids : [],
      componentIds: what === 'parts' ? component_ids : [],
      incidentId: what === 'incident' ? incident_id : null,
    });
    // Naming nothing means everything to the command; whoever chose "some parts" has not chosen that.
    if (wish.all && what !== 'all') return refuse('invalid', [{ path: 'what', code: 'required' }]);
    if (input.by === 'email') {
      const sent = await askToSubscribe(ctx, { email: input.email, locale, wish });
      return sent.ok ? { ok: true, value: href('/subscribe?sent=1', ctx.locale) } : sent;
    }
    const ownerEmail = input.by === 'webhook' ? input.email : null;
    const made = await connect(ctx, {
      channel: input.by,
      text: input.address,
      field: 'address',
      ownerEmail,
      locale,
      wish,
    });
    return made.ok ? { ok: true, value: href(`/subscribe/${made.value.key}`, ctx.locale) } : made;
  },
  then: (page) => page,
});
