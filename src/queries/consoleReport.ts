import { asc, desc, eq, inArray, isNull, or, and, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { contract } from '#db/schema/contract.ts';
import { feedback } from '#db/schema/feedback.ts';
import { incident } from '#db/schema/incident.ts';
import { investigation } from '#db/schema/investigation.ts';
import { event } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import { report, reportMessage, reportNote } from '#db/schema/report.ts';
import type { ContractTerms } from '#domain/contract.ts';
import type { EventName } from '#domain/event.ts';
import type { Id } from '#domain/id.ts';
import type { ReportState } from '#domain/report.ts';
import { maskAddress } from '#domain/text.ts';
import { attachmentsOf, type AttachmentLine } from './attachments.ts';

type Row = typeof report.$inferSelect;
export type Message = {
  id: Id<'message'>;
  author: string | null;
  body: string;
  at: Temporal.Instant;
  /** The reference of the part in which its reporter wrote it; null in the report itself. */
  part: string | null;
};
export type Note = { id: Id<'note'>; author: string; body: string; at: Temporal.Instant };
export type Part = { id: Id<'report'>; reference: string; reporterName: string | null; state: ReportState };
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
  /** Among colleagues alone. */
  notes: Note[];
  pictures: AttachmentLine[];
  /** What this is part of, and what is part of this. */
  whole: { id: Id<'report'>; reference: string } | null;
  parts: Part[];
  contract: { name: string; terms: ContractTerms } | null;
  wish: { id: Id<'feedback'>; title: string } | null;
  history: HistoryLine[];
};

/** One report with its conversation and its history, or null. Without `reveal` the reporter's address is masked. */
export async function reportView(db: Database, id: Id<'report'>, reveal: boolean): Promise<ReportView | null> {
  const claimer = alias(account, 'claimer');
  const whole = alias(report, 'whole');
  const [row] = await db
    .select({
      report,
      claimer: claimer.name,
      component: component.name,
      incident: { id: incident.id, title: incident.title },
      investigation: { id: investigation.id, number: investigation.number, title: investigation.title },
      whole: { id: whole.id, reference: whole.reference },
      contract: { name: contract.name, terms: contract.terms },
      wish: { id: feedback.id, title: feedback.title },
    })
    .from(report)
    .leftJoin(whole, eq(whole.id, report.mergedIntoId))
    .leftJoin(contract, eq(contract.id, report.contractId))
    .leftJoin(feedback, eq(feedback.id, report.feedbackId))
    .leftJoin(claimer, eq(claimer.id, report.claimedBy))
    .leftJoin(component, eq(component.id, report.componentId))
    .leftJoin(incident, eq(incident.id, report.incidentId))
    .leftJoin(investigation, eq(investigation.id, report.investigationId))
    .where(eq(report.id, id));
  if (row === undefined) return null;
  const parts = await partsOf(db, id);
  const all = [id, ...parts.map((part) => part.id)];
  const [messages, notes, pictures, history] = await Promise.all([
    conversation(db, id),
    notesOn(db, all),
    attachmentsOf(db, all),
    happened(db, id),
  ]);
  const { report: own, ...names } = row;
  return {
    ...own,
    ...names,
    reporterEmail: reveal ? own.reporterEmail : maskAddress(own.reporterEmail),
    messages,
    notes,
    pictures,
    parts,
    history,
  };
}

const partsOf = (db: Database, id: Id<'report'>): Promise<Part[]> =>
  db
    .select({ id: report.id, reference: report.reference, reporterName: report.reporterName, state: report.state })
    .from(report)
    .where(eq(report.mergedIntoId, id))
    .orderBy(asc(report.createdAt), asc(report.id));

/** Its own conversation, and what the reporters of its parts wrote; what they were told is the same. */
async function conversation(db: Database, id: Id<'report'>): Promise<Message[]> {
  const rows = await db
    .select({
      id: reportMessage.id,
      author: account.name,
      body: reportMessage.body,
      at: reportMessage.createdAt,
      reportId: reportMessage.reportId,
      reference: report.reference,
    })
    .from(reportMessage)
    .innerJoin(report, eq(report.id, reportMessage.reportId))
    .leftJoin(account, eq(account.id, reportMessage.authorId))
    .where(or(eq(report.id, id), and(eq(report.mergedIntoId, id), isNull(reportMessage.authorId))))
    .orderBy(asc(reportMessage.createdAt), asc(reportMessage.id));
  return rows.map(({ reportId, reference, ...row }) => ({ ...row, part: reportId === id ? null : reference }));
}

const notesOn = (db: Database, ids: readonly Id<'report'>[]): Promise<Note[]> =>
  db
    .select({ id: reportNote.id, author: account.name, body: reportNote.body, at: reportNote.createdAt })
    .from(reportNote)
    .innerJoin(account, eq(account.id, reportNote.authorId))
    .where(inArray(reportNote.reportId, [...ids]))
    .orderBy(asc(reportNote.createdAt), asc(reportNote.id));

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
