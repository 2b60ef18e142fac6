import { and, desc, eq, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { target } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import {
  confirmationRequest,
  escalation,
  investigation,
  investigationComponent,
  investigationStep,
} from '#db/schema/investigation.ts';
import { account } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { stepKinds } from '#domain/investigation.ts';
import { rail, type Station } from '#domain/rail.ts';
import { cursorOf, olderThan, type Paging } from './deliveries.ts';

export type InvestigationLine = {
  id: Id<'investigation'>;
  number: number;
  title: string;
  createdAt: Temporal.Instant;
  opener: string;
  reports: number;
  /** The station that is open now; null when everything is done, or the investigation closed. */
  station: Station | null;
  closed: boolean;
  /** How many stations lie behind it. */
  passed: number;
};

export type InvestigationFilter = { open: boolean; mine: Id<'account'> | null };

// Drizzle reads a list of texts only where a column of that kind tells it how.
const texts = confirmationRequest.componentIds;
const ofThis = (column: SQLWrapper): SQL => sql`${column} = ${investigation.id}`;
const manager = sql`exists (select 1 from ${escalation} join ${target} on ${target.id} = ${escalation.targetId} where ${ofThis(escalation.investigationId)} and ${target.kind} = 'support_manager')`;
/** What the developers said last, as `uncovered` wants it: the newest answer before the newest question. */
const answer = sql<ConfirmationAnswer | null>`(select ${confirmationRequest.answer} from ${confirmationRequest} where ${ofThis(confirmationRequest.investigationId)} order by ${confirmationRequest.answeredAt} desc nulls last, ${confirmationRequest.createdAt} desc limit 1)`;

/** Investigations with the station that each stands at, the newest first, page by page. One statement. */
export async function investigationLines(
  db: Database,
  { open, mine }: InvestigationFilter,
  { limit, cursor }: Paging,
): Promise<{ data: InvestigationLine[]; next: string | null }> {
  const rows = await db
    .select({
      row: investigation,
      opener: account.name,
      incident: incident.status,
      reports: sql<number>`(select count(*)::int from ${report} where ${ofThis(report.investigationId)})`,
      unfinished: sql<number>`(select count(*)::int from ${report} where ${ofThis(report.investigationId)} and ${report.state} not in ('solved', 'closed'))`,
      kinds:
        sql`array(select distinct ${investigationStep.kind} from ${investigationStep} where ${ofThis(investigationStep.investigationId)})`.mapWith(
          texts,
        ),
      components:
        sql`array(select ${investigationComponent.componentId} from ${investigationComponent} where ${ofThis(investigationComponent.investigationId)})`.mapWith(
          texts,
        ),
      escalated: sql<boolean>`${manager}`,
      answer,
    })
    .from(investigation)
    .innerJoin(account, eq(account.id, investigation.openedBy))
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(
      and(
        open ? isNull(investigation.closedAt) : undefined,
        mine === null ? undefined : eq(investigation.openedBy, mine),
        olderThan(investigation.createdAt, investigation.id, cursor),
      ),
    )
    .orderBy(desc(investigation.createdAt), desc(investigation.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1)?.row : undefined;
  return { data: data.map(lineOf), next: last === undefined ? null : cursorOf(last.createdAt, last.id) };
}

type Row = {
  row: typeof investigation.$inferSelect;
  opener: string;
  incident: typeof incident.$inferSelect.status | null;
  reports: number;
  unfinished: number;
  kinds: string[];
  components: string[];
  escalated: boolean;
  answer: ConfirmationAnswer | null;
};

function lineOf({
  row,
  opener,
  incident,
  reports,
  unfinished,
  kinds,
  components,
  escalated,
  answer,
}: Row): InvestigationLine {
  const { id, number, title, createdAt, replication, extent } = row;
  const steps = stepKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => ({ id: kind, kind, text: '', outcome: null, suggestionId: null }));
  const confirmation = { id: '', teamId: '', componentIds: [], extent: null, answer, answeredBy: null };
  const stops = rail({
    reports,
    investigation: { id, steps, replication, extent, componentIds: components },
    escalatedToManager: escalated,
    confirmation,
    incident,
    followedUp: unfinished === 0,
    closed: row.closedAt !== null,
  });
  const current = stops.findIndex(({ state }) => state === 'current');
  return {
    id,
    number,
    title,
    createdAt,
    opener,
    reports,
    closed: row.closedAt !== null,
    passed: current === -1 ? stops.filter(({ state }) => state === 'done').length : current,
    station: stops[current]?.station ?? null,
  };
}
