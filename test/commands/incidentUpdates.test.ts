import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { editUpdate } from '#commands/incidents/edit.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { resolveIncident } from '#commands/incidents/resolve.ts';
import { updateIncident } from '#commands/incidents/update.ts';
import { changePage } from '#commands/page/change.ts';
import { followUpReport } from '#commands/reports/followUp.ts';
import { component } from '#db/schema/catalogue.ts';
import { incident, incidentUpdate, incidentUpdateRevision } from '#db/schema/incident.ts';
import { mail, notification } from '#db/schema/notification.ts';
import { page } from '#db/schema/page.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, published, resolution, resolved, updated, updateDraft } from '../support/given/incidents.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aReport, confirmed } from '../support/given/workflow.ts';

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

describe('an update', () => {
  it('of two managers at once who saw the same version is one, and the other one’s text is not lost but refused', async () => {
    const { incidentId } = await published(house);
    const both = await Promise.all(
      (['maren', 'jonas'] as const).map((who) =>
        codeOf(updateIncident(house.as(who, { ifMatch: 1 }), updateDraft(incidentId, { body: who }))),
      ),
    );
    expect(both.toSorted()).toEqual(['accepted', 'stale']);
    expect(await updatesOf(incidentId)).toHaveLength(2);
    await resolved(house, incidentId);
  });

  it('by twenty at once has twenty numbers in a row and twenty notifications', async () => {
    const { incidentId } = await published(house);
    await Promise.all(Array.from({ length: 20 }, () => updated(house, incidentId)));
    expect((await updatesOf(incidentId)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 21 }, (_, n) => n + 1),
    );
    expect((await notificationsOf(incidentId)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 21 }, (_, n) => n + 1),
    );
    expect((await incidentOf(incidentId))?.version).toBe(21);
    await resolved(house, incidentId);
  });

  it('names nothing that was not confirmed, and what is published already at will', async () => {
    const { incidentId } = await published(house);
    expect(
      await pointsOf(
        updateIncident(
          house.as('maren'),
          updateDraft(incidentId, { components: { [house.components.sending]: 'partial_outage' } }),
        ),
      ),
    ).toEqual([`components.${house.components.sending}: component_not_confirmed`]);
    expect(
      await codeOf(
        updateIncident(
          house.as('maren'),
          updateDraft(incidentId, { components: { [house.components.signIn]: 'operational' } }),
        ),
      ),
    ).toBe('accepted');
    await resolved(house, incidentId);
  });

  it('of an agent waits for the policy', async () => {
    const { incidentId } = await published(house);
    const settings = { name: 'Kindred', timeZone: 'Europe/Madrid', supportEmail: null };
    expect(await codeOf(updateIncident(house.as('ana'), updateDraft(incidentId)))).toBe('forbidden');
    expect(await codeOf(resolveIncident(house.as('ana'), resolution(incidentId)))).toBe('forbidden');
    await must(changePage(house.as('ines'), { ...settings, agentsMayUpdate: true }));
    expect(await codeOf(updateIncident(house.as('ana'), updateDraft(incidentId)))).toBe('accepted');
    expect(await codeOf(publishIncident(house.as('ana'), incidentDraft((await confirmed(house)).id, down())))).toBe(
      'forbidden',
    );
    expect(await codeOf(resolveIncident(house.as('ana'), resolution(incidentId)))).toBe('accepted');
    await must(changePage(house.as('ines'), { ...settings, agentsMayUpdate: false }));
  });

  it('and a resolution need an incident that is there and open', async () => {
    expect(await codeOf(updateIncident(house.as('maren'), updateDraft(noId)))).toBe('not_found');
    const { incidentId } = await published(house);
    await resolved(house, incidentId);
    expect(await codeOf(updateIncident(house.as('maren'), updateDraft(incidentId)))).toBe('already_resolved');
    expect(await codeOf(resolveIncident(house.as('maren'), resolution(incidentId)))).toBe('already_resolved');
  });
});

