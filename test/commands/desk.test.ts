import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveView, removeView } from '#commands/inbox/views.ts';
import { createMacro } from '#commands/inbox/macros.ts';
import { addPicture } from '#commands/pictures.ts';
import { assignReport } from '#commands/reports/assign.ts';
import { attachToReport } from '#commands/reports/attach.ts';
import { categoriseReport } from '#commands/reports/categorise.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { closeReport } from '#commands/reports/close.ts';
import { linkReport } from '#commands/reports/link.ts';
import { mergeReport, unmergeReport } from '#commands/reports/merge.ts';
import { noteOnReport } from '#commands/reports/note.ts';
import { replyToReport } from '#commands/reports/reply.ts';
import { writeToReport } from '#commands/reports/write.ts';
import { attachment } from '#db/schema/attachment.ts';
import { mail } from '#db/schema/notification.ts';
import { report, reportMessage } from '#db/schema/report.ts';
import type { Id } from '#domain/id.ts';
import { filledIn } from '#domain/macro.ts';
import { reportView } from '#queries/consoleReport.ts';
import { reportLines, savedViews, type ReportFilter } from '#queries/consoleReports.ts';
import { publicReport } from '#queries/publicReport.ts';
import { filedReport } from '#api/views/report.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { aCleanPicture } from '../support/given/pictures.ts';
import { codeOf, must } from '../support/given/results.ts';
import { aReport, anInvestigation } from '../support/given/workflow.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const rowOf = async (id: Id<'report'>) => (await db.select().from(report).where(eq(report.id, id)))[0];
const lettersTo = (to: string) => db.select().from(mail).where(eq(mail.to, to));
const everything: ReportFilter = {
  state: 'open',
  kind: null,
  componentId: null,
  assigned: null,
  late: false,
  source: null,
  search: null,
};
const found = async (filter: Partial<ReportFilter>) =>
  (await reportLines(db, { ...everything, ...filter }, { limit: 50, cursor: null }, house.clock.now())).data.map(
    ({ id }) => id,
  );

describe('two agents claim at once', () => {
  it('one of them has it, and the other is told who', async () => {
    const id = await aReport(house);
    const both = await Promise.all([claimReport(house.as('ana'), { id }), claimReport(house.as('mateo'), { id })]);
    const refused = both.flatMap((result) => (result.ok ? [] : [result.refusal]));
    const owner = (await rowOf(id))?.claimedBy;
    const name = owner === house.people.ana.accountId ? 'ana' : 'mateo';
    expect(refused).toEqual([
      { code: 'already_claimed', errors: [{ path: 'claimed_by', code: 'taken_by', values: { name } }] },
    ]);
  });
});

describe('a colleague gets a report', () => {
  it('that nobody has, or that somebody else has', async () => {
    const id = await aReport(house);
    await must(assignReport(house.as('ana'), { id, accountId: house.people.mateo.accountId }));
    expect(await rowOf(id)).toMatchObject({ state: 'claimed', claimedBy: house.people.mateo.accountId });
    await must(assignReport(house.as('maren'), { id, accountId: house.people.ana.accountId }));
    expect(await rowOf(id)).toMatchObject({ claimedBy: house.people.ana.accountId });
  });

  it('but only one who works on reports, and none that is finished', async () => {
    const id = await aReport(house);
    expect(await codeOf(assignReport(house.as('ana'), { id, accountId: house.people.tove.accountId }))).toBe('invalid');
    await must(closeReport(house.as('ana'), { id, reason: 'Answered on the phone' }));
    expect(await codeOf(assignReport(house.as('ana'), { id, accountId: house.people.ana.accountId }))).toBe(
      'report_closed',
    );
  });
});

describe('a note among colleagues', () => {
  it('is in nothing that the reporter can see: no page, no mail, no answer of the API', async () => {
    const canary = 'CANARY-note-4711';
    const id = await aReport(house, { reporter: { email: 'canary@example.org', name: null } });
    await must(noteOnReport(house.as('tove'), { id, body: canary }));
    await must(replyToReport(house.as('ana'), { id, body: 'We are on it.' }));
    expect(JSON.stringify(await reportView(db, id, true))).toContain(canary);
    const seen = [
      await publicReport(db, id, 'en'),
      await publicReport(db, id, 'es'),
      await filedReport(db, id, house.visitor()),
      await lettersTo('canary@example.org'),
      await db.select().from(reportMessage).where(eq(reportMessage.reportId, id)),
    ];
    expect(JSON.stringify(seen)).not.toContain(canary);
  });
});

