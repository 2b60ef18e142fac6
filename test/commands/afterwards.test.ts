import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { backfillIncident, type PastDraft } from '#commands/incidents/backfill.ts';
import { changeIncident } from '#commands/incidents/change.ts';
import { editUpdate } from '#commands/incidents/edit.ts';
import { savePostmortem } from '#commands/incidents/postmortem.ts';
import { retractIncident } from '#commands/incidents/retract.ts';
import { component, componentStatusInterval } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { notification } from '#db/schema/notification.ts';
import { report } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { locales } from '#domain/locale.ts';
import { publicIncident } from '#queries/publicIncidents.ts';
import { publicPage } from '#queries/publicPage.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, resolved, updated } from '../support/given/incidents.ts';
import { aProvider, aWorker, cleared, deliveriesOf, frozen, sent } from '../support/given/post.ts';
import { eventsOf } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { aSubscriber } from '../support/given/subscribers.ts';
import { aReport } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
  await aSubscriber(house, 'lin@example.org');
});

const incidentOf = async (id: Id<'incident'>) => (await db.select().from(incident).where(eq(incident.id, id)))[0];
const notificationsOf = (id: Id<'incident'>) =>
  db.select().from(notification).where(eq(notification.incidentId, id)).orderBy(notification.sequence);
const statusOf = async (id: Id<'component'>) =>
  (await db.select({ status: component.status }).from(component).where(eq(component.id, id)))[0]?.status;
const historyOf = async (id: Id<'component'>) =>
  (
    await db
      .select()
      .from(componentStatusInterval)
      .where(eq(componentStatusInterval.componentId, id))
      .orderBy(asc(componentStatusInterval.from))
  ).map(({ status, from, until }) => ({ status, from, until }));
const newest = async () => (await eventsOf(db)).at(-1);

describe('a retraction', () => {
  const retracted = (id: Id<'incident'>, more: { notify?: boolean } = {}) =>
    retractIncident(house.as('maren'), { id, reason: 'The probe was wrong.', notify: true, translations: {}, ...more });

  it('leaves the incident to be read, its component well, and its time without downtime', async () => {
    const before = await historyOf(house.components.signIn);
    const { incidentId } = await published(house);
    house.clock.forward({ minutes: 30 });
    await must(retracted(incidentId));
    expect(await incidentOf(incidentId)).toMatchObject({
      status: 'resolved',
      ending: 'retracted',
      impact: 'none',
      resolvedAt: house.clock.now(),
    });
    expect(await statusOf(house.components.signIn)).toBe('operational');
    expect(await historyOf(house.components.signIn)).toEqual(before);
    const seen = await publicIncident(db, incidentId, 'en');
    expect(seen).toMatchObject({ ending: 'retracted', worst: 'operational', unavailable: null, confirmation: null });
    expect(seen?.updates.map(({ kind, body }) => [kind, body])).toEqual([
      ['retraction', 'The probe was wrong.'],
      ['update', 'We are looking into it.'],
    ]);
    expect(await codeOf(retracted(incidentId))).toBe('already_retracted');
  });

  it('leaves what another incident states, now and then', async () => {
    const { signIn } = house.components;
    const slow = await published(house, { [signIn]: 'degraded_performance' });
    const began = house.clock.now();
    house.clock.forward({ minutes: 10 });
    const alarm = await published(house, { [signIn]: 'major_outage' });
    house.clock.forward({ minutes: 10 });
    await must(retracted(alarm.incidentId));
    expect(await statusOf(signIn)).toBe('degraded_performance');
    expect((await historyOf(signIn)).at(-1)).toEqual({ status: 'degraded_performance', from: began, until: null });
    await resolved(house, slow.incidentId);
  });

  it('also takes back what was resolved, whose time then counts no longer', async () => {
    const { signIn } = house.components;
    const { incidentId } = await published(house);
    house.clock.forward({ minutes: 20 });
    await resolved(house, incidentId);
    const over = house.clock.now();
    house.clock.forward({ hours: 1 });
    const before = await historyOf(signIn);
    await must(retracted(incidentId));
    expect((await historyOf(signIn)).length).toBeLessThan(before.length);
    expect(await incidentOf(incidentId)).toMatchObject({ ending: 'retracted', resolvedAt: over });
  });

  it('is said once to those alone who were told, and stops what has not left', async () => {
    const worker = await aWorker(database);
    const provider = aProvider();
    await cleared(database);
    const { incidentId } = await published(house);
    await sent(house, worker.owner, provider.mailer);
    house.clock.forward({ seconds: 5 });
    await aSubscriber(house, 'late@example.org');
    await updated(house, incidentId);
    await frozen(house);
    await must(retracted(incidentId));
    await sent(house, worker.owner, provider.mailer);
    expect(await deliveriesOf(house, incidentId)).toEqual([
      'lin@example.org 1 accepted',
      'late@example.org 2 superseded',
      'lin@example.org 2 superseded',
      'lin@example.org 3 accepted',
    ]);
    await worker.die();
  });

  it('may be said to nobody', async () => {
    const { incidentId } = await published(house);
    await must(retracted(incidentId, { notify: false }));
    expect((await notificationsOf(incidentId)).map(({ kind }) => kind)).toEqual(['update']);
  });

  it('hands linked reports back to support: nothing was fixed that their reporters could be asked about', async () => {
    const reportId = await aReport(house);
    const { incidentId } = await published(house, undefined, { reportIds: [reportId] });
    await must(retracted(incidentId));
    const [row] = await db.select({ state: report.state }).from(report).where(eq(report.id, reportId));
    expect(row?.state).toBe('claimed');
    expect((await eventsOf(db)).slice(-2).map(({ name }) => name)).toEqual([
      'incident.retracted',
      'report.handed_back',
    ]);
  });

  it('by ten at once is one', async () => {
    const { incidentId } = await published(house);
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(retracted(incidentId))));
    expect(codes.toSorted()).toEqual(['accepted', ...Array(9).fill('already_retracted')]);
  });
});

