import type { ComponentStatus } from '#domain/component.ts';
import type { ConfirmationMark, Impact, IncidentStatus } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { PublicIncident, PublicUpdate } from '#queries/publicIncidents.ts';
import type { PublicCategory } from '#queries/publicPage.ts';
import { milliseconds, millisecondsOrNull } from '../instants.ts';
import { currentComponents, type StatuspageComponent } from './component.ts';

export type StatuspageIncident = {
  id: string;
  name: string;
  status: IncidentStatus | 'postmortem';
  created_at: string;
  updated_at: string;
  monitoring_at: string | null;
  resolved_at: string | null;
  impact: Impact;
  shortlink: string;
  started_at: string;
  page_id: string;
  incident_updates: StatuspageUpdate[];
  /** As they are now, not as the incident stated them. */
  components: StatuspageComponent[];
  /** Ours, and the only key that Statuspage has not: whether the developers stand behind it. */
  confirmation: ConfirmationMark | null;
};

export type StatuspageUpdate = {
  id: string;
  status: IncidentStatus | 'postmortem';
  body: string;
  incident_id: string;
  created_at: string;
  updated_at: string;
  display_at: string;
  affected_components: AffectedComponent[] | null;
  deliver_notifications: boolean;
  custom_tweet: null;
  tweet_id: null;
};
export type AffectedComponent = {
  code: string;
  name: string;
  old_status: ComponentStatus;
  new_status: ComponentStatus;
};

/** Where an incident is told from: the page's id and address, and its components as they are now. */
export type Place = { pageId: string; url: string; categories: readonly PublicCategory[]; locale: Locale };

/** An incident in any state, its newest update first. statuspage-api.md 3.1. */
export function statuspageIncident(
  incident: PublicIncident,
  { pageId, url, categories, locale }: Place,
): StatuspageIncident {
  return {
    id: incident.id,
    name: incident.ending === 'retracted' ? words(locale).feeds.retracted(incident.title) : incident.title,
    status: incident.postmortem === null ? incident.status : 'postmortem',
    created_at: milliseconds(incident.createdAt),
    updated_at: milliseconds(incident.updatedAt),
    monitoring_at: millisecondsOrNull(incident.monitoringAt),
    resolved_at: millisecondsOrNull(incident.resolvedAt),
    impact: incident.impact,
    shortlink: `${url}/incidents/${incident.id}`,
    started_at: milliseconds(incident.startedAt),
    page_id: pageId,
    incident_updates: [...postmortemOf(incident), ...incident.updates.map((update) => updateOf(update, incident))],
    components: currentComponents(
      categories,
      pageId,
      incident.components.map(({ id }) => id),
    ),
    confirmation: incident.confirmation?.mark ?? null,
  };
}

const updateOf = (update: PublicUpdate, incident: PublicIncident): StatuspageUpdate => ({
  id: update.id,
  status: update.status,
  body: update.body,
  incident_id: incident.id,
  created_at: milliseconds(update.at),
  updated_at: milliseconds(update.editedAt ?? update.at),
  display_at: milliseconds(update.at),
  affected_components: affectedBy(update, incident.updates),
  deliver_notifications: update.notify,
  custom_tweet: null,
  tweet_id: null,
});

/** A published postmortem is an update of its own state, and its newest. It has no id besides the incident's. */
const postmortemOf = ({ id, postmortem }: PublicIncident): StatuspageUpdate[] =>
  postmortem === null
    ? []
    : [
        {
          id,
          status: 'postmortem',
          body: postmortem.body,
          incident_id: id,
          created_at: milliseconds(postmortem.at),
          updated_at: milliseconds(postmortem.editedAt ?? postmortem.at),
          display_at: milliseconds(postmortem.at),
          affected_components: null,
          deliver_notifications: true,
          custom_tweet: null,
          tweet_id: null,
        },
      ];

/** Every component that the incident had named by then, whether this update moved it or not; null before there is one. */
function affectedBy(
  { sequence, movements }: PublicUpdate,
  updates: readonly PublicUpdate[],
): AffectedComponent[] | null {
  const standing = new Map<string, AffectedComponent>();
  for (const earlier of updates.toSorted((a, b) => a.sequence - b.sequence))
    if (earlier.sequence < sequence)
      for (const { id, name, to } of earlier.movements)
        standing.set(id, { code: id, name, old_status: to, new_status: to });
  for (const { id, name, from, to } of movements)
    standing.set(id, { code: id, name, old_status: from, new_status: to });
  return standing.size === 0 ? null : [...standing.values()];
}
