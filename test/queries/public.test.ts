import { beforeAll, describe, expect, it } from 'vitest';
import { changeComponent } from '#commands/catalogue/components.ts';
import { answerConfirmation } from '#commands/confirmations/answer.ts';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { sendEscalation } from '#commands/escalations/send.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { closeReport } from '#commands/reports/close.ts';
import { writeToReport } from '#commands/reports/write.ts';
import type { Id } from '#domain/id.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { publicIncident } from '#queries/publicIncidents.ts';
import { publicPage } from '#queries/publicPage.ts';
import { publicReport } from '#queries/publicReport.ts';
import { useDatabase } from '../support/database.ts';
import { anApi } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, published, resolved, updated } from '../support/given/incidents.ts';
import { must } from '../support/given/results.ts';
import { aSubscriber } from '../support/given/subscribers.ts';
import { aReport, aStep, anInvestigation, escalationTo, readyToEscalate } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

describe('what support, developers and reporters write for each other', () => {
  const canary = 'CANARY';
  let incidentId: Id<'incident'>;
  let closed: Id<'report'>;
  let linked: Id<'report'>;

  beforeAll(async () => {
    const words = {
      tried: canary,
      expected: canary,
      actual: canary,
      identifiers: { [canary]: canary },
      links: [`https://example.org/${canary}`],
    };
    linked = await aReport(house, { ...words, reporter: { email: `${canary}@example.org`, name: canary } });
    closed = await aReport(house, { reporter: { email: 'closed@example.org', name: null } });
    await must(closeReport(house.as('ana'), { id: closed, reason: canary }));
    const id = await readyToEscalate(house, { title: canary, reportIds: [linked] });
    for (const kind of ['note', 'question', 'step'] as const) await aStep(house, id, { kind, text: canary });
    await must(
      judgeExtent(house.as('ana'), {
        id,
        extent: 'large_group',
        componentIds: [house.components.signIn],
        audience: canary,
      }),
    );
    await must(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id, { facts: { canary } })));
    const asked = await must(requestConfirmation(house.as('maren'), { id, teamId: house.teams.apps, note: canary }));
    await must(answerConfirmation(house.as('tove'), { id: asked.id, answer: 'large_group', note: canary }));
    incidentId = (
      await must(publishIncident(house.as('maren'), incidentDraft(id, { [house.components.signIn]: 'major_outage' })))
    ).id;
    await aSubscriber(house, `${canary}-subscriber@example.org`);
  });

  it('stands nowhere on the page, in no language', async () => {
    for (const locale of locales) {
      const seen = JSON.stringify([
        await publicPage(db, locale, house.clock.now()),
        await publicIncident(db, incidentId, locale),
      ]);
      expect(seen).toContain('People cannot sign in');
      expect(seen).not.toContain(canary);
      for (const name of ['ana', 'maren', 'tove'] as const) expect(seen).not.toContain(house.people[name].accountId);
    }
  });

  it('is not shown to another reporter, nor why support closed it to the one whose it is', async () => {
    await must(writeToReport(house.visitor(), { id: closed, body: 'It is back' }));
    expect(JSON.stringify(await publicReport(db, closed, 'en'))).not.toContain(canary);
    const api = await anApi(house);
    const key = house.visitor().tokens.sign('report', closed);
    const { status, text } = await api('POST', `/reports/${closed}/follow_up`, { body: { key, answer: 'no' } });
    expect(status).toBe(200);
    expect(text).not.toContain(canary);
    await must(writeToReport(house.visitor(), { id: linked, body: 'Still empty' }));
    expect(JSON.stringify(await publicReport(db, linked, 'en'))).toContain(canary);
  });
});

describe('the page', () => {
  it('says the same of a component everywhere: verdict, category, component and its bar', async () => {
    const { incidentId } = await published(house, { [house.components.sending]: 'partial_outage' });
    const page = await publicPage(db, 'en', house.clock.now());
    const category = page?.categories.find(({ id }) => id === house.categories.campaigns);
    const sending = category?.components.find(({ id }) => id === house.components.sending);
    expect([category?.status, sending?.status]).toEqual(['partial_outage', 'partial_outage']);
    expect(page?.verdict.also).toContain('E-mail campaigns');
    expect(page?.open.map(({ id }) => id)).toContain(incidentId);
    await resolved(house, incidentId);
    const after = await publicPage(db, 'en', house.clock.now().add({ seconds: 1 }));
    expect(after?.categories.find(({ id }) => id === house.categories.campaigns)?.status).toBe('operational');
    expect(after?.recent.map(({ id }) => id)).toContain(incidentId);
  });

  it('speaks the reader’s language where there are words in it, and says so where there are none', async () => {
    const { incidentId } = await published(house, undefined, {
      said: { translations: { es: { title: 'Nadie puede entrar', body: 'Lo miramos.' } } },
    });
    await updated(house, incidentId);
    const incident = await publicIncident(db, incidentId, 'es');
    expect(incident).toMatchObject({ title: 'Nadie puede entrar', language: 'es' });
    expect(incident?.updates.map(({ body, language }) => [body, language])).toEqual([
      ['We know the cause.', 'en'],
      ['Lo miramos.', 'es'],
    ]);
    expect(await publicIncident(db, incidentId, 'en')).toMatchObject({
      title: 'People cannot sign in',
      language: 'en',
    });
  });

  it('calls a part what its readers call it, and says which language a name is in where there is no other', async () => {
    const { signIn: id } = house.components;
    await must(
      changeComponent(house.as('ines'), {
        id,
        translations: { es: { name: 'Entrar', description: 'Con contraseña' } },
      }),
    );
    const parts = async (locale: Locale) =>
      (await publicPage(db, locale, house.clock.now()))?.categories.flatMap(({ components }) => components) ?? [];
    const [spanish, english] = [await parts('es'), await parts('en')];
    expect(spanish.find((one) => one.id === id)).toMatchObject({
      name: 'Entrar',
      description: 'Con contraseña',
      language: 'es',
    });
    expect(english.find((one) => one.id === id)).toMatchObject({ name: 'Sign-in', language: 'en' });
    expect(spanish.filter((one) => one.id !== id).every(({ language }) => language === 'en')).toBe(true);
  });

  it('knows nothing of an investigation that was not published', async () => {
    await anInvestigation(house, { title: 'A mere rumour' });
    expect(JSON.stringify(await publicPage(db, 'en', house.clock.now()))).not.toContain('rumour');
  });
});
