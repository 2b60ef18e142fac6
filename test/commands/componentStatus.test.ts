import { asc, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createComponent, removeComponent } from '#commands/catalogue/components.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { resolveIncident } from '#commands/incidents/resolve.ts';
import { updateIncident } from '#commands/incidents/update.ts';
import { component, componentStatusInterval } from '#db/schema/catalogue.ts';
import type { Id } from '#domain/id.ts';
import type { StatedComponents } from '#domain/incident.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { incidentDraft, published, resolution, resolved, updated, updateDraft } from '../support/given/incidents.ts';
import { codeOf, must } from '../support/given/results.ts';
import { confirmed } from '../support/given/workflow.ts';

const database = useDatabase(40);
const { db } = database;
let house: House | undefined;
let componentIds: Id<'component'>[];
const given = (): House => house as House;

/** Three components of this test's own, so that no other test paints them. */
beforeEach(async () => {
  house ??= await aHouse(database);
  componentIds = [];
  for (const name of ['One', 'Two', 'Three']) {
    const draft = {
      name,
      description: null,
      categoryId: house.categories.web,
      teamId: house.teams.apps,
      vendorId: null,
      position: null,
    };
    componentIds.push((await must(createComponent(house.as('ines'), draft))).id);
  }
});

const part = (n: number): Id<'component'> => componentIds[n] as Id<'component'>;
const stating = (
  ...statuses: ('operational' | 'degraded_performance' | 'partial_outage' | 'major_outage')[]
): StatedComponents => Object.fromEntries(statuses.map((status, n) => [part(n), status]));
const statusOf = async (n: number) =>
  (
    await db
      .select({ status: component.status })
      .from(component)
      .where(eq(component.id, part(n)))
  )[0]?.status;
const intervalsOf = (n: number) =>
  db
    .select()
    .from(componentStatusInterval)
    .where(eq(componentStatusInterval.componentId, part(n)))
    .orderBy(asc(componentStatusInterval.sequence));

describe('a component', () => {
  it('shows the worst that any open incident states, and resolving one does not paint the other green', async () => {
    const slow = await published(given(), stating('degraded_performance', 'partial_outage'));
    const broken = await published(given(), stating('major_outage'));
    expect([await statusOf(0), await statusOf(1)]).toEqual(['major_outage', 'partial_outage']);
    await resolved(given(), broken.incidentId);
    expect([await statusOf(0), await statusOf(1)]).toEqual(['degraded_performance', 'partial_outage']);
    await resolved(given(), slow.incidentId);
    expect([await statusOf(0), await statusOf(1)]).toEqual(['operational', 'operational']);
  });

  it('moves with each update, and stays where an update does not name it', async () => {
    const { incidentId } = await published(given(), stating('partial_outage', 'partial_outage'));
    await updated(given(), incidentId, { components: stating('major_outage') });
    expect([await statusOf(0), await statusOf(1)]).toEqual(['major_outage', 'partial_outage']);
    await updated(given(), incidentId, { components: stating('operational') });
    expect([await statusOf(0), await statusOf(1)]).toEqual(['operational', 'partial_outage']);
    await resolved(given(), incidentId);
  });

  it('may be left degraded by a resolution only while another incident says so: a resolved one states nothing', async () => {
    const { incidentId } = await published(given(), stating('major_outage'));
    await resolved(given(), incidentId, { components: stating('degraded_performance') });
    expect(await statusOf(0)).toBe('operational');
  });
});

