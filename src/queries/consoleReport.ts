import { asc, desc, eq, isNull, or, and, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { investigation } from '#db/schema/investigation.ts';
import { event } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import type { EventName } from '#domain/event.ts';
import type { Id } from '#domain/id.ts';
import { maskAddress } from '#domain/text.ts';

type Row = typeof report.$inferSelect;
export type Message = { id: Id<'message'>; author: string | null; body: string; at: Temporal.Instant };
export type HistoryLine = {
  sequence: number;
  name: EventName;
  actor: string | null;
  at: Temporal.Instant;
  data: Record<string, unknown>;
};
export type Joinable = { id: Id<'investigation'>; number: number; title: string };

export type ReportView = Row & {
  claimer: string | null;
  component: string | null;
  incident: { id: Id<'incident'>; title: string } | null;
  investigation: Joinable | null;
  messages: Message[];
  history: HistoryLine[];
};

/** One report with its conversation and its history, or null. Without `reveal` the reporter's address is masked. */
export async function reportView(db: Database, id: Id<'report'>, reveal: boolean): Promise<ReportView | null> {
  const claimer = alias(account, 'claimer');
  const [row] = await db
    .select({
      report,
      claimer: claimer.name,
      component: component.name,
      incident: { id: incident.id, title: incident.title },
      investigation: { id: investigation.id, number: investigation.number, title: investigation.title },
    })
    .from(report)
    .leftJoin(claimer, eq(claimer.id, report.claimedBy))
    .leftJoin(component, eq(component.id, report.componentId))
    .leftJoin(incident, eq(incident.id, report.incidentId))
    .leftJoin(investigation, eq(investigation.id, report.investigationId))
    .where(eq(report.id, id));
  if (row === undefined) return null;
  const [messages, history] = await Promise.all([conversation(db, id), happened(db, id)]);
  const { report: own, ...names } = row;
  return {
    ...own,
    ...names,
    reporterEmail: reveal ? own.reporterEmail : maskAddress(own.reporterEmail),
    messages,
    history,
  };
}

const conversation = (db: Database, id: Id<'report'>): Promise<Message[]> =>
  db
    .select({ id: reportMessage.id, author: account.name, body: reportMessage.body, at: reportMessage.createdAt })
    .from(reportMessage)
    .leftJoin(account, eq(account.id, reportMessage.authorId))
    .where(eq(reportMessage.reportId, id))
    .orderBy(asc(reportMessage.createdAt), asc(reportMessage.id));

async function happened(db: Database, id: Id<'report'>): Promise<HistoryLine[]> {
  const rows = await db
    .select({ sequence: event.sequence, name: event.name, actor: account.name, at: event.at, data: event.data })
    .from(event)
    .leftJoin(account, eq(account.id, event.actorId))
    .where(eq(event.reportId, id))
    .orderBy(asc(event.sequence))
    .limit(200);
  // The column holds what `domain/event.ts` lists: commands are its only writers.
  return rows.map((row) => ({ ...row, name: row.name as EventName }));
}

/** Investigations that a report may still join: not closed, and not resolved. The newest first. */
export const joinable = (db: Database): Promise<Joinable[]> =>
  db
    .select({ id: investigation.id, number: investigation.number, title: investigation.title })
    .from(investigation)
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(and(isNull(investigation.closedAt), or(isNull(incident.id), sql`${incident.status} <> 'resolved'`)))
    .orderBy(desc(investigation.createdAt))
    .limit(100);
