import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { answerByLink, answerConfirmation } from '#commands/confirmations/answer.ts';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { changeAccount } from '#commands/people/accounts.ts';
import { changeTeam, createTeam } from '#commands/people/teams.ts';
import {
  confirmationLink,
  confirmationRequest,
  investigation,
  investigationComponent,
} from '#db/schema/investigation.ts';
import { mail } from '#db/schema/notification.ts';
import { confirmationAnswers } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft } from '../support/given/incidents.ts';
import { eventsOf } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { anInvestigation, ask, asked, confirmed, passedGate } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const word = { answer: 'system_wide' as const, note: 'The session store is down' };
const requestOf = async (id: Id<'confirmation_request'>) =>
  (await db.select().from(confirmationRequest).where(eq(confirmationRequest.id, id)))[0];
const linksOf = (id: Id<'confirmation_request'>) =>
  db.select().from(confirmationLink).where(eq(confirmationLink.requestId, id));
const linkOf = async (id: Id<'confirmation_request'>, who: 'tove' | 'nour') =>
  (await linksOf(id)).find((link) => link.accountId === house.people[who].accountId)?.id as Id<'confirmation_link'>;
const judge = (id: Id<'investigation'>, extent: 'large_group' | 'system_wide', ...componentIds: Id<'component'>[]) =>
  must(judgeExtent(house.as('ana'), { id, extent, componentIds, audience: null }));
const publish = (id: Id<'investigation'>, ...stated: Id<'component'>[]) =>
  publishIncident(house.as('maren'), incidentDraft(id, Object.fromEntries(stated.map((one) => [one, 'major_outage']))));

describe('asking the developers', () => {
  it('waits for an escalation to the support manager', async () => {
    const draft = { id: await anInvestigation(house), teamId: house.teams.apps, note: null };
    expect(await codeOf(requestConfirmation(house.as('maren'), draft))).toBe('not_escalated');
  });

  it('freezes what is asked about, and mails each developer a link of their own for 24 hours', async () => {
    const { id, requestId } = await asked(house);
    await judge(id, 'system_wide', house.components.signIn, house.components.messages);
    expect(await requestOf(requestId)).toMatchObject({
      componentIds: [house.components.signIn],
      extent: 'large_group',
      answer: null,
    });
    const links = await linksOf(requestId);
    expect(links.map(({ accountId }) => accountId).toSorted()).toEqual(
      [house.people.tove.accountId, house.people.nour.accountId].toSorted(),
    );
    expect(new Set(links.map(({ expiresAt }) => expiresAt.toString()))).toEqual(
      new Set([house.clock.now().add({ hours: 24 }).toString()]),
    );
    const letters = (await db.select().from(mail).where(eq(mail.kind, 'confirmation_request'))).filter(({ about }) =>
      links.some((link) => link.id === about['linkId']),
    );
    expect(letters.map(({ to }) => to).toSorted()).toEqual(['nour@example.org', 'tove@example.org']);
  });

  it('needs a team, and developers in it', async () => {
    const id = await passedGate(house);
    expect(
      await pointsOf(requestConfirmation(house.as('maren'), { id, teamId: 'zzzzzzzzzzzz' as Id<'team'>, note: null })),
    ).toEqual(['team_id: unknown']);
    const { id: teamId } = await must(
      createTeam(house.as('ines'), { name: 'Nobody codes', members: [house.people.ana.accountId] }),
    );
    expect(await codeOf(requestConfirmation(house.as('maren'), { id, teamId, note: null }))).toBe('no_developers');
  });
});

describe('answering', () => {
  test.each(confirmationAnswers)('"%s" is kept with who said it and why', async (answer) => {
    const { requestId } = await asked(house);
    await must(answerConfirmation(house.as('tove'), { id: requestId, answer, note: 'Seen in the logs' }));
    expect(await requestOf(requestId)).toMatchObject({
      answer,
      answerNote: 'Seen in the logs',
      answeredBy: house.people.tove.accountId,
      answeredAt: house.clock.now(),
    });
  });

  it('is refused to another team, and a second time', async () => {
    const { requestId } = await asked(house);
    expect(await codeOf(answerConfirmation(house.as('ravi'), { id: requestId, ...word }))).toBe('not_your_team');
    await must(answerConfirmation(house.as('tove'), { id: requestId, ...word }));
    expect(await codeOf(answerConfirmation(house.as('nour'), { id: requestId, ...word }))).toBe('already_answered');
  });

  it('by two developers at once counts once', async () => {
    const { requestId } = await asked(house);
    const both = await Promise.all(
      (['tove', 'nour'] as const).map((who) => codeOf(answerConfirmation(house.as(who), { id: requestId, ...word }))),
    );
    expect(both.toSorted()).toEqual(['accepted', 'already_answered']);
  });
});

