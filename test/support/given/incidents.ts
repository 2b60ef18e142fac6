import { publishIncident, type IncidentDraft } from '#commands/incidents/publish.ts';
import { resolveIncident, type Resolution } from '#commands/incidents/resolve.ts';
import { updateIncident, type NewUpdate } from '#commands/incidents/update.ts';
import type { Id } from '#domain/id.ts';
import type { StatedComponents } from '#domain/incident.ts';
import type { House } from './house.ts';
import { must } from './results.ts';
import { confirmed, type About } from './workflow.ts';

export type Published = { incidentId: Id<'incident'>; investigationId: Id<'investigation'>; updateId: Id<'update'> };
type Said = Partial<Omit<IncidentDraft, 'investigationId' | 'components'>>;

export const incidentDraft = (
  investigationId: Id<'investigation'>,
  components: StatedComponents,
  more: Said = {},
): IncidentDraft => ({
  investigationId,
  title: 'People cannot sign in',
  status: 'investigating',
  body: 'We are looking into it.',
  components,
  notify: true,
  translations: {},
  ...more,
});

/** What is confirmed by Tove goes public by Maren: every named component as it is stated, sign-in being down otherwise. */
export async function published(
  house: House,
  components: StatedComponents = { [house.components.signIn]: 'major_outage' },
  { said = {}, ...about }: About & { said?: Said } = {},
): Promise<Published> {
  const componentIds = Object.keys(components) as Id<'component'>[];
  const { id: investigationId } = await confirmed(house, { componentIds, ...about });
  const draft = incidentDraft(investigationId, components, said);
  const { id, updateId } = await must(publishIncident(house.as('maren'), draft));
  return { incidentId: id, updateId, investigationId };
}

export const updateDraft = (id: Id<'incident'>, more: Partial<NewUpdate> = {}): NewUpdate => ({
  id,
  status: 'identified',
  body: 'We know the cause.',
  components: {},
  notify: true,
  translations: {},
  ...more,
});

export const resolution = (id: Id<'incident'>, more: Partial<Resolution> = {}): Resolution => ({
  id,
  body: 'It works again.',
  components: {},
  notify: true,
  translations: {},
  ...more,
});

export const updated = (house: House, id: Id<'incident'>, more: Partial<NewUpdate> = {}) =>
  must(updateIncident(house.as('maren'), updateDraft(id, more)));

export const resolved = (house: House, id: Id<'incident'>, more: Partial<Resolution> = {}) =>
  must(resolveIncident(house.as('maren'), resolution(id, more)));
