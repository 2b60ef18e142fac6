import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { confirmationLink, confirmationRequest } from '#db/schema/investigation.ts';
import { incident } from '#db/schema/incident.ts';
import { account, teamMember } from '#db/schema/people.ts';
import { answer, opensPublishing, type ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import type { Actor } from '#domain/policy.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { command, type Decision } from '../command.ts';
import { lockInvestigation, touch, type InvestigationRow } from '../investigations/investigationRow.ts';

type Word = { answer: ConfirmationAnswer; note: string };
type Asked = {
  request: typeof confirmationRequest.$inferSelect;
  row: InvestigationRow;
  incidentId: Id<'incident'> | null;
};
type Answer = Word & { answeredBy: Id<'account'> };

/** A signed-in developer of the asked team answers. */
export const answerConfirmation = command({
  action: 'confirmations.answer',
  load: (tx, { id }: Word & { id: Id<'confirmation_request'> }) => lockAsked(tx, id),
  version: ({ request }) => request.version,
  decide: (asked, word, ctx) => decideAnswer(asked, word, ctx.actor),
  save: (tx, value, asked, ctx) => saveAnswer(tx, value, asked, ctx),
});

/** The same by the mailed link: it is the proof of who answers, for 24 hours, and only while that person is still in the team. */
export const answerByLink = command({
  action: 'confirmations.answer_by_link',
  load: async (tx, { linkId }: Word & { linkId: Id<'confirmation_link'> }) => {
    const [link] = await tx.select().from(confirmationLink).where(eq(confirmationLink.id, linkId));
    if (link === undefined) return null;
    const asked = await lockAsked(tx, link.requestId);
    return asked === null ? null : { ...asked, link, developer: await developerActor(tx, link.accountId) };
  },
  decide: (asked, word, ctx) => {
    if (Temporal.Instant.compare(ctx.now(), asked.link.expiresAt) > 0) return refuse('link_expired');
    return asked.developer === null ? refuse('not_your_team') : decideAnswer(asked, word, asked.developer);
  },
  save: (tx, value, asked, ctx) => saveAnswer(tx, value, asked, ctx),
});

async function lockAsked(tx: Transaction, id: Id<'confirmation_request'>): Promise<Asked | null> {
  const [found] = await tx
    .select({ investigationId: confirmationRequest.investigationId })
    .from(confirmationRequest)
    .where(eq(confirmationRequest.id, id));
  if (found === undefined) return null;
  // The investigation first, as everywhere: publishing and answering wait for each other on this row.
  const locked = await lockInvestigation(tx, found.investigationId);
  const [request] = await tx.select().from(confirmationRequest).where(eq(confirmationRequest.id, id)).for('update');
  if (locked === null || request === undefined) return null;
  const [published] = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(eq(incident.investigationId, found.investigationId));
  return { request, row: locked.row, incidentId: published?.id ?? null };
}

async function developerActor(tx: Transaction, accountId: Id<'account'>): Promise<Actor | null> {
  const [person] = await tx.select().from(account).where(eq(account.id, accountId));
  if (person === undefined || person.disabledAt !== null || !person.roles.includes('developer')) return null;
  const teams = await tx.select({ id: teamMember.teamId }).from(teamMember).where(eq(teamMember.accountId, accountId));
  return { kind: 'person', accountId, name: person.name, roles: ['developer'], teamIds: teams.map((team) => team.id) };
}

function decideAnswer(asked: Asked, word: Word, actor: Actor): Result<Decision<Answer>> {
  const answered = answer(asked.request, actor);
  if (!answered.ok) return answered;
  return accept({
    value: { answer: word.answer, note: word.note, answeredBy: answered.value.answeredBy as Id<'account'> },
    events: [
      {
        name: 'confirmation.answered' as const,
        subject: asked.request.id,
        investigationId: asked.row.id,
        data: { answer: word.answer, by: answered.value.answeredBy },
      },
    ],
    // An incident that went out unconfirmed now says what the developers say.
    publicChange: asked.incidentId !== null,
  });
}

async function saveAnswer(tx: Transaction, value: Answer, asked: Asked, ctx: Context) {
  const { request, row, incidentId } = asked;
  const change = {
    answer: value.answer,
    answerNote: value.note,
    answeredBy: value.answeredBy,
    answeredAt: ctx.now(),
    version: request.version + 1,
  };
  await tx.update(confirmationRequest).set(change).where(eq(confirmationRequest.id, request.id));
  if (incidentId !== null && opensPublishing(value.answer))
    await tx
      .update(incident)
      .set({ confirmation: 'confirmed', confirmationRequestId: request.id })
      .where(eq(incident.id, incidentId));
  await touch(tx, row);
  return { id: request.id, investigationId: row.id };
}
