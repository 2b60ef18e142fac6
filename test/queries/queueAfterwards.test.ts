import { beforeAll, expect, it } from 'vitest';
import { answerConfirmation } from '#commands/confirmations/answer.ts';
import { retractIncident } from '#commands/incidents/retract.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { openWorstFirst } from '#queries/incidentLines.ts';
import { queueOf, type QueueItem } from '#queries/consoleQueue.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House, type Name } from '../support/given/house.ts';
import { published, updated } from '../support/given/incidents.ts';
import { must } from '../support/given/results.ts';
import { aReport, ask } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const queue = async (name: Name): Promise<QueueItem[]> =>
  (await queueOf(db, house.people[name], house.clock.now(), true)).items;
const toCorrect = async (id: Id<'incident'>) =>
  (await queue('maren')).filter((item) => item.kind === 'to_correct' && item.incidentId === id);

/** Tove looks again at what is published, and says how far it reaches after all. */
async function answered(id: Id<'investigation'>, answer: ConfirmationAnswer): Promise<void> {
  house.clock.forward({ minutes: 5 });
  const requestId = await ask(house, id);
  house.clock.forward({ minutes: 5 });
  await must(answerConfirmation(house.as('tove'), { id: requestId, answer, note: 'One customer alone' }));
}

it('what is published and found small after all waits for a manager until people are told so', async () => {
  const { incidentId, investigationId } = await published(house);
  expect(await toCorrect(incidentId)).toEqual([]);
  await answered(investigationId, 'limited');
  expect(await toCorrect(incidentId)).toMatchObject([
    { title: 'People cannot sign in', answer: 'limited', due: house.clock.now() },
  ]);
  expect((await queue('tove')).map(({ kind }) => kind)).not.toContain('to_correct');
  house.clock.forward({ minutes: 5 });
  await updated(house, incidentId);
  expect(await toCorrect(incidentId)).toEqual([]);
});

it('it waits no longer once it is retracted, or the developers say that it is large', async () => {
  const [alarm, large] = [await published(house), await published(house)];
  await answered(alarm.investigationId, 'not_a_bug');
  await answered(large.investigationId, 'limited');
  expect([await toCorrect(alarm.incidentId), await toCorrect(large.incidentId)]).toMatchObject([[{}], [{}]]);
  await must(
    retractIncident(house.as('maren'), { id: alarm.incidentId, reason: 'x', notify: false, translations: {} }),
  );
  await answered(large.investigationId, 'large_group');
  expect([await toCorrect(alarm.incidentId), await toCorrect(large.incidentId)]).toEqual([[], []]);
});

it('the agent is not told that it is not announced, since it is', async () => {
  const reportId = await aReport(house);
  const { investigationId } = await published(house, undefined, { reportIds: [reportId] });
  await answered(investigationId, 'limited');
  expect((await queue('ana')).map(({ kind }) => kind)).not.toContain('answered_small');
});

it('what is open comes the worst first, and of equals the newest', async () => {
  const { signIn, messages } = house.components;
  const slow = await published(house, { [messages]: 'degraded_performance' });
  house.clock.forward({ minutes: 5 });
  const down = await published(house, { [signIn]: 'major_outage' });
  house.clock.forward({ minutes: 5 });
  const slower = await published(house, { [messages]: 'degraded_performance' });
  const order = (await openWorstFirst(db, 'en')).map(({ id }) => id);
  const places = [down, slower, slow].map(({ incidentId }) => order.indexOf(incidentId));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});
