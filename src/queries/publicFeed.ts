import type { Database } from '#db/client.ts';
import type { Locale } from '#domain/locale.ts';
import { newestIncidents, type PublicIncident } from './publicIncidents.ts';
import { newestMaintenances, type PublicMaintenance } from './publicMaintenances.ts';
import { publicFrame, type PublicFrame } from './publicPage.ts';
import { publicPart, type PartKind, type PublicPart } from './publicPart.ts';

/** The history of the page, or of one category or component (`part`), as feeds and calendars tell it. */
export type PublicFeed = {
  page: PublicFrame;
  part: PublicPart | null;
  /** At most fifty, the newest first. */
  incidents: PublicIncident[];
  /** At most fifty, the newest first; of a part, those that touch it. */
  maintenances: PublicMaintenance[];
};

const mostEntries = 50;

/** Null before set-up, and where no such part is on the page. */
export async function publicFeed(
  db: Database,
  locale: Locale,
  of: { kind: PartKind; id: string } | null,
): Promise<PublicFeed | null> {
  const [page, part] = await Promise.all([
    publicFrame(db),
    of === null ? null : publicPart(db, of.kind, of.id, locale),
  ]);
  if (page === null || (of !== null && part === null)) return null;
  const which = part === null ? {} : { componentIds: part.componentIds };
  const [incidents, maintenances] = await Promise.all([
    newestIncidents(db, locale, { most: mostEntries, ...which }),
    newestMaintenances(db, locale, { most: mostEntries, ...which }),
  ]);
  return { page, part, incidents, maintenances };
}
