import { z } from 'zod';
import { askForPreferences } from '#commands/subscribers/askForPreferences.ts';
import { changeOwnPreferences, eraseOwn, type SubscriberChange } from '#commands/subscribers/change.ts';
import { unsubscribe } from '#commands/subscribers/unsubscribe.ts';
import { impacts } from '#domain/incident.ts';
import type { Id } from '#domain/id.ts';
import { rhythms, topics } from '#domain/preferences.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import { wishOf } from '#domain/subscription.ts';
import { href } from '#i18n/href.ts';
import { email, idOf, localeCode, perhaps, timeOfDay, timeZone } from '#platform/validation.ts';
import { formAction } from '../form.ts';

/** Asks for the link. Where it leads is the same for every address (RELIABILITY 6.10). */
export const askForLink = formAction({
  input: z.object({ email: z.string().trim().min(1).pipe(email) }),
  run: async (ctx, input) => {
    const asked = await askForPreferences(ctx, { ...input, locale: ctx.locale });
    return asked.ok ? accept(href('/preferences?sent=1', ctx.locale)) : asked;
  },
  then: (page) => page,
});

const form = z.object({
  what: z.enum(['all', 'parts']),
  category_ids: z.array(idOf('category')).max(200).default([]),
  component_ids: z.array(idOf('component')).max(500).default([]),
  incident_ids: z.array(idOf('incident')).max(200).default([]),
  minimum_impact: z.enum(impacts),
  topics: z.array(z.enum(topics)).default([]),
  rhythm: z.enum(rhythms),
  quiet_from: perhaps(timeOfDay),
  quiet_until: perhaps(timeOfDay),
  time_zone: timeZone,
  critical: z.literal('yes').optional(),
  locale: localeCode,
});

/** Saves what the page shows; `linkId` is what its key held, `page` where it stands. */
export const savePreferences = (linkId: Id<'preferences_link'>, page: string) =>
  formAction({
    input: form,
    run: async (ctx, typed) => {
      const change = changeOf(typed);
      return change.ok ? changeOwnPreferences(ctx, { linkId, change: change.value }) : change;
    },
    then: () => `${page}?saved=1`,
  });

function changeOf(typed: z.output<typeof form>): Result<SubscriberChange> {
  const wish = wishOf({
    categoryIds: typed.what === 'parts' ? typed.category_ids : [],
    componentIds: typed.what === 'parts' ? typed.component_ids : [],
    incidentId: null,
  });
  const namesNothing = wish.all && typed.what === 'parts' && typed.incident_ids.length === 0;
  const { quiet_from: from, quiet_until: until } = typed;
  const missing = [
    ...(namesNothing ? ['what'] : []),
    ...(typed.topics.length === 0 ? ['topics'] : []),
    ...(from === null && until !== null ? ['quiet_from'] : []),
    ...(from !== null && until === null ? ['quiet_until'] : []),
  ];
  if (missing.length > 0)
    return refuse(
      'invalid',
      missing.map((path) => ({ path, code: 'required' as const })),
    );
  return accept({
    wish: typed.what === 'parts' ? { ...wish, all: false } : wish,
    incidentIds: typed.incident_ids,
    minimumImpact: typed.minimum_impact,
    topics: typed.topics,
    rhythm: typed.rhythm,
    // A window without length is none.
    quiet: from === null || until === null || from === until ? null : { from, until },
    timeZone: typed.time_zone,
    criticalBreaksThrough: typed.critical === 'yes',
    locale: typed.locale,
  });
}

/** Ends everything, as the link in every mail does. */
export const leaveAll = (id: Id<'subscriber'>, page: string) =>
  formAction({ input: z.object({}), run: (ctx) => unsubscribe(ctx, { id }), then: () => page });

/** Forgets the reader. The page behind the key is gone with them. */
export const forgetMe = (linkId: Id<'preferences_link'>) =>
  formAction({
    input: z.object({}),
    run: async (ctx) => {
      const done = await eraseOwn(ctx, { linkId });
      return done.ok ? accept(href('/preferences?erased=1', ctx.locale)) : done;
    },
    then: (page) => page,
  });
