import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { removeComponent } from '#commands/catalogue/components.ts';
import { archiveGuide } from '#commands/guides/archive.ts';
import { changeGuide } from '#commands/guides/change.ts';
import { createGuide } from '#commands/guides/create.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { updateIncident } from '#commands/incidents/update.ts';
import { guideComponent, guideVersion, incidentGuide } from '#db/schema/guide.ts';
import { page } from '#db/schema/page.ts';
import type { Id } from '#domain/id.ts';
import { newId } from '#platform/tokens.ts';
import { guidePage } from '#queries/publicGuides.ts';
import { publicPage } from '#queries/publicPage.ts';
import { publicIncident } from '#queries/publicIncidents.ts';
import { useDatabase } from '../support/database.ts';
import { aGuide, guideContent } from '../support/given/guides.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, published, resolved, updateDraft, updated } from '../support/given/incidents.ts';
import { eventsOf } from '../support/given/record.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';
import { confirmed } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const carriedBy = async (id: Id<'incident'>) =>
  (
    await db
      .select({ id: incidentGuide.guideId })
      .from(incidentGuide)
      .where(eq(incidentGuide.incidentId, id))
      .orderBy(asc(incidentGuide.position))
  ).map((row) => row.id);
const pageVersion = async () => (await db.select({ version: page.version }).from(page))[0]?.version ?? 0;

describe('a guide', () => {
  it('keeps what it said before, with who wrote it and when', async () => {
    const { sending, reports } = house.components;
    const id = await aGuide(house, [sending]);
    house.clock.forward({ minutes: 5 });
    await must(
      changeGuide(house.as('maren'), { id, content: { title: { en: 'Campaigns' } }, componentIds: [reports] }),
    );
    const versions = await db
      .select()
      .from(guideVersion)
      .where(eq(guideVersion.guideId, id))
      .orderBy(asc(guideVersion.version));
    expect(versions).toMatchObject([
      {
        version: 1,
        authorId: house.people.ana.accountId,
        content: { title: { en: 'Scheduled campaigns' } },
        componentIds: [sending],
      },
      {
        version: 2,
        authorId: house.people.maren.accountId,
        content: { title: { en: 'Campaigns' }, contact: { en: 'Write to help@example.org.' } },
        componentIds: [reports],
        createdAt: house.clock.now(),
      },
    ]);
    expect(await db.select().from(guideComponent).where(eq(guideComponent.guideId, id))).toEqual([
      { guideId: id, componentId: reports },
    ]);
    expect((await eventsOf(db)).filter(({ subject }) => subject === id).map(({ name }) => name)).toEqual([
      'guide.created',
      'guide.changed',
    ]);
  });

  it('of two who change it at once the second is told', async () => {
    const id = await aGuide(house, []);
    await must(changeGuide(house.as('maren', { ifMatch: 1 }), { id, content: { intro: { en: 'Hers' } } }));
    expect(
      await codeOf(changeGuide(house.as('jonas', { ifMatch: 1 }), { id, content: { intro: { en: 'His' } } })),
    ).toBe('stale');
  });

  it('names only parts that are there, and says what it lacks', async () => {
    const draft = {
      content: guideContent({ title: {} }),
      componentIds: [house.components.sending, newId<'component'>()],
    };
    expect(await pointsOf(createGuide(house.as('ana'), draft))).toEqual([
      'title.en: required',
      'component_ids.1: unknown',
    ]);
  });

  it('of another team’s parts is not a developer’s to write, change or archive', async () => {
    const { signIn, sending } = house.components;
    const theirs = await aGuide(house, [sending]);
    const tove = house.as('tove');
    const draft = (componentIds: Id<'component'>[]) => ({ content: guideContent(), componentIds });
    expect(await pointsOf(createGuide(tove, draft([sending])))).toEqual(['component_ids: not_of_your_team']);
    expect(await codeOf(createGuide(tove, draft([])))).toBe('forbidden');
    expect(await codeOf(changeGuide(tove, { id: theirs, content: { intro: { en: 'Mine' } } }))).toBe('forbidden');
    expect(await codeOf(changeGuide(tove, { id: theirs, componentIds: [signIn] }))).toBe('forbidden');
    expect(await codeOf(archiveGuide(tove, { id: theirs }))).toBe('forbidden');

    const { id } = await must(createGuide(tove, draft([signIn])));
    expect(await codeOf(changeGuide(tove, { id, componentIds: [signIn, sending] }))).toBe('forbidden');
    expect(await codeOf(changeGuide(tove, { id, content: { intro: { en: 'Ours' } } }))).toBe('accepted');
    expect(await codeOf(archiveGuide(tove, { id }))).toBe('accepted');
  });
});

