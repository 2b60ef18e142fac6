import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCategory, changeCategory } from '#commands/catalogue/categories.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { category } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import type { Context } from '#platform/context.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { changedTables, eventsOf, fingerprints } from '../support/given/record.ts';
import { codeOf, must } from '../support/given/results.ts';
import { aReport } from '../support/given/workflow.ts';

const database = useDatabase(30);
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const draft = (name: string) => ({ name, description: null, position: null });
const idempotency = (key: string, requestHash = 'as asked') => ({ idempotency: { owner: 'ines', key, requestHash } });
const named = (name: string) => db.select().from(category).where(eq(category.name, name));

describe('whoever may not', () => {
  it('changes nothing but the audit log, which says who was refused what', async () => {
    const before = await fingerprints(db);
    expect(await codeOf(createCategory(house.as('ana'), draft('Payments')))).toBe('forbidden');
    expect(changedTables(before, await fingerprints(db))).toEqual(['event']);
    const last = (await eventsOf(db)).at(-1);
    expect(last).toMatchObject({
      name: 'refused',
      subject: 'catalogue.change',
      actorId: house.people.ana.accountId,
      actorRoles: ['agent'],
      data: { action: 'catalogue.change', code: 'forbidden' },
    });
  });

  it('leaves no trace as a stranger, since anybody could fill the log', async () => {
    const before = await fingerprints(db);
    expect(await codeOf(createCategory(house.visitor(), draft('Payments')))).toBe('unauthenticated');
    expect(changedTables(before, await fingerprints(db))).toEqual([]);
  });
});

describe('a refusal by a rule', () => {
  it('changes nothing but the audit log, which names the points', async () => {
    await must(createCategory(house.as('ines'), draft('Mobile app')));
    const before = await fingerprints(db);
    expect(await codeOf(createCategory(house.as('ines'), draft('Mobile app')))).toBe('name_taken');
    expect(changedTables(before, await fingerprints(db))).toEqual(['event']);
    expect((await eventsOf(db)).at(-1)?.data).toEqual({
      action: 'catalogue.change',
      code: 'name_taken',
      points: ['name: taken'],
    });
  });

  it('wakes no worker and makes no page anew', async () => {
    const changed: number[] = [];
    await createCategory(house.as('ines', { pageChanged: (version) => changed.push(version) }), draft('Mobile app'));
    expect(changed).toEqual([]);
  });
});

describe('an idempotency key', () => {
  it('makes twenty at once one act, and all twenty hear the same answer', async () => {
    const ctx = house.as('ines', idempotency('twenty'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => createCategory(ctx, draft('Data sync'))));
    expect(answers.map((answer) => answer.ok)).toEqual(Array(20).fill(true));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
    expect(await named('Data sync')).toHaveLength(1);
  });

  it('gives what was presented the first time, though the thing has changed since', async () => {
    const ctx = house.as('ines', idempotency('presented'));
    const present = async () => ({ seen: 'at first' });
    const first = await createCategory(ctx, draft('Maps'), present);
    const second = await createCategory(ctx, draft('Maps'), async () => ({ seen: 'later' }));
    expect(second).toEqual(first);
  });

  it('used for something else is refused, and nothing is done', async () => {
    await must(createCategory(house.as('ines', idempotency('reused')), draft('Search')));
    expect(
      await codeOf(createCategory(house.as('ines', idempotency('reused', 'something else')), draft('Calendar'))),
    ).toBe('idempotency_key_reused');
    expect(await named('Calendar')).toHaveLength(0);
  });

  it('repeats a refusal as well, with one line in the record', async () => {
    const ctx = house.as('ana', idempotency('refused'));
    const before = (await eventsOf(db)).length;
    const answers = [await createCategory(ctx, draft('Payments')), await createCategory(ctx, draft('Payments'))];
    expect(answers[1]).toEqual(answers[0]);
    expect(await eventsOf(db)).toHaveLength(before + 1);
  });

  it('of one person says nothing about the same key of another', async () => {
    const other = { idempotency: { owner: 'somebody else', key: 'shared', requestHash: 'as asked' } };
    await must(createCategory(house.as('ines', idempotency('shared')), draft('Groups')));
    await must(createCategory(house.as('ines', other), draft('Events')));
    expect(await named('Events')).toHaveLength(1);
  });

  it('is forgotten after 24 hours', async () => {
    const ctx = house.as('ines', idempotency('yesterday'));
    await must(createCategory(ctx, draft('Polls')));
    const later = { ...ctx, now: () => house.clock.now().add({ hours: 24, seconds: 1 }) };
    expect(await codeOf(createCategory(later, draft('Polls')))).toBe('name_taken');
  });

  it('does not keep what broke: the next try with it is a first one', async () => {
    const ctx = house.as('ines', idempotency('broken'));
    await expect(
      createCategory(ctx, draft('Wiki'), async () => {
        throw new Error('the database died');
      }),
    ).rejects.toThrow('the database died');
    expect(await named('Wiki')).toHaveLength(0);
    await must(createCategory(ctx, draft('Wiki')));
  });
});

