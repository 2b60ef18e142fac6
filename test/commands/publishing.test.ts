import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishIncident } from '#commands/incidents/publish.ts';
import { incident, incidentUpdate } from '#db/schema/incident.ts';
import { notification } from '#db/schema/notification.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, published, resolved } from '../support/given/incidents.ts';
import { changedTables, eventsOf, fingerprints } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aReport, anInvestigation, asked, confirmed, passedGate } from '../support/given/workflow.ts';

const database = useDatabase(30);
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const noId = 'zzzzzzzzzzzz' as Id<never>;
const down = () => ({ [house.components.signIn]: 'major_outage' as const });
const incidentOf = async (id: Id<'incident'>) => (await db.select().from(incident).where(eq(incident.id, id)))[0];
const updatesOf = (id: Id<'incident'>) =>
  db.select().from(incidentUpdate).where(eq(incidentUpdate.incidentId, id)).orderBy(incidentUpdate.sequence);
const notificationsOf = (id: Id<'incident'>) =>
  db.select().from(notification).where(eq(notification.incidentId, id)).orderBy(notification.sequence);

describe('nothing is published on rumour', () => {
  it('not before the developers were asked, nor before they answered, nor when they call it small', async () => {
    const before = {
      gate: await anInvestigation(house),
      escalated: await passedGate(house),
      asked: (await asked(house)).id,
    };
    const small = [
      (await confirmed(house, { answer: 'limited' })).id,
      (await confirmed(house, { answer: 'not_a_bug' })).id,
    ];
    const prints = await fingerprints(db);
    for (const id of [before.gate, before.escalated])
      expect(await pointsOf(publishIncident(house.as('maren'), incidentDraft(id, down())))).toEqual([
        'confirmation: no_request_yet',
      ]);
    expect(await pointsOf(publishIncident(house.as('maren'), incidentDraft(before.asked, down())))).toEqual([
      'confirmation: no_answer_yet',
    ]);
    for (const id of small)
      expect(await pointsOf(publishIncident(house.as('maren'), incidentDraft(id, down())))).toEqual([
        'confirmation: answer_too_small',
      ]);
    expect(changedTables(prints, await fingerprints(db))).toEqual(['event']);
  });

  it('not by the person who confirmed, though she is a manager as well', async () => {
    const { id } = await confirmed(house, { by: 'nour' });
    expect(await codeOf(publishIncident(house.as('nour'), incidentDraft(id, down())))).toBe('same_person');
    await resolved(house, (await must(publishIncident(house.as('maren'), incidentDraft(id, down())))).id);
  });

  it('not under components that do not exist', async () => {
    const { id } = await confirmed(house);
    expect(
      await pointsOf(publishIncident(house.as('maren'), incidentDraft(id, { ...down(), [noId]: 'major_outage' }))),
    ).toEqual([`components.${noId}: unknown`]);
  });
});

describe('a publication', () => {
  it('is one transaction: incident, first update, component, notification and record', async () => {
    const { id } = await confirmed(house);
    const prints = await fingerprints(db);
    const { id: incidentId } = await must(publishIncident(house.as('maren'), incidentDraft(id, down())));
    expect(changedTables(prints, await fingerprints(db)).toSorted()).toEqual([
      'component',
      'component_status_interval',
      'event',
      'incident',
      'incident_component',
      'incident_update',
      'investigation',
      'notification',
      'page',
    ]);
    expect(await incidentOf(incidentId)).toMatchObject({
      status: 'investigating',
      impact: 'critical',
      confirmation: 'confirmed',
      publishedBy: house.people.maren.accountId,
      frozenTitle: 'People cannot sign in',
    });
    expect(await updatesOf(incidentId)).toMatchObject([
      { sequence: 1, movements: [{ componentId: house.components.signIn, from: 'operational', to: 'major_outage' }] },
    ]);
    expect(await notificationsOf(incidentId)).toMatchObject([
      { sequence: 1, audienceAt: house.clock.now(), fannedOutAt: null },
    ]);
    expect((await eventsOf(db)).at(-1)).toMatchObject({
      name: 'incident.published',
      subject: incidentId,
      investigationId: id,
      actorId: house.people.maren.accountId,
    });
    await resolved(house, incidentId);
  });

  it('by twenty at once makes exactly one incident', async () => {
    const { id } = await confirmed(house);
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        codeOf(publishIncident(house.as(n % 2 ? 'maren' : 'jonas'), incidentDraft(id, down()))),
      ),
    );
    expect(codes.toSorted()).toEqual(['accepted', ...Array(19).fill('already_published')]);
    const rows = await db.select().from(incident).where(eq(incident.investigationId, id));
    expect(rows).toHaveLength(1);
    expect(await notificationsOf(rows[0]?.id as Id<'incident'>)).toHaveLength(1);
    await resolved(house, rows[0]?.id as Id<'incident'>);
  });

  it('dates the start back to the first report', async () => {
    const reportIds = [await aReport(house)];
    const first = house.clock.now();
    house.clock.forward({ minutes: 40 });
    const { incidentId } = await published(house, down(), { reportIds });
    expect(await incidentOf(incidentId)).toMatchObject({ startedAt: first, createdAt: house.clock.now() });
    await resolved(house, incidentId);
  });

  it('tells nobody where nobody is to be told', async () => {
    const { incidentId } = await published(house, down(), { said: { notify: false } });
    expect(await notificationsOf(incidentId)).toEqual([]);
    await resolved(house, incidentId);
  });

  it('freezes a subject of one line for every mail, whatever is in the title', async () => {
    const { incidentId } = await published(house, down(), { said: { title: `${'a'.repeat(119)}🚒\u202E tail` } });
    expect((await incidentOf(incidentId))?.frozenTitle).toBe('a'.repeat(119));
    await resolved(house, incidentId);
  });
});