describe('an incident', () => {
  const down = () => ({ [house.components.signIn]: 'major_outage' as const });

  it('carries the guides that were chosen, in their order; of its parts where nobody chose; none where none were', async () => {
    const about = await aGuide(house, [house.components.signIn]);
    const other = await aGuide(house, [house.components.messages]);
    const chosen = await published(house, down(), { said: { guideIds: [other, about] } });
    expect(await carriedBy(chosen.incidentId)).toEqual([other, about]);
    const left = await published(house, down());
    expect(await carriedBy(left.incidentId)).toEqual([about]);
    const none = await published(house, down(), { said: { guideIds: [] } });
    expect(await carriedBy(none.incidentId)).toEqual([]);

    await updated(house, chosen.incidentId);
    expect(await carriedBy(chosen.incidentId)).toEqual([other, about]);
    await updated(house, chosen.incidentId, { guideIds: [about] });
    expect(await carriedBy(chosen.incidentId)).toEqual([about]);
    await resolved(house, chosen.incidentId, { guideIds: [about, other] });
    expect(await carriedBy(chosen.incidentId)).toEqual([about, other]);
    for (const { incidentId } of [left, none]) await resolved(house, incidentId);
  });

  it('takes no guide that is not there, and keeps one that was archived since', async () => {
    const id = await aGuide(house, [house.components.signIn]);
    const { id: investigationId } = await confirmed(house, { componentIds: [house.components.signIn] });
    const draft = (guideIds: Id<'guide'>[]) => incidentDraft(investigationId, down(), { guideIds });
    expect(await pointsOf(publishIncident(house.as('maren'), draft([id, newId<'guide'>()])))).toEqual([
      'guide_ids.1: unknown',
    ]);
    const { id: incidentId } = await must(publishIncident(house.as('maren'), draft([id])));
    await must(archiveGuide(house.as('ana'), { id }));
    expect(await codeOf(updateIncident(house.as('maren'), updateDraft(incidentId, { guideIds: [id] })))).toBe(
      'accepted',
    );
    const late = await confirmed(house, { componentIds: [house.components.signIn] });
    const again = incidentDraft(late.id, down(), { guideIds: [id] });
    expect(await pointsOf(publishIncident(house.as('maren'), again))).toEqual(['guide_ids.0: unknown']);
    expect((await guidePage(db, id, 'en'))?.archived).toBe(true);
    await resolved(house, incidentId);
    expect((await guidePage(db, id, 'en'))?.incidents).toEqual([]);
  });

  it('shows a guide as it reads today, in the reader’s language where it can, and moves the page with it', async () => {
    const id = await aGuide(house, []);
    const { incidentId } = await published(house, down(), { said: { guideIds: [id] } });
    const title = async () => (await publicIncident(db, incidentId, 'es'))?.guides.map((guide) => guide.title);
    expect(await title()).toEqual([{ text: 'Campañas programadas', language: 'es' }]);
    const before = await pageVersion();
    await must(changeGuide(house.as('mateo'), { id, content: { title: { en: 'Campaigns, mended' } } }));
    expect(await pageVersion()).toBe(before + 1);
    expect(await title()).toEqual([{ text: 'Campaigns, mended', language: 'en' }]);
    const open = (await publicPage(db, 'en', house.clock.now()))?.open;
    expect(open?.find((one) => one.id === incidentId)?.guides).toHaveLength(1);
    expect(await guidePage(db, id, 'en')).toMatchObject({ archived: false, incidents: [{ id: incidentId }] });
    await resolved(house, incidentId);
  });

  it('a guide that nobody carries is gone once it is archived', async () => {
    const id = await aGuide(house, []);
    await must(archiveGuide(house.as('ana'), { id }));
    expect(await guidePage(db, id, 'en')).toBeNull();
    expect(await codeOf(changeGuide(house.as('ana'), { id, content: {} }))).toBe('not_found');
  });

  it('of a part that has gone can still be mended', async () => {
    const id = await aGuide(house, [house.components.messages]);
    await must(removeComponent(house.as('ines'), { id: house.components.messages }));
    expect(await codeOf(changeGuide(house.as('ana'), { id, content: { intro: { en: 'Mended' } } }))).toBe('accepted');
  });
});
