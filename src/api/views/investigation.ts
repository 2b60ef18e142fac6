import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import {
  confirmationRequest,
  escalation,
  investigation,
  investigationComponent,
  investigationStep,
} from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { time, timeOrNull } from '../time.ts';

type Row = typeof investigation.$inferSelect;

export const investigationView = (row: Row) => ({
  id: row.id,
  number: row.number,
  title: row.title,
  opened_by: row.openedBy,
  replication:
    row.replication === null
      ? null
      : { outcome: row.replication, details: row.replicationDetails, at: timeOrNull(row.replicatedAt) },
  extent: row.extent,
  audience: row.audience,
  created_at: time(row.createdAt),
  closed_at: timeOrNull(row.closedAt),
  closed_by: row.closedBy,
  close_reason: row.closeReason,
  version: row.version,
});

export const stepView = (row: typeof investigationStep.$inferSelect) => ({
  id: row.id,
  investigation_id: row.investigationId,
  kind: row.kind,
  text: row.text,
  outcome: row.outcome,
  suggestion_id: row.suggestionId,
  playbook_step_id: null,
  author_id: row.authorId,
  created_at: time(row.createdAt),
});

export const escalationView = (row: typeof escalation.$inferSelect) => ({
  id: row.id,
  investigation_id: row.investigationId,
  target_id: row.targetId,
  priority: row.priority,
  passage: row.passage,
  facts: row.facts,
  emergency:
    row.emergency === null
      ? null
      : {
          criteria: row.emergency.criteria,
          evidence: row.emergency.evidence,
          own_tiers_tried: row.emergency.ownTiersTried,
        },
  exception: row.exception,
  escalated_by: row.escalatedBy,
  created_at: time(row.createdAt),
  acknowledged_at: timeOrNull(row.acknowledgedAt),
  answer: row.answer,
  reference: row.reference,
  answered_at: timeOrNull(row.answeredAt),
  solved_at: timeOrNull(row.solvedAt),
  version: row.version,
});

export const confirmationView = (row: typeof confirmationRequest.$inferSelect) => ({
  id: row.id,
  investigation_id: row.investigationId,
  team_id: row.teamId,
  note: row.note,
  component_ids: row.componentIds,
  extent: row.extent,
  requested_by: row.requestedBy,
  created_at: time(row.createdAt),
  answer: row.answer,
  answer_note: row.answerNote,
  answered_by: row.answeredBy,
  answered_at: timeOrNull(row.answeredAt),
  version: row.version,
});

/** One investigation with everything that was recorded in it. */
export async function wholeInvestigation(db: Reader, id: Id<'investigation'>) {
  const [row] = await db.select().from(investigation).where(eq(investigation.id, id));
  if (row === undefined) return null;
  const components = await db
    .select()
    .from(investigationComponent)
    .where(eq(investigationComponent.investigationId, id));
  const reports = await db
    .select({ id: report.id })
    .from(report)
    .where(eq(report.investigationId, id))
    .orderBy(asc(report.createdAt));
  const steps = await db
    .select()
    .from(investigationStep)
    .where(eq(investigationStep.investigationId, id))
    .orderBy(asc(investigationStep.createdAt), asc(investigationStep.id));
  const escalations = await db
    .select()
    .from(escalation)
    .where(eq(escalation.investigationId, id))
    .orderBy(asc(escalation.createdAt));
  const requests = await db
    .select()
    .from(confirmationRequest)
    .where(eq(confirmationRequest.investigationId, id))
    .orderBy(asc(confirmationRequest.createdAt));
  const [published] = await db.select({ id: incident.id }).from(incident).where(eq(incident.investigationId, id));
  return {
    ...investigationView(row),
    component_ids: components.map((one) => one.componentId),
    report_ids: reports.map((one) => one.id),
    steps: steps.map(stepView),
    escalations: escalations.map(escalationView),
    confirmation_requests: requests.map(confirmationView),
    incident_id: published?.id ?? null,
  };
}

export async function oneStep(db: Reader, id: Id<'step'>) {
  const [row] = await db.select().from(investigationStep).where(eq(investigationStep.id, id));
  return row === undefined ? null : stepView(row);
}

export async function oneEscalation(db: Reader, id: Id<'escalation'>) {
  const [row] = await db.select().from(escalation).where(eq(escalation.id, id));
  return row === undefined ? null : escalationView(row);
}

export async function oneConfirmation(db: Reader, id: Id<'confirmation_request'>) {
  const [row] = await db.select().from(confirmationRequest).where(eq(confirmationRequest.id, id));
  return row === undefined ? null : confirmationView(row);
}