describe('a picture', () => {
  it('comes with a report, with an answer, and afterwards, and its reporter sees it', async () => {
    const [first, second] = [await aCleanPicture('first.png'), await aCleanPicture('second.png')];
    const id = await aReport(house, { pictures: [first] });
    await must(replyToReport(house.as('ana'), { id, body: 'Like this?', pictures: [second] }));
    await must(writeToReport(house.visitor(), { id, body: 'Yes', pictures: [first] }));
    await must(attachToReport(house.visitor(), { id, pictures: [second] }));
    const { pictures, messages } = (await publicReport(db, id, 'en')) ?? { pictures: [], messages: [] };
    expect(pictures.map(({ name, messageId }) => [name, messages.find((one) => one.id === messageId)?.body])).toEqual([
      ['first.png', undefined],
      ['second.png', 'Like this?'],
      ['first.png', 'Yes'],
      ['second.png', undefined],
    ]);
  });

  it('can be put up by staff for something else, a playbook say', async () => {
    const { id } = await must(addPicture(house.as('ana'), await aCleanPicture('step.png')));
    expect(
      await db
        .select({ name: attachment.name, reportId: attachment.reportId })
        .from(attachment)
        .where(eq(attachment.id, id)),
    ).toEqual([{ name: 'step.png', reportId: null }]);
  });
});

describe('two reports of one problem are put together', () => {
  const from = (email: string) => aReport(house, { reporter: { email, name: null } });

  it('one is worked on, and both reporters are told the same, each in their own conversation', async () => {
    const [one, other] = [await from('one@example.org'), await from('other@example.org')];
    await must(claimReport(house.as('ana'), { id: one }));
    await must(replyToReport(house.as('ana'), { id: one, body: 'Which browser?' }));
    await must(mergeReport(house.as('ana'), { id: other, intoId: one, tellsAnswer: true }));
    await must(replyToReport(house.as('ana'), { id: one, body: 'It is mended now.' }));
    const told = async (id: Id<'report'>) => (await publicReport(db, id, 'en'))?.messages.map(({ body }) => body);
    expect(await told(one)).toEqual(['Which browser?', 'It is mended now.']);
    expect(await told(other)).toEqual(['Which browser?', 'It is mended now.']);
    expect((await lettersTo('other@example.org')).map(({ kind }) => kind)).toEqual([
      'report_received',
      'report_reply',
      'report_reply',
    ]);
    expect(await rowOf(other)).toMatchObject({ state: 'waiting_on_reporter', claimedBy: house.people.ana.accountId });
  });

  it('what one reporter writes the other never sees, and support sees it in one place', async () => {
    const [one, other] = [await from('a@example.org'), await from('b@example.org')];
    await must(mergeReport(house.as('ana'), { id: other, intoId: one, tellsAnswer: false }));
    await must(replyToReport(house.as('ana'), { id: one, body: 'Does it help to sign in again?' }));
    await must(writeToReport(house.visitor(), { id: other, body: 'My password is CANARY' }));
    expect(JSON.stringify(await publicReport(db, one, 'en'))).not.toContain('CANARY');
    expect(JSON.stringify((await reportView(db, one, true))?.messages)).toContain('CANARY');
    expect(await rowOf(one)).toMatchObject({ state: 'claimed' });
  });

  it('the inbox shows one, and both go into an investigation together', async () => {
    const [one, other] = [await from('c@example.org'), await from('d@example.org')];
    await must(mergeReport(house.as('ana'), { id: other, intoId: one, tellsAnswer: false }));
    expect(await found({})).toContain(one);
    expect(await found({})).not.toContain(other);
    const investigationId = await anInvestigation(house);
    await must(linkReport(house.as('ana'), { id: one, investigationId }));
    expect(await rowOf(other)).toMatchObject({ state: 'escalated', investigationId, kind: 'bug' });
  });

  it('taking it out again puts it back as it was', async () => {
    const [one, other] = [await from('e@example.org'), await from('f@example.org')];
    await must(claimReport(house.as('mateo'), { id: other }));
    await must(categoriseReport(house.as('mateo'), { id: other, kind: 'question' }));
    await must(linkReport(house.as('ana'), { id: one, investigationId: await anInvestigation(house) }));
    await must(mergeReport(house.as('ana'), { id: other, intoId: one, tellsAnswer: false }));
    expect(await rowOf(other)).toMatchObject({
      state: 'escalated',
      kind: 'bug',
      claimedBy: house.people.ana.accountId,
    });
    await must(unmergeReport(house.as('ana'), { id: other }));
    expect(await rowOf(other)).toMatchObject({
      state: 'claimed',
      kind: 'question',
      claimedBy: house.people.mateo.accountId,
      investigationId: null,
      mergedIntoId: null,
    });
    expect(await codeOf(unmergeReport(house.as('ana'), { id: other }))).toBe('not_merged');
  });

  it('what had parts brings them along', async () => {
    const [one, other, part] = [await from('g@example.org'), await from('h@example.org'), await from('i@example.org')];
    await must(mergeReport(house.as('ana'), { id: part, intoId: other, tellsAnswer: false }));
    await must(mergeReport(house.as('ana'), { id: other, intoId: one, tellsAnswer: false }));
    expect(await rowOf(part)).toMatchObject({ mergedIntoId: one });
  });

  it('not with itself, not what is finished, not a part, not what is not there', async () => {
    const [one, other, third] = [await from('j@example.org'), await from('k@example.org'), await from('l@example.org')];
    const merge = (id: Id<'report'>, intoId: Id<'report'>) =>
      codeOf(mergeReport(house.as('ana'), { id, intoId, tellsAnswer: false }));
    expect(await merge(one, one)).toBe('invalid');
    expect(await merge(one, 'zzzzzzzzzzzz' as Id<'report'>)).toBe('invalid');
    expect(await merge(other, one)).toBe('accepted');
    expect(await merge(other, third)).toBe('already_merged');
    expect(await merge(third, other)).toBe('already_merged');
    await must(closeReport(house.as('ana'), { id: one, reason: 'Done' }));
    expect(await merge(third, one)).toBe('merged_finished');
    expect(await rowOf(other)).toMatchObject({ state: 'closed' });
  });
});