describe('a postmortem', () => {
  const wrote = (id: Id<'incident'>, body: string, wish: { published?: boolean; notify?: boolean } = {}) =>
    savePostmortem(house.as('maren'), { id, body, ...wish });

  it('is nobody’s business while it is a draft', async () => {
    const { incidentId } = await published(house);
    expect(await codeOf(wrote(incidentId, 'CANARY'))).toBe('not_resolved');
    await resolved(house, incidentId);
    await must(wrote(incidentId, 'CANARY one'));
    await must(wrote(incidentId, 'CANARY two', { notify: true }));
    for (const locale of locales) {
      const seen = [await publicIncident(db, incidentId, locale), await publicPage(db, locale, house.clock.now())];
      expect(JSON.stringify(seen)).not.toContain('CANARY');
    }
    expect((await notificationsOf(incidentId)).map(({ kind }) => kind)).not.toContain('postmortem');
    await must(wrote(incidentId, 'What happened', { published: true, notify: false }));
    // What a draft said before it was published stays the managers' own.
    expect(JSON.stringify(await publicIncident(db, incidentId, 'en'))).not.toContain('CANARY');
    expect(await publicIncident(db, incidentId, 'en')).toMatchObject({
      postmortem: { body: 'What happened', edits: [] },
    });
  });

  it('is told of exactly once, however often it is published', async () => {
    const { incidentId } = await published(house);
    await resolved(house, incidentId);
    await Promise.all(
      Array.from({ length: 6 }, () => must(wrote(incidentId, 'Why', { published: true, notify: true }))),
    );
    await must(wrote(incidentId, 'Why, in short', { notify: true }));
    expect((await notificationsOf(incidentId)).map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['update', 1],
      ['update', 2],
      ['postmortem', 3],
    ]);
    expect((await publicIncident(db, incidentId, 'en'))?.postmortem?.edits).toMatchObject([
      { before: 'Why', after: 'Why, in short' },
    ]);
  });

  it('of what was taken back comes after the retraction', async () => {
    const { incidentId } = await published(house);
    await must(retractIncident(house.as('maren'), { id: incidentId, reason: 'x', notify: true, translations: {} }));
    await must(wrote(incidentId, 'Why we were wrong', { published: true }));
    expect((await notificationsOf(incidentId)).map(({ kind }) => kind)).toEqual(['update', 'retraction', 'postmortem']);
  });

  it('that somebody else changed meanwhile is not written over', async () => {
    const { incidentId } = await published(house);
    await resolved(house, incidentId);
    await must(wrote(incidentId, 'mine'));
    const theirs = house.as('jonas', { ifMatch: 2 });
    expect(await codeOf(savePostmortem(theirs, { id: incidentId, body: 'theirs' }))).toBe('stale');
  });
});

