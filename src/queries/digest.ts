import { asc, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { notification } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { Id } from '#domain/id.ts';
import type { Ending, IncidentStatus } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import type { MaintenanceStatus } from '#domain/maintenance.ts';
import { publicIncident } from './publicIncidents.ts';
import { publicMaintenance } from './publicMaintenances.ts';

export type DigestStage =
  { of: 'incident'; status: IncidentStatus; ending: Ending | null } | { of: 'maintenance'; status: MaintenanceStatus };

/** One incident or maintenance as it stands now; `path` without a language. */
export type DigestEntry = { title: string; stage: DigestStage; said: string; language: Locale; path: string };

/** What these notifications are about, each thing once; null where the reader is gone or wants nothing more. */
export async function digestItems(
  tx: Transaction,
  id: Id<'subscriber'>,
  notificationIds: readonly string[],
  locale: Locale,
): Promise<DigestEntry[] | null> {
  const [reader] = await tx.select({ state: subscriber.state }).from(subscriber).where(eq(subscriber.id, id));
  if (reader?.state !== 'active') return null;
  const told = await tx
    .select({ incidentId: notification.incidentId, maintenanceId: notification.maintenanceId })
    .from(notification)
    .where(inArray(notification.id, [...notificationIds] as Id<'notification'>[]))
    .orderBy(asc(notification.audienceAt));
  const incidents = [...new Set(told.flatMap((one) => one.incidentId ?? []))];
  const maintenances = [...new Set(told.flatMap((one) => one.maintenanceId ?? []))];
  const db = tx as unknown as Database;
  const found = await Promise.all([
    ...incidents.map((one) => incidentEntry(db, one, locale)),
    ...maintenances.map((one) => maintenanceEntry(db, one, locale)),
  ]);
  const entries = found.filter((entry) => entry !== null);
  return entries.length === 0 ? null : entries;
}

async function incidentEntry(db: Database, id: Id<'incident'>, locale: Locale): Promise<DigestEntry | null> {
  const incident = await publicIncident(db, id, locale);
  if (incident === null) return null;
  return {
    title: incident.title,
    stage: { of: 'incident', status: incident.status, ending: incident.ending },
    said: incident.updates[0]?.body ?? '',
    language: incident.updates[0]?.language ?? incident.language,
    path: `/incidents/${id}`,
  };
}

async function maintenanceEntry(db: Database, id: Id<'maintenance'>, locale: Locale): Promise<DigestEntry | null> {
  const maintenance = await publicMaintenance(db, id, locale);
  if (maintenance === null) return null;
  return {
    title: maintenance.title,
    stage: { of: 'maintenance', status: maintenance.status },
    said: maintenance.updates[0]?.body ?? '',
    language: maintenance.updates[0]?.language ?? maintenance.language,
    path: `/maintenances/${id}`,
  };
}
