import { asc, eq, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { target } from '#db/schema/catalogue.ts';
import { escalation } from '#db/schema/investigation.ts';
import { account, team } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';

export type SentEscalation = Awaited<ReturnType<typeof sentEscalations>>[number];
export type ChoosableTarget = Awaited<ReturnType<typeof choosableTargets>>[number];

/** An investigation's escalations, the oldest first, with whom they went to and what came back. */
export function sentEscalations(db: Database, id: Id<'investigation'>) {
  const [sender, acknowledger] = [alias(account, 'sender'), alias(account, 'acknowledger')];
  return db
    .select({
      id: escalation.id,
      targetId: escalation.targetId,
      target: target.name,
      kind: target.kind,
      requiredFacts: target.requiredFacts,
      priority: escalation.priority,
      facts: escalation.facts,
      emergency: escalation.emergency,
      exception: escalation.exception,
      passage: escalation.passage,
      by: sender.name,
      at: escalation.createdAt,
      acknowledgedBy: acknowledger.name,
      acknowledgedAt: escalation.acknowledgedAt,
      answer: escalation.answer,
      reference: escalation.reference,
      answeredAt: escalation.answeredAt,
      solvedAt: escalation.solvedAt,
    })
    .from(escalation)
    .innerJoin(target, eq(target.id, escalation.targetId))
    .innerJoin(sender, eq(sender.id, escalation.escalatedBy))
    .leftJoin(acknowledger, eq(acknowledger.id, escalation.acknowledgedBy))
    .where(eq(escalation.investigationId, id))
    .orderBy(asc(escalation.createdAt), asc(escalation.id));
}

/** Whom an escalation may go to, in the configured order. */
export const choosableTargets = (db: Database) =>
  db
    .select({
      id: target.id,
      name: target.name,
      kind: target.kind,
      requiredFacts: target.requiredFacts,
      team: team.name,
    })
    .from(target)
    .leftJoin(team, eq(team.id, target.teamId))
    .where(isNull(target.removedAt))
    .orderBy(asc(target.position), asc(target.id));
