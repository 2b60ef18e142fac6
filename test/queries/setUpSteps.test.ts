import { expect, it } from 'vitest';
import { setUpSteps } from '#domain/setUpStep.ts';
import { toSetUp } from '#queries/consoleQueueAdmin.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse } from '../support/given/house.ts';
import { aReport } from '../support/given/workflow.ts';

const database = useDatabase();
const steps = async (mailsLeave: boolean) => (await toSetUp(database.db, mailsLeave)).map(({ kind }) => kind);

it('a page on which nothing was done yet is led through every step, in order', async () => {
  expect(await steps(false)).toEqual(setUpSteps);
  expect((await toSetUp(database.db, true))[0]?.missingRoles).toEqual(['agent', 'manager', 'developer', 'admin']);
});

it('what is there is not asked for again', async () => {
  const house = await aHouse(database);
  expect(await steps(false)).toEqual(['outbox', 'no_subscribers', 'no_reports']);
  await aReport(house);
  expect(await steps(true)).toEqual(['no_subscribers']);
});