describe('its history', () => {
  it('has one stretch for each status, without a gap, the last one open', async () => {
    const { clock } = given();
    const start = clock.now();
    clock.forward({ hours: 1 });
    const { incidentId } = await published(given(), stating('partial_outage'));
    clock.forward({ minutes: 10 });
    await updated(given(), incidentId, { components: stating('major_outage') });
    clock.forward({ minutes: 5 });
    await updated(given(), incidentId);
    clock.forward({ minutes: 5 });
    await resolved(given(), incidentId);
    const at = (minutes: number) => start.add({ minutes });
    expect((await intervalsOf(0)).map(({ status, from, until }) => ({ status, from, until }))).toEqual([
      { status: 'operational', from: at(0), until: at(60) },
      { status: 'partial_outage', from: at(60), until: at(70) },
      { status: 'major_outage', from: at(70), until: at(80) },
      { status: 'operational', from: at(80), until: null },
    ]);
  });

  it('records nothing where the worst stays the same', async () => {
    const first = await published(given(), stating('major_outage'));
    const second = await published(given(), stating('partial_outage'));
    await resolved(given(), second.incidentId);
    expect(await intervalsOf(0)).toHaveLength(2);
    await resolved(given(), first.incidentId);
  });
});

describe('twenty incidents on the same components at once', () => {
  it('publish, update and resolve without waiting for each other for ever, and end well', async () => {
    const investigations = await confirmedOnes(20);
    const mixed = (n: number): StatedComponents =>
      Object.fromEntries(
        [0, 1, 2].map((k) => [part((k + n) % 3), n === 7 ? 'major_outage' : 'degraded_performance'] as const),
      );
    const out = await Promise.all(
      investigations.map((id, n) => must(publishIncident(given().as('maren'), incidentDraft(id, mixed(n))))),
    );
    expect([await statusOf(0), await statusOf(1), await statusOf(2)]).toEqual(Array(3).fill('major_outage'));
    await Promise.all(
      out.map(({ id }, n) => must(updateIncident(given().as('jonas'), updateDraft(id, { components: mixed(n + 1) })))),
    );
    await Promise.all(out.map(({ id }) => must(resolveIncident(given().as('maren'), resolution(id)))));
    expect([await statusOf(0), await statusOf(1), await statusOf(2)]).toEqual(Array(3).fill('operational'));
    const open = (await db.select().from(componentStatusInterval).where(isNull(componentStatusInterval.until))).filter(
      ({ componentId }) => componentIds.includes(componentId),
    );
    expect(open.map(({ status }) => status)).toEqual(Array(3).fill('operational'));
  });

  it('need no second try: nobody takes a lock that the other needs', async () => {
    const investigations = await confirmedOnes(8);
    const before = await deadlocks();
    const out = await Promise.all(
      investigations.map((id) =>
        must(
          publishIncident(
            given().as('maren'),
            incidentDraft(id, stating('major_outage', 'major_outage', 'major_outage')),
          ),
        ),
      ),
    );
    await Promise.all(out.map(({ id }) => must(resolveIncident(given().as('maren'), resolution(id)))));
    expect(await deadlocks()).toBe(before);
  });
});

/** So many investigations that may be published, all about the same three components. */
async function confirmedOnes(count: number): Promise<Id<'investigation'>[]> {
  const asked = await Promise.all(Array.from({ length: count }, () => confirmed(given(), { componentIds })));
  return asked.map(({ id }) => id);
}

/** Deadlocks that this database has seen, once its statistics are written down. */
async function deadlocks(): Promise<number> {
  await db.execute('select pg_stat_force_next_flush()');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const [row] = await db.execute<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(row?.deadlocks);
}

describe('a component that is taken away', () => {
  it('the moment that an incident is to name it is not named', async () => {
    const { id } = await confirmed(given(), { componentIds: [part(2)] });
    let publishing: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await tx
        .select()
        .from(component)
        .where(eq(component.id, part(2)))
        .for('update');
      publishing = codeOf(publishIncident(given().as('maren'), incidentDraft(id, { [part(2)]: 'major_outage' })));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx
        .update(component)
        .set({ removedAt: given().clock.now() })
        .where(eq(component.id, part(2)));
    });
    expect(await publishing).toBe('invalid');
  });

  it('while an open incident names it stays, and may go afterwards', async () => {
    const { incidentId } = await published(given(), stating('major_outage'));
    expect(await codeOf(removeComponent(given().as('ines'), { id: part(0) }))).toBe('in_use');
    await resolved(given(), incidentId);
    expect(await codeOf(removeComponent(given().as('ines'), { id: part(0) }))).toBe('accepted');
  });
});