describe('a resolution', () => {
  it('by ten at once is one', async () => {
    const { incidentId } = await published(house);
    const codes = await Promise.all(
      Array.from({ length: 10 }, () => codeOf(resolveIncident(house.as('maren'), resolution(incidentId)))),
    );
    expect(codes.toSorted()).toEqual(['accepted', ...Array(9).fill('already_resolved')]);
  });

  it('puts every linked report on hold and asks its reporter, and leaves those alone that are done', async () => {
    const reportIds = [];
    for (const who of ['one', 'two', 'done'])
      reportIds.push(await aReport(house, { reporter: { email: `${who}@example.org`, name: null }, locale: 'es' }));
    const { incidentId } = await published(house, down(), { reportIds });
    await must(followUpReport(house.visitor(), { id: reportIds[2] as Id<'report'>, answer: 'yes', note: null }));
    await resolved(house, incidentId);
    const states = await Promise.all(
      reportIds.map(
        async (id) => (await db.select({ state: report.state }).from(report).where(eq(report.id, id)))[0]?.state,
      ),
    );
    expect(states).toEqual(['on_hold', 'on_hold', 'solved']);
    const asked = (await db.select().from(mail).where(eq(mail.kind, 'follow_up'))).filter(
      ({ about }) => about['incidentId'] === incidentId,
    );
    expect(asked.map(({ to, locale }) => `${to} ${locale}`).toSorted()).toEqual([
      'one@example.org es',
      'two@example.org es',
    ]);
  });

  it('says when it was over', async () => {
    const { incidentId } = await published(house);
    await updated(house, incidentId, { status: 'monitoring' });
    const watched = house.clock.now();
    house.clock.forward({ minutes: 10 });
    await updated(house, incidentId, { status: 'identified' });
    await resolved(house, incidentId);
    expect(await incidentOf(incidentId)).toMatchObject({
      status: 'resolved',
      monitoringAt: watched,
      resolvedAt: house.clock.now(),
    });
  });
});

describe('an edited update', () => {
  it('keeps what it said before, is marked, tells nobody and changes no status', async () => {
    const { incidentId, updateId } = await published(house);
    const [before] = await db.select().from(component).where(eq(component.id, house.components.signIn));
    await must(editUpdate(house.as('jonas'), { id: incidentId, updateId, body: 'We look into it.' }));
    await must(editUpdate(house.as('maren'), { id: incidentId, updateId, body: 'We are on it.' }));
    expect((await updatesOf(incidentId))[0]).toMatchObject({ body: 'We are on it.', editedAt: house.clock.now() });
    const kept = await db
      .select()
      .from(incidentUpdateRevision)
      .where(eq(incidentUpdateRevision.updateId, updateId))
      .orderBy(incidentUpdateRevision.revision);
    expect(kept).toMatchObject([
      { revision: 1, body: 'We are looking into it.' },
      { revision: 2, body: 'We look into it.', replacedBy: house.people.maren.accountId },
    ]);
    expect(await notificationsOf(incidentId)).toHaveLength(1);
    expect(await db.select().from(component).where(eq(component.id, house.components.signIn))).toEqual([before]);
    await resolved(house, incidentId);
  });

  it('with the same words is no edit', async () => {
    const { incidentId, updateId } = await published(house);
    const [version] = await db.select({ version: page.version }).from(page);
    await must(editUpdate(house.as('maren'), { id: incidentId, updateId, body: 'We are looking into it.' }));
    expect(await db.select({ version: page.version }).from(page)).toEqual([version]);
    expect((await updatesOf(incidentId))[0]?.editedAt).toBeNull();
    await resolved(house, incidentId);
  });

  it('belongs to its own incident', async () => {
    const [one, two] = [await published(house), await published(house)];
    expect(await codeOf(editUpdate(house.as('maren'), { id: one.incidentId, updateId: two.updateId, body: 'x' }))).toBe(
      'not_found',
    );
  });
});