describe('the inbox is searched and narrowed', () => {
  it('by words without accents, by their beginnings, by name, address and reference', async () => {
    const id = await aReport(house, {
      actual: 'La sesión no se abre en Safari, pedido 90817',
      reporter: { email: 'lucia.perez@correo.example', name: 'Lucía Pérez' },
      identifiers: { order: 'AB-55' },
    });
    const { reference } = (await rowOf(id)) ?? { reference: '' };
    for (const search of [
      'sesion',
      'SESIÓN safari',
      'safa',
      'pérez',
      'lucia.perez@correo.example',
      'correo',
      '90817',
      reference,
      reference.slice(2).toLowerCase(),
      'AB-55',
    ])
      expect(await found({ search }), search).toEqual([id]);
    for (const search of ['nirgends', "'; drop table report; --", '!!!', '&|!()', '\\', ':*'])
      expect(await found({ search }), search).toEqual([]);
  });

  it('by part, by who has it, by the way it came, and by what is late', async () => {
    const id = await aReport(house, { componentId: house.components.sending, source: 'phone' });
    await must(claimReport(house.as('mateo'), { id }));
    expect(await found({ componentId: house.components.sending })).toEqual([id]);
    expect(await found({ source: 'phone' })).toEqual([id]);
    expect(await found({ assigned: house.people.mateo.accountId, source: 'phone' })).toEqual([id]);
    expect(await found({ assigned: 'nobody', source: 'phone' })).toEqual([]);
    expect(await found({ late: true, source: 'phone' })).toEqual([]);
    const later = house.clock.now().add({ hours: 24 * 9 });
    const late = await reportLines(
      db,
      { ...everything, late: true, source: 'phone' },
      { limit: 50, cursor: null },
      later,
    );
    expect(late.data.map((line) => line.id)).toEqual([id]);
  });

  it('page by page, none left out and none twice', async () => {
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await reportLines(db, { ...everything, state: 'all' }, { limit: 7, cursor }, house.clock.now());
      all.push(...page.data.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    const rows = await db.select({ id: report.id }).from(report);
    expect(all.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });
});

describe('a view of one’s own', () => {
  it('is kept, replaced under its name, forgotten, and nobody else’s', async () => {
    await must(saveView(house.as('ana'), { name: 'Payments', query: 'kind=bug' }));
    await must(saveView(house.as('ana'), { name: 'Payments', query: 'kind=question' }));
    const views = await savedViews(db, house.people.ana.accountId);
    expect(views).toMatchObject([{ name: 'Payments', query: 'kind=question' }]);
    expect(await savedViews(db, house.people.mateo.accountId)).toEqual([]);
    const id = views[0]?.id ?? ('' as Id<'view'>);
    expect(await codeOf(removeView(house.as('mateo'), { id }))).toBe('not_found');
    await must(removeView(house.as('ana'), { id }));
    expect(await savedViews(db, house.people.ana.accountId)).toEqual([]);
  });
});

describe('a prepared answer', () => {
  const values = { reference: 'R-7K3MQ', name: '', agent: 'Ana', part: 'Sign-in', page: 'Kindred' };

  it('has a name of its own', async () => {
    await must(createMacro(house.as('ana'), { name: 'Ask', bodies: { en: 'Which browser?' } }));
    expect(await codeOf(createMacro(house.as('maren'), { name: 'Ask', bodies: { es: '¿Qué navegador?' } }))).toBe(
      'name_taken',
    );
    expect(await codeOf(createMacro(house.as('tove'), { name: 'Mine', bodies: { en: 'x' } }))).toBe('forbidden');
  });

  it.each([
    ['Hello {{name}}, about {{reference}}:', { ...values, name: 'Rosa' }, 'Hello Rosa, about R-7K3MQ:'],
    ['Hello {{name}},', values, 'Hello,'],
    ['{{ agent }} of {{page}}', values, 'Ana of Kindred'],
    ['{{secret}} {{constructor}} {{name', values, '{{secret}} {{constructor}} {{name'],
    [
      'Hello {{name}}',
      { ...values, name: '[click](http://evil.example) *now*' },
      'Hello \\[click\\]\\(http://evil.example\\) \\*now\\*',
    ],
    ['Hello {{name}}', { ...values, name: '{{agent}}' }, 'Hello \\{\\{agent\\}\\}'],
    [
      'Hello {{name}}',
      { ...values, name: '<img src=x onerror=alert(1)>' },
      'Hello \\<img src=x onerror=alert\\(1\\)\\>',
    ],
  ])('%j is filled in as text', (text, filling, expected) => expect(filledIn(text, filling)).toBe(expected));
});
