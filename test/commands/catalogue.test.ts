import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeCategory, createCategory, removeCategory } from '#commands/catalogue/categories.ts';
import { changeComponent, createComponent, removeComponent } from '#commands/catalogue/components.ts';
import { changeTarget, createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { category, component, componentStatusInterval, target } from '#db/schema/catalogue.ts';
import { page } from '#db/schema/page.ts';
import type { Id } from '#domain/id.ts';
import { newId } from '#platform/tokens.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { codeOf, must, pointsOf } from '../support/given/results.ts';

const database = useDatabase();
const { db } = database;
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

const part = (more: object = {}) => ({
  name: 'Maps',
  description: null,
  categoryId: house.categories.web,
  teamId: null,
  vendorId: null,
  position: null,
  ...more,
});
const componentOf = async (id: Id<'component'>) => (await db.select().from(component).where(eq(component.id, id)))[0];

describe('a category', () => {
  it('goes to the end of the page, unless it is given its place', async () => {
    const { id } = await must(
      createCategory(house.as('ines'), { name: 'Last', description: 'The end', position: null }),
    );
    expect(await db.select().from(category).where(eq(category.id, id))).toMatchObject([
      { position: 3, description: 'The end', version: 1 },
    ]);
    await must(changeCategory(house.as('ines'), { id, position: 0 }));
    expect(await db.select().from(category).where(eq(category.id, id))).toMatchObject([
      { position: 0, name: 'Last', description: 'The end', version: 2 },
    ]);
  });

  it('stays while it has components; then it goes, and its name is free', async () => {
    const { id } = await must(createCategory(house.as('ines'), { name: 'Short', description: null, position: null }));
    const inside = await must(createComponent(house.as('ines'), part({ categoryId: id })));
    expect(await codeOf(removeCategory(house.as('ines'), { id }))).toBe('in_use');
    await must(removeComponent(house.as('ines'), inside));
    await must(removeCategory(house.as('ines'), { id }));
    expect(await codeOf(removeCategory(house.as('ines'), { id }))).toBe('not_found');
    expect(await codeOf(createCategory(house.as('ines'), { name: 'Short', description: null, position: null }))).toBe(
      'accepted',
    );
  });
});

describe('a component', () => {
  it('begins operational, and its history with it', async () => {
    const { id } = await must(createComponent(house.as('ines'), part()));
    expect(await componentOf(id)).toMatchObject({ status: 'operational' });
    expect(
      await db.select().from(componentStatusInterval).where(eq(componentStatusInterval.componentId, id)),
    ).toMatchObject([{ status: 'operational', from: house.clock.now(), until: null }]);
  });

  it('has owners that exist, and a vendor that is one', async () => {
    const odd = part({ categoryId: newId<'category'>(), teamId: newId<'team'>(), vendorId: house.targets.apps });
    expect(await pointsOf(createComponent(house.as('ines'), odd))).toEqual([
      'category_id: unknown',
      'team_id: unknown',
      'vendor_id: unknown',
    ]);
    expect(await codeOf(createComponent(house.as('ines'), part({ vendorId: house.targets.mailbridge })))).toBe(
      'accepted',
    );
  });

  it('does not move into a category that is taken away at that moment', async () => {
    const { id } = await must(createCategory(house.as('ines'), { name: 'Leaving', description: null, position: null }));
    let creating: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await tx.select().from(category).where(eq(category.id, id)).for('update');
      creating = pointsOf(createComponent(house.as('ines'), part({ categoryId: id })));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.update(category).set({ removedAt: house.clock.now() }).where(eq(category.id, id));
    });
    expect(await creating).toEqual(['category_id: unknown']);
  });

  it('keeps what a change does not name, and loses what it takes away', async () => {
    const { id } = await must(
      createComponent(house.as('ines'), part({ description: 'Where', teamId: house.teams.apps })),
    );
    await must(changeComponent(house.as('ines'), { id, name: 'Charts' }));
    expect(await componentOf(id)).toMatchObject({
      name: 'Charts',
      description: 'Where',
      teamId: house.teams.apps,
      version: 2,
    });
    await must(changeComponent(house.as('ines'), { id, description: null, teamId: null }));
    expect(await componentOf(id)).toMatchObject({ name: 'Charts', description: null, teamId: null, version: 3 });
  });
});

describe('a target', () => {
  it('of a vendor that runs a component stays', async () => {
    const { id } = await must(
      createTarget(house.as('ines'), {
        name: 'Tillpoint',
        kind: 'vendor',
        teamId: null,
        address: null,
        requiredFacts: [],
        position: null,
      }),
    );
    const run = await must(createComponent(house.as('ines'), part({ vendorId: id })));
    expect(await codeOf(removeTarget(house.as('ines'), { id }))).toBe('in_use');
    await must(removeComponent(house.as('ines'), run));
    expect(await codeOf(removeTarget(house.as('ines'), { id }))).toBe('accepted');
  });

  it('keeps its facts when only its name changes, and the page hears of a vendor’s new name', async () => {
    const version = async () => (await db.select({ version: page.version }).from(page))[0]?.version ?? 0;
    const before = await version();
    await must(changeTarget(house.as('ines'), { id: house.targets.apps, name: 'Apps and more' }));
    expect(await version()).toBe(before);
    await must(changeTarget(house.as('ines'), { id: house.targets.mailbridge, name: 'Mailbridge Ltd' }));
    expect(await version()).toBe(before + 1);
    expect(
      (await db.select().from(target).where(eq(target.id, house.targets.mailbridge)))[0]?.requiredFacts,
    ).toHaveLength(2);
  });

  it('has a name of its own and a team that exists', async () => {
    const draft = {
      name: 'Mailbridge Ltd',
      kind: 'team' as const,
      teamId: null,
      address: null,
      requiredFacts: [],
      position: null,
    };
    expect(await codeOf(createTarget(house.as('ines'), draft))).toBe('name_taken');
    expect(await pointsOf(createTarget(house.as('ines'), { ...draft, name: 'New', teamId: newId<'team'>() }))).toEqual([
      'team_id: unknown',
    ]);
  });
});
