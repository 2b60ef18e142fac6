import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { incident, incidentComponent } from '#db/schema/incident.ts';
import type { ComponentStatus } from '#domain/component.ts';
import type { Edit } from '#domain/edits.ts';
import type { Id } from '#domain/id.ts';
import type { ConfirmationMark, Ending, Impact, IncidentStatus, Origin, UpdateKind } from '#domain/incident.ts';
import type { Locale } from '#domain/locale.ts';
import type { NotificationKind } from '#domain/notification.ts';
import type { Unavailability } from '#domain/unavailability.ts';
import { guidesByIncident, type PublicGuide } from './publicGuides.ts';
import { withDetails } from './publicIncidentDetails.ts';

/** Words that the public can read, and what they said before they were mended. */
type PublicWords = {
  /** Markdown, as written; in the reader's language where `language` says so, else the original. */
  body: string;
  language: Locale;
  at: Temporal.Instant;
  /** When these words, in this language, were last edited. */
  editedAt: Temporal.Instant | null;
  /** The newest first. */
  edits: Edit[];
};

export type PublicUpdate = PublicWords & {
  id: Id<'update'>;
  sequence: number;
  kind: UpdateKind;
  status: IncidentStatus;
  /** Whether subscribers were told. */
  notify: boolean;
  /** The components that it moved, from where to where. */
  movements: { id: Id<'component'>; name: string; from: ComponentStatus; to: ComponentStatus }[];
};

/** What was written once it was over, as far as it is published. */
export type PublicPostmortem = PublicWords;

/** What a message to subscribers is about: one of the updates, or the postmortem, which has no id of its own. */
export type PublicNews = PublicWords & {
  id: Id<'update'> | null;
  sequence: number;
  kind: NotificationKind;
  status: IncidentStatus;
};

export type PublicIncident = {
  id: Id<'incident'>;
  title: string;
  /** The language that the title is in: the reader's where there is a translation. */
  language: Locale;
  frozenTitle: string;
  origin: Origin;
  status: IncidentStatus;
  /** How it ended; null while it is open. What is `retracted` was a false alarm, and says so wherever it is named. */
  ending: Ending | null;
  impact: Impact;
  /** While open, the worst that it states; afterwards the worst that it ever moved a component to; retracted, nothing. */
  worst: ComponentStatus;
  startedAt: Temporal.Instant;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  monitoringAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
  /** From when until when it could not be used; null where it always could. Source 003. */
  unavailable: Unavailability | null;
  /** What it was called before, the newest first. */
  formerTitles: { title: string; until: Temporal.Instant }[];
  confirmation: { mark: ConfirmationMark; at: Temporal.Instant | null } | null;
  components: { id: Id<'component'>; name: string; status: ComponentStatus }[];
  /** The newest first. */
  updates: PublicUpdate[];
  /** What to do meanwhile and afterwards; read where an incident is shown whole, empty in lists. */
  guides: PublicGuide[];
  postmortem: PublicPostmortem | null;
  /** How many of those who reported it were asked, and how many said that it is fixed for them. */
  followUp: { asked: number; fixed: number };
  version: number;
};

/** These incidents whole, in the order of their ids given. */
export async function publicIncidents(
  db: Database,
  ids: readonly Id<'incident'>[],
  locale: Locale,
): Promise<PublicIncident[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(incident)
    .where(inArray(incident.id, [...ids]));
  const inOrder = rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  return withGuides(db, await withDetails(db, inOrder, locale), locale);
}

/** The newest incidents in any state, the newest first: all, or those that name one of these components. */
export async function newestIncidents(
  db: Database,
  locale: Locale,
  { most, open = false, componentIds }: { most: number; open?: boolean; componentIds?: readonly Id<'component'>[] },
): Promise<PublicIncident[]> {
  const naming =
    componentIds &&
    inArray(
      incident.id,
      db
        .select({ id: incidentComponent.incidentId })
        .from(incidentComponent)
        .where(inArray(incidentComponent.componentId, [...componentIds])),
    );
  const rows = await db
    .select()
    .from(incident)
    .where(and(open ? ne(incident.status, 'resolved') : undefined, naming))
    .orderBy(desc(incident.createdAt), desc(incident.id))
    .limit(most);
  return withDetails(db, rows, locale);
}

/** One incident, or null. */
export async function publicIncident(db: Database, id: Id<'incident'>, locale: Locale): Promise<PublicIncident | null> {
  const rows = await db.select().from(incident).where(eq(incident.id, id));
  const [found] = await withGuides(db, await withDetails(db, rows, locale), locale);
  return found ?? null;
}

async function withGuides(db: Database, incidents: PublicIncident[], locale: Locale): Promise<PublicIncident[]> {
  const guides = await guidesByIncident(
    db,
    incidents.map(({ id }) => id),
    locale,
  );
  return incidents.map((one) => ({ ...one, guides: guides.get(one.id) ?? [] }));
}

/** What a message is about, by the update's id or null for the postmortem; null where that is gone. */
export function newsOf({ updates, postmortem }: PublicIncident, updateId: Id<'update'> | null): PublicNews | null {
  if (updateId !== null) return updates.find((one) => one.id === updateId) ?? null;
  if (postmortem === null) return null;
  const sequence = (updates[0]?.sequence ?? 0) + 1;
  return { ...postmortem, id: null, sequence, kind: 'postmortem', status: 'resolved' };
}
