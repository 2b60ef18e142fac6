import { z } from 'zod';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { refuse } from '#domain/result.ts';
import { wishOf } from '#domain/subscription.ts';
import { href } from '#i18n/href.ts';
import { email, idOf, localeCode, perhaps } from '#platform/validation.ts';
import { formAction } from '../form.ts';

/** What the form asks about: everything, chosen parts, or one open incident. */
const subscriptionChoices = ['all', 'parts', 'incident'] as const;

/** Somebody wants to hear from us. Where it leads is the same for every address (RELIABILITY 6.10). */
export const subscribe = formAction({
  input: z.object({
    what: z.enum(subscriptionChoices),
    category_ids: z.array(idOf('category')).max(200).default([]),
    component_ids: z.array(idOf('component')).max(500).default([]),
    incident_id: perhaps(idOf('incident')),
    email: z.string().trim().min(1).pipe(email),
    locale: localeCode,
  }),
  run: async (ctx, { what, category_ids, component_ids, incident_id, email, locale }) => {
    const chosen = wishOf({
      categoryIds: what === 'parts' ? category_ids : [],
      componentIds: what === 'parts' ? component_ids : [],
      incidentId: what === 'incident' ? incident_id : null,
    });
    // Naming nothing means everything to the command; whoever chose "some parts" has not chosen that.
    if (chosen.all && what !== 'all') return refuse('invalid', [{ path: 'what', code: 'required' }]);
    const asked = await askToSubscribe(ctx, { email, locale, wish: chosen });
    return asked.ok ? { ok: true, value: href('/subscribe?sent=1', ctx.locale) } : asked;
  },
  then: (page) => page,
});