describe('an incident that is recorded afterwards', () => {
  const past = (more: Partial<PastDraft> = {}): PastDraft => {
    const startedAt = house.clock.now().subtract({ hours: 50 });
    const resolvedAt = startedAt.add({ hours: 2 });
    return {
      title: 'Messages were late',
      titles: { es: 'Los mensajes llegaban tarde' },
      startedAt,
      resolvedAt,
      components: { [house.components.sending]: 'major_outage' },
      updates: [
        {
          at: startedAt.add({ minutes: 10 }),
          status: 'investigating',
          body: 'Late.',
          components: {},
          translations: {},
        },
        { at: resolvedAt, status: 'resolved', body: 'On time.', components: {}, translations: {} },
      ],
      ...more,
    };
  };

  it('tells nobody, counts in the uptime as of its own times, and carries no mark of a confirmation', async () => {
    const draft = past();
    const { id } = await must(backfillIncident(house.as('maren'), draft));
    expect(await newest()).toMatchObject({ name: 'incident.backfilled', subject: id });
    expect(await notificationsOf(id)).toEqual([]);
    expect(await statusOf(house.components.sending)).toBe('operational');
    expect((await historyOf(house.components.sending)).slice(0, 2)).toEqual([
      { status: 'major_outage', from: draft.startedAt, until: draft.resolvedAt },
      { status: 'operational', from: draft.resolvedAt, until: null },
    ]);
    expect(await publicIncident(db, id, 'es')).toMatchObject({
      title: 'Los mensajes llegaban tarde',
      origin: 'backfilled',
      confirmation: null,
      unavailable: { from: draft.startedAt, until: draft.resolvedAt, source: 'derived' },
    });
    const earlier = draft.startedAt.subtract({ minutes: 30 });
    await must(changeIncident(house.as('maren'), { id, startedAt: earlier, reason: null }));
    expect((await historyOf(house.components.sending))[0]).toMatchObject({ from: earlier, until: draft.resolvedAt });
    await must(retractIncident(house.as('maren'), { id, reason: 'Wrong day', notify: true, translations: {} }));
    expect((await historyOf(house.components.sending)).map(({ status }) => status)).toEqual(['operational']);
    expect(await notificationsOf(id)).toEqual([]);
  });

  it('is no way round the gate: it can never be open, here or in the database', async () => {
    const now = house.clock.now();
    const updates = [
      { at: now.subtract({ hours: 1 }), status: 'monitoring' as const, body: 'x', components: {}, translations: {} },
    ];
    expect(await codeOf(backfillIncident(house.as('maren'), past({ resolvedAt: now.add({ hours: 1 }) })))).toBe(
      'invalid',
    );
    expect(await codeOf(backfillIncident(house.as('maren'), past({ updates, resolvedAt: now })))).toBe('invalid');
    const { incidentId } = await published(house);
    await expect(
      db.update(incident).set({ investigationId: null, origin: 'backfilled' }).where(eq(incident.id, incidentId)),
    ).rejects.toThrow();
    await resolved(house, incidentId);
  });

  it('names parts that there are', async () => {
    const unknown = 'zzzzzzzzzzzz' as Id<'component'>;
    expect(
      await pointsOf(backfillIncident(house.as('maren'), past({ components: { [unknown]: 'major_outage' } }))),
    ).toEqual([`components.${unknown}: unknown`]);
  });
});

