import { z } from 'zod';
import { incidentComponentStatuses } from '#domain/component.ts';
import type { Id, Noun } from '#domain/id.ts';
import type { StatedComponents } from '#domain/incident.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, localeCode, prose, translations } from '#platform/validation.ts';

/** Shapes that several routes share. All refuse unknown keys, so that a misspelt one is named and not ignored. */
export const idParams = <N extends Noun>(noun: N) => z.object({ id: idOf(noun) });

export const ids = <N extends Noun>(noun: N) =>
  z
    .array(idOf(noun))
    .max(500)
    .transform((list) => [...new Set(list)] as Id<N>[]);

/** `{component_id: status}` as an incident or an update states it. */
export const statedComponents = z
  .record(idOf('component'), z.enum(incidentComponentStatuses))
  .refine((record) => Object.keys(record).length <= 500)
  .transform((record): StatedComponents => record);

/** Statuspage's update: what is said, of which components, and whether anybody is told. */
export const updateFields = {
  body: prose(bounds.body),
  components: statedComponents.default({}),
  notify: z.boolean().default(true),
  translations,
};

export const name = line(bounds.name);
export const locale = localeCode;