describe('If-Match', () => {
  it('lets through who has seen the newest version, and stops who has not', async () => {
    const { id } = await must(createCategory(house.as('ines'), draft('Stories')));
    await must(changeCategory(house.as('ines', { ifMatch: 1 }), { id, name: 'Tales' }));
    const before = await fingerprints(db);
    expect(await codeOf(changeCategory(house.as('ines', { ifMatch: 1 }), { id, name: 'Fables' }))).toBe('stale');
    expect(changedTables(before, await fingerprints(db))).toEqual(['event']);
    await must(changeCategory(house.as('ines', { ifMatch: 2 }), { id, name: 'Fables' }));
  });

  it('of two at once lets exactly one through', async () => {
    const { id } = await must(createCategory(house.as('ines'), draft('Notes')));
    const both = await Promise.all(
      ['One', 'Two'].map((name) => codeOf(changeCategory(house.as('ines', { ifMatch: 1 }), { id, name }))),
    );
    expect(both.toSorted()).toEqual(['accepted', 'stale']);
  });

  it('absent lets everybody through', async () => {
    const { id } = await must(createCategory(house.as('ines'), draft('Albums')));
    const changed = await Promise.all(
      ['Photos', 'Pictures', 'Images'].map((name) => codeOf(changeCategory(house.as('ines'), { id, name }))),
    );
    expect(changed).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await db.select({ version: category.version }).from(category).where(eq(category.id, id))).toEqual([
      { version: 4 },
    ]);
  });
});

describe('two who want the same name at once', () => {
  it('one has it and the other is told that it is taken', async () => {
    const codes = await Promise.all(
      Array.from({ length: 10 }, () => codeOf(createCategory(house.as('ines'), draft('Forum')))),
    );
    expect(codes.toSorted()).toEqual(['accepted', ...Array(9).fill('name_taken')]);
  });
});

describe('the page', () => {
  it('gets a new version with everything that the public may see, and this process hears it after the commit', async () => {
    const heard: number[] = [];
    const [before] = await db.select().from(page);
    await must(createCategory(house.as('ines', { pageChanged: (version) => heard.push(version) }), draft('Blogs')));
    const [after] = await db.select().from(page);
    expect(after?.version).toBe((before?.version ?? 0) + 1);
    expect(heard).toEqual([after?.version]);
  });

  it('stays as it is when only support sees the change', async () => {
    const id = await aReport(house);
    const [before] = await db.select().from(page);
    await must(claimReport(house.as('ana'), { id }));
    expect(await db.select().from(page)).toEqual([before]);
  });
});

describe('the audit log', () => {
  it('has who did it, with the roles of that moment, and when', async () => {
    house.clock.forward({ minutes: 5 });
    const ctx: Context = house.as('ines');
    const { id } = await must(createCategory(ctx, draft('Shops')));
    expect((await eventsOf(db)).at(-1)).toMatchObject({
      name: 'category.created',
      subject: id,
      actorId: house.people.ines.accountId,
      actorRoles: ['admin'],
      at: house.clock.now(),
    });
  });

  it('cannot be changed, shortened or emptied, whoever tries', async () => {
    for (const attempt of [sql`update event set name = 'page.changed'`, sql`delete from event`, sql`truncate event`])
      await expect(db.execute(attempt)).rejects.toMatchObject({ cause: { message: 'the audit log is append-only' } });
  });
});
