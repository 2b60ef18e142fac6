import { z } from 'zod';
import type { SubscriberChange } from '#commands/subscribers/change.ts';
import { impacts } from '#domain/incident.ts';
import { rhythms, topics } from '#domain/preferences.ts';
import { timeOfDay, timeZone } from '#platform/validation.ts';
import { ids, locale } from '../shapes.ts';

/** What they want to hear of, at least one. */
export const wantedTopics = z
  .array(z.enum(topics))
  .min(1)
  .transform((list) => [...new Set(list)]);

/** What an administrator may change for somebody; what is absent stays. Any list of parts replaces all parts. */
export const subscriberChanges = z.strictObject({
  all: z.boolean().optional(),
  component_ids: ids('component').optional(),
  category_ids: ids('category').optional(),
  incident_ids: ids('incident').optional(),
  minimum_impact: z.enum(impacts).optional(),
  topics: wantedTopics.optional(),
  rhythm: z.enum(rhythms).optional(),
  /** Times of day, `HH:MM` on their own clock; null for none. */
  quiet: z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable().optional(),
  time_zone: timeZone.optional(),
  critical_breaks_through: z.boolean().optional(),
  locale: locale.optional(),
});

export function changeOf({
  all,
  component_ids,
  category_ids,
  ...body
}: z.output<typeof subscriberChanges>): SubscriberChange {
  const namesParts = all !== undefined || component_ids !== undefined || category_ids !== undefined;
  return {
    ...(namesParts && {
      wish: {
        all: all === true,
        categoryIds: category_ids ?? [],
        componentIds: component_ids ?? [],
        incidentId: null,
      },
    }),
    ...defined({
      incidentIds: body.incident_ids,
      minimumImpact: body.minimum_impact,
      topics: body.topics,
      rhythm: body.rhythm,
      quiet: body.quiet,
      timeZone: body.time_zone,
      criticalBreaksThrough: body.critical_breaks_through,
      locale: body.locale,
    }),
  };
}

/** Without what is absent. */
const defined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
