import { beforeAll, describe, expect, it } from 'vitest';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { historyPageSize, periodOf, type HistoryScope } from '#domain/history.ts';
import { publicHistory, type PublicHistory } from '#queries/publicHistory.ts';
import { publicPage } from '#queries/publicPage.ts';
import { useDatabase } from '../support/database.ts';
import { aClock } from '../support/given/clock.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { manyIncidents } from '../support/given/manyIncidents.ts';

const database = useDatabase();
const now = Temporal.Instant.from('2026-11-25T10:00:00Z');
const today = Temporal.PlainDate.from('2026-11-25');
const everything: HistoryScope = { kind: 'everything' };
let house: House;
beforeAll(async () => void (house = await aHouse(database, aClock('2024-01-01T00:00:00Z'))));

const read = (
  text: string,
  scope: HistoryScope = everything,
  db: Database = database.db,
): Promise<PublicHistory | null> => publicHistory(db, scope, periodOf(text, today)!, 'en', now);
const parts = () => [house.components.signIn, house.components.sending];
const bytes = (value: unknown): number => JSON.stringify(value).length;

describe('before anything has happened', () => {
  it('there is this month, and nothing before it', async () => {
    expect(await read('')).toMatchObject({ incidents: [], days: [], next: null });
    expect(await read('2026-10')).toBeNull();
    expect(await read('2025')).toBeNull();
  });
});

describe('with a thousand incidents, and then a hundred thousand', () => {
  let few: { history: PublicHistory | null; page: unknown; statements: [number, number] };
  const look = async () => {
    const begin = database.client.statements();
    const history = await read('2026-10');
    const middle = database.client.statements();
    const page = await publicPage(database.db, 'en', now);
    return { history, page, statements: [middle - begin, database.client.statements() - middle] as [number, number] };
  };

  beforeAll(async () => {
    await manyIncidents(database.db, { first: 1, last: 1_000, until: now, components: parts() });
    few = await look();
    await manyIncidents(database.db, { first: 1_001, last: 100_000, until: now, components: parts() });
  });

  it('history and the front page ask as many statements and get as many bytes', async () => {
    const many = await look();
    // The frame around the page asks for its name: two in all.
    expect(few.statements[0]).toBe(1);
    expect(many.statements).toEqual(few.statements);
    expect(few.history?.incidents).toHaveLength(historyPageSize);
    for (const key of ['history', 'page'] as const)
      expect(Math.abs(bytes(many[key]) / bytes(few[key]) - 1), key).toBeLessThan(0.1);
  });

  it('no statement of history reads all incidents, whatever it is narrowed to', async () => {
    const asked: { query: string; parameters: unknown[] }[] = [];
    const { password, ...rest } = database.connection as Exclude<typeof database.connection, string>;
    const sql = postgres({
      ...rest,
      ...(password === undefined ? {} : { password }),
      max: 1,
      onnotice: () => {},
      debug: (_, query, parameters) => void asked.push({ query, parameters }),
    });
    const db = drizzle(sql, { schema });
    const before = (await read('2026-10'))?.next;
    for (const text of ['', '2026', '2026-10', `2026-10/before/${before}`])
      for (const scope of [
        everything,
        { kind: 'component', id: house.components.signIn } as const,
        { kind: 'category', id: house.categories.web } as const,
      ])
        expect(await read(text, scope, db), text).not.toBeNull();
    const selects = asked.filter(({ query }) => query.includes('component_status_interval')).slice();
    expect(selects).toHaveLength(12);
    for (const { query, parameters } of selects) {
      const plan = JSON.stringify(await sql.unsafe(`explain (format json) ${query}`, parameters as never[]));
      expect(plan).toContain('incident_started');
      expect(plan.match(/"Node Type": ?"(?:Parallel )?Seq Scan"[^{}]*"Relation Name": ?"incident"/u)).toBeNull();
    }
    await sql.end();
  });

  it('a month is walked to its end, the newest first, none missing and none twice', async () => {
    const seen: string[] = [];
    let at: string | null = '2025-11';
    while (at !== null) {
      const page: PublicHistory | null = await read(at);
      seen.push(...(page?.incidents ?? []).map(({ startedAt, id }) => `${startedAt.toString()} ${id}`));
      at = page?.next == null ? null : `2025-11/before/${page.next}`;
    }
    const [{ count } = { count: 0 }] = await database.db.execute<{ count: number }>(
      "select count(*)::int as count from incident where started_at >= '2025-11-01Z' and started_at < '2025-12-01Z'",
    );
    expect(count).toBeGreaterThan(1_000);
    expect(new Set(seen).size).toBe(count);
    expect(seen).toHaveLength(count);
    expect(seen.map((text) => text.slice(0, 16))).toEqual(
      seen
        .map((text) => text.slice(0, 16))
        .toSorted()
        .toReversed(),
    );
  });

  it('narrowed to a part it shows that part alone', async () => {
    const history = await read('2026-10', { kind: 'component', id: house.components.sending });
    expect(history?.about).toBe('Sending');
    expect(new Set(history?.incidents.flatMap((line) => line.parts))).toEqual(new Set(['Sending']));
    expect((await read('2026-10', { kind: 'component', id: house.components.messages }))?.incidents).toEqual([]);
    expect((await read('2026-10', { kind: 'category', id: house.categories.web }))?.incidents).toHaveLength(
      historyPageSize,
    );
  });

  it('there is nothing before the first incident, behind the last, or of a part that is not there', async () => {
    const [oldest] = (await read('2025-11'))?.incidents ?? [];
    const other = (await read('2026-10'))?.incidents[0]?.id;
    const nobody = { kind: 'component', id: 'zzzzzzzzzzzz' as never } as const;
    expect(await read('2025-10')).toBeNull();
    expect(await read('2024')).toBeNull();
    expect(await read(`2025-11/before/${other}`), 'an incident of another month').toBeNull();
    expect(await read(`2025-11/before/zzzzzzzzzzzz`), 'no incident').toBeNull();
    expect(await read(`2025-11/before/${oldest?.id}`)).not.toBeNull();
    expect(await read('2026-10', nobody)).toBeNull();
    expect(await read('2026-10', { kind: 'category', id: house.components.signIn as never })).toBeNull();
  });
});
