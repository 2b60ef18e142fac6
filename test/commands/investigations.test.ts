import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { createComponent, removeComponent } from '#commands/catalogue/components.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { recordReplication } from '#commands/investigations/recordReplication.ts';
import { recordStep } from '#commands/investigations/recordStep.ts';
import { closeReport } from '#commands/reports/close.ts';
import { investigation, investigationComponent, investigationStep } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { stepKinds } from '#domain/investigation.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { changedTables, eventsOf, fingerprints } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aReport, aStep, anInvestigation } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const noId = 'zzzzzzzzzzzz' as Id<never>;

describe('an investigation', () => {
  it('starts from nothing, or takes its reports along', async () => {
    expect(
      await codeOf(openInvestigation(house.as('ana'), { title: 'From nothing', reportIds: [], componentIds: [] })),
    ).toBe('accepted');
    const reportIds = [await aReport(house), await aReport(house)];
    const id = await anInvestigation(house, { reportIds, componentIds: [house.components.signIn] });
    expect(
      await db.select({ state: report.state, kind: report.kind }).from(report).where(eq(report.investigationId, id)),
    ).toEqual(Array(2).fill({ state: 'escalated', kind: 'bug' }));
    expect((await eventsOf(db)).slice(-3).map(({ name }) => name)).toEqual([
      'investigation.opened',
      'report.linked',
      'report.linked',
    ]);
  });

  it('is not started from what does not exist or is closed, and then nothing is', async () => {
    const closed = await aReport(house);
    await must(closeReport(house.as('ana'), { id: closed, reason: 'Answered' }));
    const before = await fingerprints(db);
    const draft = { title: 'Odd', reportIds: [noId], componentIds: [noId] };
    expect(await pointsOf(openInvestigation(house.as('ana'), draft))).toEqual([
      'report_ids.0: unknown',
      'component_ids.0: unknown',
    ]);
    expect(
      await codeOf(openInvestigation(house.as('ana'), { title: 'Odd', reportIds: [closed], componentIds: [] })),
    ).toBe('report_closed');
    expect(changedTables(before, await fingerprints(db))).toEqual(['event']);
  });

  it('is not started on a component that is no more', async () => {
    const draft = {
      name: 'Old',
      description: null,
      categoryId: house.categories.web,
      teamId: null,
      vendorId: null,
      position: null,
    };
    const { id } = await must(createComponent(house.as('ines'), draft));
    await must(removeComponent(house.as('ines'), { id }));
    expect(
      await pointsOf(openInvestigation(house.as('ana'), { title: 'Odd', reportIds: [], componentIds: [id] })),
    ).toEqual(['component_ids.0: unknown']);
  });

  it('has a number of its own that colleagues can say', async () => {
    const ids = [await anInvestigation(house), await anInvestigation(house)];
    const [first, second] = await Promise.all(
      ids.map(
        async (id) =>
          (await db.select({ number: investigation.number }).from(investigation).where(eq(investigation.id, id)))[0]
            ?.number ?? 0,
      ),
    );
    expect(second).toBe((first ?? 0) + 1);
  });
});

describe('a step', () => {
  test.each(stepKinds)('of the kind %s is kept by support', async (kind) => {
    const id = await anInvestigation(house);
    await aStep(house, id, { kind, outcome: null });
    expect(
      await db
        .select({ kind: investigationStep.kind })
        .from(investigationStep)
        .where(eq(investigationStep.investigationId, id)),
    ).toEqual([{ kind }]);
  });

  it('of a developer is a note, and nothing else', async () => {
    const id = await anInvestigation(house);
    for (const kind of stepKinds) {
      const draft = { id, kind, text: 'Seen it', outcome: null, suggestionId: null };
      expect(await codeOf(recordStep(house.as('tove'), draft)), kind).toBe(kind === 'note' ? 'accepted' : 'forbidden');
    }
  });

  it('answers a suggestion of the same investigation only', async () => {
    const [here, there] = [await anInvestigation(house), await anInvestigation(house)];
    const suggestionId = await aStep(house, there, { kind: 'suggestion', outcome: null });
    const attempt = { id: here, kind: 'attempt' as const, text: 'Tried', outcome: 'failed' as const, suggestionId };
    expect(await pointsOf(recordStep(house.as('ana'), attempt))).toEqual(['suggestion_id: unknown']);
    const noSuggestion = await aStep(house, here);
    expect(await pointsOf(recordStep(house.as('ana'), { ...attempt, suggestionId: noSuggestion }))).toEqual([
      'suggestion_id: unknown',
    ]);
  });
});

it('the components of a judged extent replace those chosen before; unknown ones are named and nothing changes', async () => {
  const id = await anInvestigation(house, { componentIds: [house.components.signIn] });
  const judged = { id, extent: 'large_group' as const, audience: null, componentIds: [house.components.messages] };
  await must(judgeExtent(house.as('ana'), judged));
  const chosen = () =>
    db
      .select({ id: investigationComponent.componentId })
      .from(investigationComponent)
      .where(eq(investigationComponent.investigationId, id));
  expect(await chosen()).toEqual([{ id: house.components.messages }]);
  expect(
    await pointsOf(judgeExtent(house.as('ana'), { ...judged, componentIds: [house.components.signIn, noId] })),
  ).toEqual(['component_ids.1: unknown']);
  expect(await chosen()).toEqual([{ id: house.components.messages }]);
});

it('whoever has not seen the newest work on an investigation is told so', async () => {
  const id = await anInvestigation(house);
  await aStep(house, id);
  expect(
    await codeOf(recordReplication(house.as('ana', { ifMatch: 1 }), { id, outcome: 'replicated', details: 'x' })),
  ).toBe('stale');
  expect(
    await codeOf(recordReplication(house.as('ana', { ifMatch: 2 }), { id, outcome: 'replicated', details: 'x' })),
  ).toBe('accepted');
});
