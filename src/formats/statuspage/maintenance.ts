import type { ComponentStatus } from '#domain/component.ts';
import type { MaintenanceNews, MaintenanceStatus } from '#domain/maintenance.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import { milliseconds, millisecondsOrNull } from '../instants.ts';
import { updateBody } from '../maintenanceWords.ts';
import { currentComponents } from './component.ts';
import type { Place } from './incident.ts';

/** Statuspage has no word for what was called off: it is over. The newest update says that it did not take place. */
const statusOf: Readonly<Record<MaintenanceStatus, 'scheduled' | 'in_progress' | 'verifying' | 'completed'>> = {
  scheduled: 'scheduled',
  in_progress: 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
  cancelled: 'completed',
};

/** An incident's keys and its window; it "started" when it was announced. statuspage-api.md 3.1. */
export function statuspageMaintenance(maintenance: PublicMaintenance, { pageId, url, categories, locale }: Place) {
  const { id, components } = maintenance;
  return {
    id,
    name: maintenance.title,
    status: statusOf[maintenance.status],
    created_at: milliseconds(maintenance.createdAt),
    updated_at: milliseconds(maintenance.updatedAt),
    monitoring_at: millisecondsOrNull(maintenance.verifyingAt),
    resolved_at: millisecondsOrNull(maintenance.completedAt ?? maintenance.cancelledAt),
    impact: 'maintenance' as const,
    shortlink: `${url}/maintenances/${id}`,
    started_at: milliseconds(maintenance.createdAt),
    page_id: pageId,
    incident_updates: maintenance.updates.map((update) => ({
      id: update.id,
      status: statusOf[update.status],
      body: updateBody(update, locale),
      incident_id: id,
      created_at: milliseconds(update.at),
      updated_at: milliseconds(update.at),
      display_at: milliseconds(update.at),
      affected_components:
        components.length === 0
          ? null
          : components.map(({ id: code, name }) => ({ code, name, ...movedBy(update.news, update.status) })),
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    })),
    components: currentComponents(
      categories,
      pageId,
      components.map((one) => one.id),
    ),
    scheduled_for: milliseconds(maintenance.startsAt),
    scheduled_until: milliseconds(maintenance.endsAt),
  };
}

/** What it states of its components before and after an entry. */
export function movedBy(
  news: MaintenanceNews,
  status: MaintenanceStatus,
): { old_status: ComponentStatus; new_status: ComponentStatus } {
  const after = status === 'in_progress' || status === 'verifying' ? 'under_maintenance' : 'operational';
  const before = news === 'started' ? 'operational' : news === 'completed' ? 'under_maintenance' : after;
  return { old_status: before, new_status: after };
}