describe('the mailed link', () => {
  it('answers as its developer without a sign-in, and the record says who', async () => {
    const { requestId } = await asked(house);
    await must(answerByLink(house.visitor(), { linkId: await linkOf(requestId, 'tove'), ...word }));
    expect((await requestOf(requestId))?.answeredBy).toBe(house.people.tove.accountId);
    expect((await eventsOf(db)).at(-1)).toMatchObject({
      name: 'confirmation.answered',
      data: { by: house.people.tove.accountId },
    });
  });

  it('is good for 24 hours, to the second', async () => {
    const { requestId } = await asked(house);
    const linkId = await linkOf(requestId, 'tove');
    const after = (duration: Temporal.DurationLike) => house.visitor({ now: () => house.clock.now().add(duration) });
    expect(await codeOf(answerByLink(after({ hours: 24, seconds: 1 }), { linkId, ...word }))).toBe('link_expired');
    expect(await codeOf(answerByLink(after({ hours: 24 }), { linkId, ...word }))).toBe('accepted');
  });

  it('dies with the team, the role or the account of its developer', async () => {
    const { requestId } = await asked(house);
    const linkId = await linkOf(requestId, 'nour');
    const [admin, id] = [house.as('ines'), house.people.nour.accountId];
    await must(changeTeam(admin, { id: house.teams.apps, members: [house.people.tove.accountId] }));
    expect(await codeOf(answerByLink(house.visitor(), { linkId, ...word }))).toBe('not_your_team');
    await must(changeAccount(admin, { id, teamIds: [house.teams.apps], roles: ['manager'] }));
    expect(await codeOf(answerByLink(house.visitor(), { linkId, ...word }))).toBe('not_your_team');
    await must(changeAccount(admin, { id, roles: ['developer', 'manager'], disabled: true }));
    expect(await codeOf(answerByLink(house.visitor(), { linkId, ...word }))).toBe('not_your_team');
    await must(changeAccount(admin, { id, disabled: false }));
    expect(await codeOf(answerByLink(house.visitor(), { linkId, ...word }))).toBe('accepted');
  });
});

describe('a confirmation is bound to what was confirmed', () => {
  it('a component that was added afterwards closes the gate, and asking again opens it', async () => {
    const { id } = await confirmed(house);
    await judge(id, 'large_group', house.components.signIn, house.components.messages);
    expect(await pointsOf(publish(id, house.components.signIn))).toEqual([
      `components.${house.components.messages}: component_not_confirmed`,
    ]);
    const again = await ask(house, id);
    expect(await codeOf(publish(id, house.components.signIn))).toBe('not_confirmed');
    await must(answerConfirmation(house.as('tove'), { id: again, ...word }));
    expect(await codeOf(publish(id, house.components.signIn))).toBe('accepted');
  });

  it('a wider extent closes the gate; judging it back opens it', async () => {
    const { id } = await confirmed(house);
    await judge(id, 'system_wide', house.components.signIn);
    expect(await pointsOf(publish(id, house.components.signIn))).toEqual(['extent: extent_not_confirmed']);
    await judge(id, 'large_group', house.components.signIn);
    expect(await codeOf(publish(id, house.components.signIn))).toBe('accepted');
  });

  it('narrowing leaves it open', async () => {
    const { id } = await confirmed(house, {
      extent: 'system_wide',
      componentIds: [house.components.signIn, house.components.messages],
    });
    await judge(id, 'large_group', house.components.signIn);
    expect(await codeOf(publish(id, house.components.signIn))).toBe('accepted');
  });

  it('the newest answer counts: a later "limited" closes what an earlier one had opened', async () => {
    const { id } = await confirmed(house);
    const again = await ask(house, id);
    house.clock.forward({ minutes: 1 });
    await must(answerConfirmation(house.as('tove'), { id: again, answer: 'limited', note: 'One network' }));
    expect(await pointsOf(publish(id, house.components.signIn))).toEqual(['confirmation: answer_too_small']);
  });

  it('publishing waits for whoever widens it that moment, and is then refused', async () => {
    const { id } = await confirmed(house);
    let publishing: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await tx.select().from(investigation).where(eq(investigation.id, id)).for('update');
      publishing = pointsOf(publish(id, house.components.signIn));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.insert(investigationComponent).values({ investigationId: id, componentId: house.components.sending });
    });
    expect(await publishing).toEqual([`components.${house.components.sending}: component_not_confirmed`]);
  });
});
