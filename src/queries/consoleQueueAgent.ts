import { and, asc, eq, gt, inArray, isNotNull, isNull, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
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
import { report, reportMessage } from '#db/schema/report.ts';
import { unmetPoints } from '#domain/gate.ts';
import type { Id } from '#domain/id.ts';
import type { Target } from '#domain/escalation.ts';
import { isWide } from '#domain/investigation.ts';
import type { QueueItem } from './consoleQueue.ts';

/**
 * This agent's investigations that have not been handed on, with what still stands between each and the support
 * manager. One that is known to be small is left out: it goes to a team, whenever that suits.
 */
export async function lackingPoints(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const rows = await db
    .select({
      row: investigation,
      components: sql<
        string[]
      >`array(select ${investigationComponent.componentId} from ${investigationComponent} where ${investigationComponent.investigationId} = ${investigation.id})`.mapWith(
        confirmationRequest.componentIds,
      ),
    })
    .from(investigation)
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(
      and(
        eq(investigation.openedBy, accountId),
        isNull(investigation.closedAt),
        isNull(incident.id),
        notExists(
          db.select({ id: escalation.id }).from(escalation).where(eq(escalation.investigationId, investigation.id)),
        ),
      ),
    )
    .orderBy(asc(investigation.createdAt))
    .limit(20);
  const wide = rows.filter(({ row }) => row.extent === null || isWide(row.extent));
  if (wide.length === 0) return [];
  const ids = wide.map(({ row }) => row.id);
  const [steps, [manager]] = await Promise.all([
    db
      .select()
      .from(investigationStep)
      .where(inArray(investigationStep.investigationId, ids))
      .orderBy(asc(investigationStep.createdAt)),
    db.select().from(target).where(eq(target.kind, 'support_manager')),
  ]);
  const gate: Target = manager ?? { id: '', name: '', kind: 'support_manager', requiredFacts: [] };
  return wide.map(({ row, components }) => {
    const own = steps.filter((step) => step.investigationId === row.id);
    const { id, title, createdAt, replication, extent } = row;
    const points = unmetPoints({ id, steps: own, replication, extent, componentIds: components }, gate, {
      facts: {},
      emergency: null,
      exception: null,
    });
    return { kind: 'points_missing', investigationId: id, title, due: createdAt, points };
  });
}

/**
 * This agent's investigations that the developers found small and that nobody has published, with how many of its
 * reporters have not been told. Source 002.
 */
export async function answeredSmall(db: Database, accountId: Id<'account'>): Promise<QueueItem[]> {
  const told = db
    .select({ id: reportMessage.id })
    .from(reportMessage)
    .where(
      and(
        eq(reportMessage.reportId, report.id),
        isNotNull(reportMessage.authorId),
        gt(reportMessage.createdAt, confirmationRequest.answeredAt),
      ),
    );
  const rows = await db
    .select({
      investigationId: investigation.id,
      title: investigation.title,
      answer: confirmationRequest.answer,
      due: confirmationRequest.answeredAt,
      reports: sql<number>`count(*)::int`,
    })
    .from(investigation)
    .innerJoin(confirmationRequest, eq(confirmationRequest.investigationId, investigation.id))
    .innerJoin(
      report,
      and(eq(report.investigationId, investigation.id), eq(report.state, 'escalated'), notExists(told)),
    )
    .leftJoin(incident, eq(incident.investigationId, investigation.id))
    .where(
      and(
        eq(investigation.openedBy, accountId),
        isNull(investigation.closedAt),
        isNull(incident.id),
        inArray(confirmationRequest.answer, ['limited', 'not_a_bug']),
        notExists(answeredLater(db)),
      ),
    )
    .groupBy(investigation.id, confirmationRequest.id);
  return rows.flatMap(({ due, answer, ...row }) =>
    due === null || answer === null ? [] : [{ ...row, kind: 'answered_small' as const, due, answer }],
  );
}

/** Answers to the same investigation that came after this one. */
export function answeredLater(db: Database) {
  const later = alias(confirmationRequest, 'later');
  return db
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.investigationId, investigation.id), gt(later.answeredAt, confirmationRequest.answeredAt)));
}
