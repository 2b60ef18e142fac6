import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#db/client.ts';
import { component } from '#db/schema/catalogue.ts';
import { confirmationLink, confirmationRequest, investigation, investigationStep } from '#db/schema/investigation.ts';
import { event } from '#db/schema/page.ts';
import { account, team } from '#db/schema/people.ts';
import { report } from '#db/schema/report.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import type { Extent, ReplicationOutcome, StepKind, StepOutcome } from '#domain/investigation.ts';
import { maskAddress } from '#domain/text.ts';

export type EvidenceStep = {
  id: Id<'step'>;
  kind: StepKind;
  text: string;
  outcome: StepOutcome | null;
  by: string;
  at: Temporal.Instant;
};

/** Everything that a developer needs to say how far a problem reaches, and what was said already. */
export type ConfirmationPage = {
  title: string;
  since: Temporal.Instant;
  askedBy: string;
  askedAt: Temporal.Instant;
  note: string | null;
  developer: { id: Id<'account'>; name: string; team: string };
  expiresAt: Temporal.Instant;
  /** How many there are; of the first three the address, masked, and what they said. */
  reports: { count: number; addresses: string[]; firstWords: { text: string; at: Temporal.Instant }[] };
  extent: Extent | null;
  audience: string | null;
  components: string[];
  replication: {
    outcome: ReplicationOutcome;
    details: string | null;
    by: string | null;
    at: Temporal.Instant | null;
  } | null;
  /** In the order in which they were recorded. */
  steps: EvidenceStep[];
  answer: {
    answer: ConfirmationAnswer;
    note: string;
    by: Id<'account'> | null;
    byName: string | null;
    at: Temporal.Instant | null;
  } | null;
};

const shownReports = 3;
const asker = alias(account, 'asker');
const answerer = alias(account, 'answerer');

/** The evidence behind a signed link; null where there is no such link any more. */
export async function confirmationPage(db: Database, id: Id<'confirmation_link'>): Promise<ConfirmationPage | null> {
  const [row] = await linkRow(db, id);
  if (row === undefined) return null;
  const { link, request, about, developer, askedBy, answeredBy } = row;
  const [components, [counted], reports, steps, [replicator]] = await Promise.all([
    db
      .select({ name: component.name })
      .from(component)
      .where(inArray(component.id, request.componentIds as Id<'component'>[]))
      .orderBy(asc(component.position)),
    db.select({ count: count() }).from(report).where(eq(report.investigationId, about.id)),
    firstReports(db, about.id),
    stepsOf(db, about.id),
    replicatorOf(db, about.id),
  ]);
  return {
    title: about.title,
    since: reports[0]?.at ?? about.createdAt,
    askedBy,
    askedAt: request.createdAt,
    note: request.note,
    developer,
    expiresAt: link.expiresAt,
    reports: {
      count: counted?.count ?? 0,
      addresses: reports.map(({ email }) => maskAddress(email)),
      firstWords: reports.map(({ text, at }) => ({ text, at })),
    },
    // What was asked is frozen; while support has not judged, what it says now is the best there is.
    extent: request.extent ?? about.extent,
    audience: about.audience,
    components: components.map(({ name }) => name),
    replication:
      about.replication === null
        ? null
        : {
            outcome: about.replication,
            details: about.replicationDetails,
            by: replicator?.name ?? null,
            at: about.replicatedAt,
          },
    steps,
    answer:
      request.answer === null
        ? null
        : {
            answer: request.answer,
            note: request.answerNote ?? '',
            by: request.answeredBy,
            byName: answeredBy,
            at: request.answeredAt,
          },
  };
}

const linkRow = (db: Database, id: Id<'confirmation_link'>) =>
  db
    .select({
      link: confirmationLink,
      request: confirmationRequest,
      about: investigation,
      developer: { id: account.id, name: account.name, team: team.name },
      askedBy: asker.name,
      answeredBy: answerer.name,
    })
    .from(confirmationLink)
    .innerJoin(confirmationRequest, eq(confirmationRequest.id, confirmationLink.requestId))
    .innerJoin(investigation, eq(investigation.id, confirmationRequest.investigationId))
    .innerJoin(account, eq(account.id, confirmationLink.accountId))
    .innerJoin(team, eq(team.id, confirmationRequest.teamId))
    .innerJoin(asker, eq(asker.id, confirmationRequest.requestedBy))
    .leftJoin(answerer, eq(answerer.id, confirmationRequest.answeredBy))
    .where(eq(confirmationLink.id, id));

const firstReports = (db: Database, id: Id<'investigation'>) =>
  db
    .select({ email: report.reporterEmail, text: report.actual, at: report.createdAt })
    .from(report)
    .where(eq(report.investigationId, id))
    .orderBy(asc(report.createdAt), asc(report.id))
    .limit(shownReports);

const stepsOf = (db: Database, id: Id<'investigation'>): Promise<EvidenceStep[]> =>
  db
    .select({
      id: investigationStep.id,
      kind: investigationStep.kind,
      text: investigationStep.text,
      outcome: investigationStep.outcome,
      by: account.name,
      at: investigationStep.createdAt,
    })
    .from(investigationStep)
    .innerJoin(account, eq(account.id, investigationStep.authorId))
    .where(eq(investigationStep.investigationId, id))
    .orderBy(asc(investigationStep.createdAt), asc(investigationStep.id));

/** Who recorded the replication stands in the record of what happened, and nowhere else. */
const replicatorOf = (db: Database, id: Id<'investigation'>) =>
  db
    .select({ name: account.name })
    .from(event)
    .innerJoin(account, eq(account.id, event.actorId))
    .where(and(eq(event.name, 'investigation.replication_recorded'), eq(event.investigationId, id)))
    .orderBy(desc(event.sequence))
    .limit(1);
