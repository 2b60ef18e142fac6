import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeEscalation } from '#commands/escalations/acknowledge.ts';
import { answerEscalation } from '#commands/escalations/answer.ts';
import { sendEscalation } from '#commands/escalations/send.ts';
import { escalation } from '#db/schema/investigation.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { changedTables, eventsOf, fingerprints } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aStep, anInvestigation, escalationTo, readyToEscalate } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const noId = 'zzzzzzzzzzzz' as Id<never>;
const escalationsOf = (id: Id<'investigation'>) =>
  db.select().from(escalation).where(eq(escalation.investigationId, id));

describe('an escalation to the support manager', () => {
  it('is refused with every missing point at once, is on record as refused, and leaves nothing behind', async () => {
    const id = await anInvestigation(house);
    const before = await fingerprints(db);
    const refused = sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id));
    expect(await pointsOf(refused)).toEqual([
      'steps: step_missing',
      'attempts: attempt_missing',
      'replication: replication_missing',
      'extent: extent_missing',
      'component_ids: components_missing',
    ]);
    expect(await codeOf(refused)).toBe('escalation_gate');
    expect(changedTables(before, await fingerprints(db))).toEqual(['event']);
    expect((await eventsOf(db)).at(-1)).toMatchObject({
      name: 'refused',
      subject: 'escalations.send',
      data: { code: 'escalation_gate' },
    });
  });

  it('passes once its points are met, and says that it was by them', async () => {
    const id = await readyToEscalate(house);
    await must(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id)));
    expect(await escalationsOf(id)).toMatchObject([
      { passage: 'points', targetId: house.targets.manager, escalatedBy: house.people.ana.accountId },
    ]);
  });

  it('is stopped by a suggestion that came in the meantime and was not tried', async () => {
    const id = await readyToEscalate(house);
    const suggestionId = await aStep(house, id, { kind: 'suggestion', text: 'Switch the relay', outcome: null });
    expect(await pointsOf(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id)))).toEqual([
      `suggestions.${suggestionId}: suggestion_untried`,
    ]);
    await aStep(house, id, { kind: 'attempt', outcome: 'failed', suggestionId });
    expect(await codeOf(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id)))).toBe('accepted');
  });

  it('with a suggestion too long to be quoted whole is refused under an idempotency key as without one', async () => {
    const id = await readyToEscalate(house);
    await aStep(house, id, { kind: 'suggestion', text: `${'a'.repeat(119)}🚒`, outcome: null });
    const ctx = house.as('ana', { idempotency: { owner: 'ana', key: 'long suggestion', requestHash: 'x' } });
    expect(await codeOf(sendEscalation(ctx, escalationTo(house.targets.manager, id)))).toBe('escalation_gate');
  });

  it('goes through in an emergency without the points, and never by an exception', async () => {
    const id = await anInvestigation(house);
    const exception = { kind: 'asked_by_target' as const, person: 'Maren', reference: 'Call at nine' };
    expect(
      await pointsOf(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id, { exception }))),
    ).toEqual(['exception: exception_not_for_manager']);
    const emergency = {
      criteria: ['The site is unreachable'],
      evidence: 'Three networks',
      ownTiersTried: 'Both tiers',
    };
    await must(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id, { emergency })));
    expect(await escalationsOf(id)).toMatchObject([{ passage: 'emergency', emergency }]);
  });
});

describe('an escalation to a team or a vendor', () => {
  it('asks for the facts of its own template', async () => {
    const id = await readyToEscalate(house, { extent: 'single_user' });
    expect(await pointsOf(sendEscalation(house.as('ana'), escalationTo(house.targets.apps, id)))).toEqual([
      'facts.logs: fact_missing',
    ]);
    await must(sendEscalation(house.as('ana'), escalationTo(house.targets.apps, id, { facts: { logs: 'Line 7' } })));
    expect(await escalationsOf(id)).toMatchObject([{ facts: { logs: 'Line 7' }, passage: 'points' }]);
  });

  it('takes an exception with the person and the reference, recorded as one', async () => {
    const id = await anInvestigation(house);
    const exception = { kind: 'asked_for_by_name' as const, person: 'Ravi', reference: 'Mail of Monday' };
    await must(sendEscalation(house.as('ana'), escalationTo(house.targets.mailbridge, id, { exception })));
    expect(await escalationsOf(id)).toMatchObject([{ passage: 'exception', exception }]);
  });

  it('needs a target that exists', async () => {
    expect(await pointsOf(sendEscalation(house.as('ana'), escalationTo(noId, await readyToEscalate(house))))).toEqual([
      'target_id: unknown',
    ]);
  });

  it('is acknowledged by one person, and keeps the other side’s number through later answers', async () => {
    const id = await anInvestigation(house);
    const exception = { kind: 'asked_by_target' as const, person: 'Ravi', reference: 'Call' };
    const sent = await must(sendEscalation(house.as('ana'), escalationTo(house.targets.mailbridge, id, { exception })));
    await must(acknowledgeEscalation(house.as('maren'), { id: sent.id }));
    await must(acknowledgeEscalation(house.as('ana'), { id: sent.id }));
    await must(
      answerEscalation(house.as('ana'), { id: sent.id, text: 'They are on it', reference: 'MB-7', solved: false }),
    );
    await must(answerEscalation(house.as('ana'), { id: sent.id, text: 'Mended', reference: null, solved: true }));
    expect(await escalationsOf(id)).toMatchObject([
      {
        acknowledgedBy: house.people.maren.accountId,
        reference: 'MB-7',
        answer: 'Mended',
        solvedAt: house.clock.now(),
      },
    ]);
    expect(
      (await eventsOf(db)).filter(({ name, subject }) => name === 'escalation.acknowledged' && subject === sent.id),
    ).toHaveLength(1);
  });
});
