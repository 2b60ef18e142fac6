import { z } from 'zod';
import { editUpdate } from '#commands/incidents/edit.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { resolveIncident } from '#commands/incidents/resolve.ts';
import { updateIncident } from '#commands/incidents/update.ts';
import { incidentComponentStatuses } from '#domain/component.ts';
import { asId, type Id } from '#domain/id.ts';
import { incidentStatuses, openStatuses, type IncidentStatus, type StatedComponents } from '#domain/incident.ts';
import { refuse } from '#domain/result.ts';
import { bounds, oneLine } from '#domain/text.ts';
import { idOf, line, perhaps, prose } from '#platform/validation.ts';
import { formAction, type FormAction, type Values } from './form.ts';

const point = (path: string) => ({ path: [path], params: { code: 'required' }, message: 'required' });

/** A part's select says nothing where the part is not named. */
export const statedComponents = z
  .record(z.string(), z.enum(['', ...incidentComponentStatuses]))
  .default({})
  .transform((record): StatedComponents =>
    Object.fromEntries(
      Object.entries(record).flatMap(([id, status]) => (status === '' || asId(id) === null ? [] : [[id, status]])),
    ),
  );

/** The guides that are ticked: none of them is a choice as well. */
const guideIds = z.array(idOf('guide')).max(500).default([]);

export const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

const words = { body: prose(bounds.body), body_es: perhaps(prose(bounds.body)) };
export const spanish = (body: string | null, title?: string | null) =>
  body === null ? {} : { es: { body, ...(title == null ? {} : { title }) } };

/** A confirmed investigation goes public: title, words, parts. Source 002. */
export const publishForm = formAction({
  input: z
    .object({
      id: idOf('investigation'),
      title: line(bounds.title),
      title_es: perhaps(line(bounds.title)),
      ...words,
      status: z.enum(openStatuses),
      components: statedComponents.refine((record) => Object.keys(record).length > 0, {
        params: { code: 'components_missing' },
      }),
      notify: ticked,
      guide_ids: guideIds,
    })
    // A title alone would leave Spanish readers with half a translation.
    .refine((form) => form.title_es === null || form.body_es !== null, point('body_es')),
  run: (ctx, { id, title, title_es, body, body_es, status, components, notify, guide_ids: guideIds }) =>
    publishIncident(ctx, {
      investigationId: id,
      title,
      status,
      body,
      components,
      notify,
      guideIds,
      translations: spanish(body_es, title_es),
    }),
  then: ({ id }) => `/console/incidents/${id}?done=published`,
});

const nextWord = { id: idOf('incident'), ...words, notify: ticked, guide_ids: guideIds };

/** Another word on an open incident. */
export const updateForm = formAction({
  input: z.object({ ...nextWord, status: z.enum(openStatuses), components: statedComponents }),
  run: (ctx, { id, status, body, body_es, components, notify, guide_ids: guideIds }) =>
    updateIncident(ctx, { id, status, body, components, notify, guideIds, translations: spanish(body_es) }),
  then: ({ id }) => `/console/incidents/${id}?done=updated`,
});

/** The end of it. Every part returns to the worst that another open incident states, so none is named here. */
export const resolveForm = formAction({
  input: z.object(nextWord),
  run: (ctx, { id, body, body_es, notify, guide_ids: guideIds }) =>
    resolveIncident(ctx, { id, body, components: {}, notify, guideIds, translations: spanish(body_es) }),
  then: ({ id }) => `/console/incidents/${id}?done=resolved`,
});

/** Mends an update's words; what it said before is kept. */
export const editForm = formAction({
  input: z.object({ id: idOf('incident'), update_id: idOf('update'), ...words }),
  run: (ctx, { id, update_id, body, body_es }) =>
    editUpdate(ctx, { id, updateId: update_id, body, translations: spanish(body_es) }),
  then: ({ id, updateId }) => `/console/incidents/${id}?done=edited#u-${updateId}`,
});

/** The preview button where no script runs: nothing happens, and the page comes back with what was typed. */
export const lookForm: FormAction = { submit: async () => refuse('invalid') };

/** What stands in a composer this moment. */
type Sketch = {
  title: string;
  status: IncidentStatus;
  body: string;
  components: StatedComponents;
  notify: boolean;
  guideIds: Id<'guide'>[];
  translations: ReturnType<typeof spanish>;
};

/** Reads a composer however unfinished it is, for its preview: `missing` stands where nothing is written yet. */
export function sketchOf(values: Values, missing: { title: string; body: string }): Sketch {
  const said = (name: string): string =>
    typeof values[name] === 'string' ? values[name].replace(/\r\n?/gu, '\n').trim().slice(0, bounds.body) : '';
  const status = incidentStatuses.find((one) => one === said('status')) ?? 'investigating';
  const components = status === 'resolved' ? {} : (statedComponents.safeParse(values['components']).data ?? {});
  const { guide_ids: chosen } = values;
  const title = oneLine(said('title')).slice(0, bounds.title);
  const translations = spanish(said('body_es') || null, oneLine(said('title_es')).slice(0, bounds.title) || null);
  return {
    title: title || missing.title,
    status,
    body: said('body') || missing.body,
    components,
    notify: values['notify'] === 'on',
    guideIds: Array.isArray(chosen) ? chosen.flatMap((id) => asId<'guide'>(id) ?? []) : [],
    translations,
  };
}
