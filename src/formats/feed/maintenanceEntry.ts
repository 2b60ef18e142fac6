import type { Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import { listOf } from '../dates.ts';
import { updateBody, windowText } from '../maintenanceWords.ts';
import type { Entry } from './entry.ts';

/** A maintenance as an entry, with its window; where it has really begun and ended, that counts. */
export function maintenanceEntry(maintenance: PublicMaintenance, origin: string, locale: Locale): Entry {
  const { id, title, language, createdAt, updatedAt, updates, status, startsAt, endsAt, version } = maintenance;
  const names = maintenance.components.map(({ name }) => name);
  const w = words(locale).feeds;
  return {
    id,
    noun: 'Maintenance',
    url: origin + href(`/maintenances/${id}`, locale),
    title,
    language,
    published: createdAt,
    updated: updatedAt,
    said: updates.map((update, n) => ({
      at: update.at,
      label: updates[n + 1]?.status === update.status ? w.label.again : w.label[update.status],
      body: updateBody(update, locale),
    })),
    foot: [
      w.planned(windowText({ startsAt, endsAt }, locale)),
      ...(names.length > 0 ? [w.affected(listOf(names, locale))] : []),
    ],
    tags: names,
    from: maintenance.startedAt ?? startsAt,
    until: maintenance.completedAt ?? endsAt,
    standing: status === 'cancelled' ? 'cancelled' : 'confirmed',
    version,
    about: { status, impact: 'maintenance', confirmation: null },
  };
}
