import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { sendEscalation } from '#commands/escalations/send.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { closeInvestigation } from '#commands/investigations/close.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { recordReplication } from '#commands/investigations/recordReplication.ts';
import { recordStep } from '#commands/investigations/recordStep.ts';
import { closeReport } from '#commands/reports/close.ts';
import { followUpReport } from '#commands/reports/followUp.ts';
import { linkReport } from '#commands/reports/link.ts';
import { event } from '#db/schema/page.ts';
import { investigation } from '#db/schema/investigation.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { investigationView } from '#queries/consoleInvestigation.ts';
import { investigationLines } from '#queries/consoleInvestigations.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, published, resolved } from '../support/given/incidents.ts';
import { codeOf, must } from '../support/given/results.ts';
import { aReport, anInvestigation, confirmed, escalationTo, passedGate } from '../support/given/workflow.ts';

const database = useDatabase(20);
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const rowOf = async (id: Id<'investigation'>) =>
  (await db.select().from(investigation).where(eq(investigation.id, id)))[0];
const stateOf = async (id: Id<'report'>) => (await db.select().from(report).where(eq(report.id, id)))[0]?.state;
const endsOf = async (id: Id<'investigation'>) =>
  (await db.select().from(event).where(eq(event.investigationId, id)))
    .filter(({ name }) => name === 'investigation.closed')
    .map(({ data }) => data);
const answers = (id: Id<'report'>, answer: 'yes' | 'no') =>
  must(followUpReport(house.visitor(), { id, answer, note: null }));

/** A resolved incident that these people had reported. */
async function over(reports: number) {
  const reportIds = await Promise.all(Array.from({ length: reports }, () => aReport(house)));
  const { incidentId, investigationId: id } = await published(house, undefined, { reportIds });
  await resolved(house, incidentId);
  return { id, reportIds };
}

describe('an investigation ends by itself', () => {
  it('when the last of those who reported it says that it is fixed', async () => {
    const { id, reportIds } = await over(2);
    const [first, last] = reportIds as [Id<'report'>, Id<'report'>];
    await answers(first, 'yes');
    expect((await rowOf(id))?.closedAt).toBeNull();
    await answers(last, 'yes');
    expect(await rowOf(id)).toMatchObject({ closedAt: house.clock.now(), closedBy: null, closeReason: null });
    expect(await endsOf(id)).toEqual([{ by_itself: true }]);
  });

  it('when two answer at the same moment', async () => {
    const { id, reportIds } = await over(2);
    await Promise.all(reportIds.map((reportId) => answers(reportId, 'yes')));
    expect(await endsOf(id)).toHaveLength(1);
  });

  it('with the incident, when nobody had reported it', async () => {
    const { id } = await over(0);
    expect(await endsOf(id)).toEqual([{ by_itself: true }]);
  });

  it('not while somebody says that it is not fixed, until an agent has seen to them', async () => {
    const { id, reportIds } = await over(1);
    const [only] = reportIds as [Id<'report'>];
    await answers(only, 'no');
    expect((await rowOf(id))?.closedAt).toBeNull();
    await must(closeReport(house.as('ana'), { id: only, reason: 'Helped on the phone' }));
    expect(await endsOf(id)).toEqual([{ by_itself: true }]);
  });

  it('not while its incident is open, whoever is content', async () => {
    const reportId = await aReport(house);
    const { investigationId } = await published(house, undefined, { reportIds: [reportId] });
    await answers(reportId, 'yes');
    expect(await endsOf(investigationId)).toEqual([]);
  });

  it('and then every station is done, and it leaves the list of open ones', async () => {
    const { id, reportIds } = await over(1);
    const open = async () =>
      (await investigationLines(db, { open: true, mine: null }, { limit: 100, cursor: null })).data.map(
        (one) => one.id,
      );
    expect((await investigationView(db, id, true))?.stops.at(-1)).toEqual({ station: 'followed_up', state: 'current' });
    expect(await open()).toContain(id);
    await answers(reportIds[0] as Id<'report'>, 'yes');
    expect((await investigationView(db, id, true))?.stops.map(({ state }) => state)).toEqual(Array(9).fill('done'));
    expect(await open()).not.toContain(id);
  });
});

describe('somebody closes an investigation', () => {
  const close = (id: Id<'investigation'>, reason = 'It is no bug') =>
    closeInvestigation(house.as('ana'), { id, reason });

  it('with a reason, when the developers call it small; its reports want an answer then', async () => {
    const reportIds = [await aReport(house), await aReport(house)];
    const { id } = await confirmed(house, { answer: 'not_a_bug', reportIds });
    await must(close(id));
    expect(await rowOf(id)).toMatchObject({ closedBy: house.people.ana.accountId, closeReason: 'It is no bug' });
    expect(await endsOf(id)).toEqual([{ reason: 'It is no bug' }]);
    expect(await Promise.all(reportIds.map(stateOf))).toEqual(['claimed', 'claimed']);
    expect((await investigationView(db, id, true))?.stops.filter(({ state }) => state === 'current')).toEqual([]);
  });

  it('but not while the page speaks of it', async () => {
    const { incidentId, investigationId } = await published(house, undefined, { reportIds: [await aReport(house)] });
    expect(await codeOf(close(investigationId))).toBe('incident_open');
    await resolved(house, incidentId);
    expect(await codeOf(close(investigationId))).toBe('accepted');
  });

  it('once', async () => {
    const id = await anInvestigation(house);
    await must(close(id));
    expect(await codeOf(close(id, 'Again'))).toBe('investigation_closed');
    expect((await rowOf(id))?.closeReason).toBe('It is no bug');
  });

  it('and leaves it to agents and managers', async () => {
    const id = await anInvestigation(house);
    for (const name of ['tove', 'ines'] as const)
      expect(await codeOf(closeInvestigation(house.as(name), { id, reason: 'No' }))).toBe('forbidden');
    expect(await codeOf(closeInvestigation(house.as('maren'), { id, reason: 'Yes' }))).toBe('accepted');
  });

  it('after which nothing more happens in it but notes', async () => {
    const { id } = await confirmed(house, { componentIds: [house.components.signIn] });
    const passed = await passedGate(house);
    for (const one of [id, passed]) await must(close(one));
    const step = (kind: 'step' | 'note') =>
      recordStep(house.as('ana'), { id, kind, text: 'Looked', outcome: null, suggestionId: null });
    const refused = await Promise.all([
      codeOf(step('step')),
      codeOf(recordReplication(house.as('ana'), { id, outcome: 'replicated', details: 'Here' })),
      codeOf(judgeExtent(house.as('ana'), { id, extent: 'large_group', componentIds: [], audience: null })),
      codeOf(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id))),
      codeOf(requestConfirmation(house.as('maren'), { id: passed, teamId: house.teams.apps, note: null })),
      codeOf(publishIncident(house.as('maren'), incidentDraft(id, { [house.components.signIn]: 'major_outage' }))),
      codeOf(linkReport(house.as('ana'), { id: await aReport(house), investigationId: id })),
    ]);
    expect(refused).toEqual(refused.map(() => 'investigation_closed'));
    expect(await codeOf(step('note'))).toBe('accepted');
  });
});
