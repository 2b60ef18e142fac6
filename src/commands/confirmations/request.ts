import { and, eq, isNull } from 'drizzle-orm';
import { account, team, teamMember } from '#db/schema/people.ts';
import { confirmationLink, confirmationRequest } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import { personOf } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';
import { hasPassedToManager, lockInvestigation, touch } from '../investigations/investigationRow.ts';
import { queueMail } from '../mail.ts';

export type ConfirmationDraft = { id: Id<'investigation'>; teamId: Id<'team'>; note: string | null };

/**
 * The manager asks a team how far it reaches; each of its developers gets a link of their own, good for 24 hours.
 * What is asked about is frozen here. Source 002; RELIABILITY, decision 3.
 */
export const requestConfirmation = command({
  action: 'confirmations.request',
  load: async (tx, { id, teamId }: ConfirmationDraft) => {
    const locked = await lockInvestigation(tx, id);
    if (locked === null) return null;
    const [asked] = await tx.select({ id: team.id }).from(team).where(eq(team.id, teamId));
    const members = await tx
      .select({ id: account.id, email: account.email, locale: account.locale, roles: account.roles })
      .from(teamMember)
      .innerJoin(account, eq(account.id, teamMember.accountId))
      .where(and(eq(teamMember.teamId, teamId), isNull(account.disabledAt)));
    const developers = members.filter((member) => member.roles.includes('developer'));
    return { ...locked, asked, developers, passed: await hasPassedToManager(tx, id) };
  },
  version: ({ row }) => row.version,
  decide: ({ row, facts, asked, developers, passed }, draft, ctx) => {
    if (row.closedAt !== null) return refuse('investigation_closed');
    if (!passed) return refuse('not_escalated');
    if (asked === undefined) return refuse('invalid', [{ path: 'team_id', code: 'unknown' }]);
    if (developers.length === 0) return refuse('no_developers');
    const requestedBy = personOf(ctx.actor);
    if (requestedBy === null) return refuse('forbidden');
    const id = ctx.newId<'confirmation_request'>();
    return accept({
      value: { id, draft, requestedBy, componentIds: [...facts.componentIds], extent: facts.extent },
      events: [
        { name: 'confirmation.requested', subject: id, investigationId: draft.id, data: { team: draft.teamId } },
      ],
      wake: ['mail'],
    });
  },
  save: async (tx, { id, draft, ...asked }, { row, developers }, ctx) => {
    await tx
      .insert(confirmationRequest)
      .values({ ...asked, id, investigationId: row.id, teamId: draft.teamId, note: draft.note, createdAt: ctx.now() });
    for (const developer of developers) {
      const linkId = ctx.newId<'confirmation_link'>();
      await tx
        .insert(confirmationLink)
        .values({ id: linkId, requestId: id, accountId: developer.id, expiresAt: ctx.now().add({ hours: 24 }) });
      await queueMail(tx, ctx, {
        kind: 'confirmation_request',
        to: developer.email,
        locale: developer.locale,
        about: { linkId },
      });
    }
    await touch(tx, row);
    return { id, investigationId: row.id };
  },
});
