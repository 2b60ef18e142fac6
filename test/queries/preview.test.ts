import { beforeAll, expect, it } from 'vitest';
import { publishIncident } from '#commands/incidents/publish.ts';
import { newId } from '#platform/tokens.ts';
import { countThose } from '#queries/audience.ts';
import { rehearsePublication, rehearseUpdate } from '#queries/preview.ts';
import { publicIncident } from '#queries/publicIncidents.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, resolved, updated, updateDraft } from '../support/given/incidents.ts';
import { changedTables, fingerprints } from '../support/given/record.ts';
import { must } from '../support/given/results.ts';
import { subscribers, wishing } from '../support/given/subscribers.ts';
import { confirmed } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

/** What it says, apart from what only a real one has: its ids. */
const said = (incident: Awaited<ReturnType<typeof publicIncident>> | undefined) => ({
  ...incident,
  id: null,
  updates: incident?.updates.map((update) => ({ ...update, id: null })),
});

it('what is shown before a publication, an update and a resolution is what comes of it, and showing it changes nothing', async () => {
  await subscribers(house, 2);
  await subscribers(house, 3, wishing({ componentIds: [house.components.signIn] }));
  const { id } = await confirmed(house);
  const components = { [house.components.signIn]: 'partial_outage' as const };
  const draft = incidentDraft(id, components, {
    translations: { es: { title: 'Nadie puede entrar', body: 'Lo miramos.' } },
  });
  const now = house.clock.now();
  const prints = await fingerprints(db);

  const before = await rehearsePublication(db, id, draft, {
    now,
    incidentId: newId<'incident'>(),
    updateId: newId<'update'>(),
  });
  expect(before?.unknown).toEqual([]);
  expect(before && (await countThose(db, before.audience.those))).toEqual({ email: 5, webhook: 0, slack: 0, teams: 0 });
  expect(changedTables(prints, await fingerprints(db))).toEqual([]);
  const { id: incidentId } = await must(publishIncident(house.as('maren'), draft));
  for (const locale of ['en', 'es'] as const)
    expect(said(before?.incidents[locale])).toEqual(said(await publicIncident(db, incidentId, locale)));

  const next = updateDraft(incidentId, { components: { [house.components.signIn]: 'major_outage' } });
  const update = await rehearseUpdate(db, incidentId, next, { now, updateId: newId<'update'>() });
  await updated(house, incidentId, next);
  expect(said(update?.incidents.en)).toEqual(said(await publicIncident(db, incidentId, 'en')));

  const end = { status: 'resolved' as const, body: 'It works again.', components: {}, translations: {} };
  const resolution = await rehearseUpdate(db, incidentId, end, { now, updateId: newId<'update'>() });
  await resolved(house, incidentId);
  expect(said(resolution?.incidents.en)).toEqual(said(await publicIncident(db, incidentId, 'en')));
});

it('a component that does not exist is named before anything is tried', async () => {
  const { id } = await confirmed(house);
  const rehearsal = await rehearsePublication(db, id, incidentDraft(id, { zzzzzzzzzzzz: 'major_outage' }), {
    now: house.clock.now(),
    incidentId: newId<'incident'>(),
    updateId: newId<'update'>(),
  });
  expect(rehearsal?.unknown).toEqual([{ path: 'components.zzzzzzzzzzzz', code: 'unknown' }]);
});
