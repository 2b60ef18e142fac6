import { createHash } from 'node:crypto';
import type { ComponentStatus } from '#domain/component.ts';
import type { PublicIncident, PublicNews } from '#queries/publicIncidents.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import { milliseconds, millisecondsOrNull } from '../instants.ts';
import type { StatuspageComponent } from './component.ts';
import { statuspageIncident, type Place } from './incident.ts';
import { movedBy, statuspageMaintenance } from './maintenance.ts';
import type { Rollup } from './rollup.ts';

/** What every post begins with. `version` and `sequence` let a receiver put late posts in order: the higher one is newer. */
export type Envelope = {
  unsubscribe: string;
  documentation: string;
  generatedAt: Temporal.Instant;
  pageId: string;
  status: Rollup;
};
export type Moved = { id: string; from: ComponentStatus; to: ComponentStatus };

/** Statuspage's `incident` post, key by key; ours are `meta.version`, `meta.sequence` and `confirmation`. 3.4. */
export function incidentEvent(envelope: Envelope, incident: PublicIncident, news: PublicNews, place: Place): object {
  const { incident_updates, components, ...told } = statuspageIncident(incident, place);
  const { postmortem } = incident;
  return {
    ...opening(envelope, incident.version, news.sequence),
    incident: {
      ...told,
      ...unplanned,
      backfilled: incident.origin === 'backfilled',
      postmortem_body: postmortem?.body ?? null,
      postmortem_body_last_updated_at: millisecondsOrNull(postmortem?.editedAt ?? postmortem?.at ?? null),
      postmortem_published_at: millisecondsOrNull(postmortem?.at ?? null),
      postmortem_notified_subscribers: news.kind === 'postmortem',
      incident_updates: incident_updates.map(asPosted),
      components: components.map(asTold),
    },
  };
}

/** A maintenance is an `incident` with its window. */
export function maintenanceEvent(
  envelope: Envelope,
  maintenance: PublicMaintenance,
  update: PublicMaintenanceUpdate,
  place: Place,
): object {
  const { incident_updates, components, ...told } = statuspageMaintenance(maintenance, place);
  return {
    ...opening(envelope, maintenance.version, update.sequence),
    incident: {
      ...unplanned,
      ...told,
      scheduled_auto_in_progress: maintenance.autoStart,
      scheduled_auto_completed: maintenance.autoComplete,
      scheduled_remind_prior: update.news === 'reminder',
      scheduled_reminded_at: update.news === 'reminder' ? milliseconds(update.at) : null,
      incident_updates: incident_updates.map(asPosted),
      components: components.map(asTold),
    },
  };
}

/** One component that an update moved, as a post of its own. */
export function componentEvent(
  envelope: Envelope,
  component: StatuspageComponent,
  moved: Moved,
  { id, at, version, sequence }: { id: string; at: Temporal.Instant; version: number; sequence: number },
): object {
  return {
    ...opening(envelope, version, sequence),
    component: { ...asTold(component), status: moved.to },
    component_update: {
      old_status: moved.from,
      new_status: moved.to,
      created_at: milliseconds(at),
      component_type: 'Component',
      id: idOf(`${id} ${component.id}`),
      component_id: component.id,
    },
  };
}

/** What a maintenance moved its components by, where it moved them. */
export function movesOf({ components }: PublicMaintenance, { news, status }: PublicMaintenanceUpdate): Moved[] {
  const { old_status: from, new_status: to } = movedBy(news, status);
  return from === to ? [] : components.map(({ id }) => ({ id, from, to }));
}

const opening = (
  { unsubscribe, documentation, generatedAt, pageId, status }: Envelope,
  version: number,
  sequence: number,
) => ({
  meta: { unsubscribe, documentation, generated_at: milliseconds(generatedAt), version, sequence },
  page: { id: pageId, status_indicator: status.indicator, status_description: status.description },
});

/** Keys that Statuspage has and we have nothing to say for. */
const unplanned = {
  backfilled: false,
  impact_override: null,
  postmortem_ignored: false,
  postmortem_body: null as string | null,
  postmortem_body_last_updated_at: null as string | null,
  postmortem_published_at: null as string | null,
  postmortem_notified_subscribers: false,
  postmortem_notified_twitter: false,
  scheduled_for: null as string | null,
  scheduled_until: null as string | null,
  scheduled_remind_prior: false,
  scheduled_reminded_at: null as string | null,
  scheduled_auto_in_progress: false,
  scheduled_auto_completed: false,
};

const asPosted = ({ tweet_id: _tweet, ...update }: { tweet_id: null }) => ({
  ...update,
  wants_twitter_update: false,
  twitter_updated_at: null,
});

/** The ten keys of a component in a post; three more stand in `/api/v2` alone. */
const asTold = ({
  start_date: _start,
  group: _group,
  only_show_if_degraded: _only,
  components: _children,
  ...component
}: StatuspageComponent) => component;

/** Of the same update and component always the same twelve characters. */
const idOf = (text: string): string =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 16)}`)
    .toString(36)
    .padStart(12, '0')
    .slice(-12);
