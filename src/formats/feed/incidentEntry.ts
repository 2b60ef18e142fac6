import type { Locale } from '#domain/locale.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import { listOf } from '../dates.ts';
import type { Entry } from './entry.ts';

/** An incident as an entry. The same state said again is an update. statuspage-api.md 3.3. */
export function incidentEntry(incident: PublicIncident, origin: string, locale: Locale): Entry {
  const { id, title, language, createdAt, updatedAt, updates, startedAt, resolvedAt, postmortem, version } = incident;
  const mark = incident.confirmation?.mark ?? null;
  const names = incident.components.map(({ name }) => name);
  const w = words(locale).feeds;
  return {
    id,
    noun: 'Incident',
    url: origin + href(`/incidents/${id}`, locale),
    title: incident.ending === 'retracted' ? w.retracted(title) : title,
    language,
    published: createdAt,
    updated: updatedAt,
    said: [
      ...(postmortem === null ? [] : [{ at: postmortem.at, label: w.label.postmortem, body: postmortem.body }]),
      ...updates.map(({ at, status, body }, n) => ({
        at,
        label: updates[n + 1]?.status === status ? w.label.again : w.label[status],
        body,
      })),
    ],
    foot: [...(names.length > 0 ? [w.affected(listOf(names, locale))] : []), ...(mark === null ? [] : [w.scope[mark]])],
    tags: names,
    from: startedAt,
    until: resolvedAt ?? updatedAt,
    standing: incident.ending === 'retracted' ? 'cancelled' : mark === 'not_yet_confirmed' ? 'tentative' : 'confirmed',
    version,
    about: {
      status: postmortem === null ? incident.status : 'postmortem',
      impact: incident.impact,
      confirmation: mark,
    },
  };
}