describe('what is put right about an incident', () => {
  it('stands on the page, with what it was called before, and in the record with the reason', async () => {
    const { incidentId } = await published(house);
    const frozenTitle = (await incidentOf(incidentId))?.frozenTitle;
    await must(
      changeIncident(house.as('maren'), {
        id: incidentId,
        title: 'Sign-in is slow',
        titles: { es: 'Se entra despacio' },
        impactOverride: 'minor',
        reason: 'Most people get in at the second try',
      }),
    );
    expect(await newest()).toMatchObject({
      name: 'incident.changed',
      data: {
        before: { title: 'People cannot sign in', impact: 'critical', impactOverride: null },
        after: { title: 'Sign-in is slow', impact: 'minor', impactOverride: 'minor' },
        reason: 'Most people get in at the second try',
      },
    });
    expect(await publicIncident(db, incidentId, 'es')).toMatchObject({
      title: 'Se entra despacio',
      frozenTitle,
      impact: 'minor',
      formerTitles: [{ title: 'People cannot sign in', until: house.clock.now() }],
    });
    await updated(house, incidentId, { components: { [house.components.signIn]: 'major_outage' } });
    expect(await incidentOf(incidentId)).toMatchObject({ impact: 'minor' });
    await must(changeIncident(house.as('maren'), { id: incidentId, impactOverride: null, reason: null }));
    expect(await incidentOf(incidentId)).toMatchObject({ impact: 'critical', impactOverride: null });
    expect((await notificationsOf(incidentId)).length).toBe(2);
    await resolved(house, incidentId);
  });

  it('the time in which it could not be used is derived until a manager states it', async () => {
    const { incidentId } = await published(house);
    const window = async () => (await publicIncident(db, incidentId, 'en'))?.unavailable;
    const startedAt = (await incidentOf(incidentId))?.startedAt;
    expect(await window()).toEqual({ from: startedAt, until: null, source: 'derived' });
    house.clock.forward({ minutes: 10 });
    await updated(house, incidentId, { status: 'monitoring' });
    expect(await window()).toMatchObject({ until: house.clock.now() });
    const stated = {
      from: house.clock.now().subtract({ hours: 1 }),
      until: house.clock.now().subtract({ minutes: 5 }),
    };
    await must(changeIncident(house.as('maren'), { id: incidentId, unavailable: stated, reason: null }));
    expect(await window()).toEqual({ ...stated, source: 'stated' });
    await must(changeIncident(house.as('maren'), { id: incidentId, unavailable: null, reason: null }));
    expect(await window()).toMatchObject({ source: 'derived' });
    await resolved(house, incidentId);
  });

  it('is nothing where nothing changes', async () => {
    const { incidentId } = await published(house);
    const before = await eventsOf(db);
    await must(changeIncident(house.as('maren'), { id: incidentId, title: 'People cannot sign in', reason: null }));
    expect(await eventsOf(db)).toEqual(before);
    await resolved(house, incidentId);
  });
});

it('an edited update shows what it said before, in the languages in which it was edited', async () => {
  const { incidentId, updateId } = await published(house, undefined, {
    said: { translations: { es: { body: 'Lo miramos.' } } },
  });
  await must(
    editUpdate(house.as('maren'), {
      id: incidentId,
      updateId,
      body: 'We are looking into it now.',
      translations: { es: { body: 'Lo miramos.' } },
    }),
  );
  const [english, spanish] = await Promise.all(locales.map((locale) => publicIncident(db, incidentId, locale)));
  expect(english?.updates[0]?.edits).toEqual([
    { at: house.clock.now(), before: 'We are looking into it.', after: 'We are looking into it now.' },
  ]);
  expect(spanish?.updates[0]).toMatchObject({ editedAt: null, edits: [] });
});
