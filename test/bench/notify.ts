import { setTimeout as pause } from 'node:timers/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { connect } from '#db/client.ts';
import { openThrowaway } from '#db/embedded.ts';
import { batchSize } from '#domain/notification.ts';
import { newId } from '#platform/tokens.ts';
import { api } from './api.ts';
import type { Figure } from './goals.ts';
import { startAllclear, startProvider, type Program, type Provider } from './programs.ts';

type Run = { people: number; callsPerSecond: number; faultRate?: number };
type Seen = {
  /** From publishing to the last mail's acceptance, to the least that the limit allows. */ ratio: number;
  fromFirst: number;
  firstMilliseconds: number;
  calls: Record<string, number>;
  twice: number;
  mails: number;
  peakMiB: number;
};

/** The goals of telling many people, by number of people and calls a second: at most 200 s each. */
export async function notify(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [people, callsPerSecond, faultRate] of [
    [10_000, 5, 0],
    [10_000, 50, 0],
    [10_000, 50, 0.1],
    [100_000, 50, 0],
    ...(process.env['BENCH_LONG'] ? ([[100_000, 5, 0]] as const) : []),
  ] as const) {
    const seen = await tell({ people, callsPerSecond, faultRate });
    const what = `${people.toLocaleString('en')} people, ${callsPerSecond} calls a second${faultRate > 0 ? `, ${faultRate * 100} % fail` : ''}`;
    figures.push(
      { what, value: `${seen.ratio.toFixed(3)} of the floor`, goal: faultRate > 0 ? '' : 'at most 1.05' },
      { what: '  the same from the first mail on', value: seen.fromFirst.toFixed(3), goal: '' },
      { what: '  until the first was taken', value: `${seen.firstMilliseconds} ms`, goal: 'at most 1000 ms' },
      { what: '  calls by their answer', value: JSON.stringify(seen.calls), goal: `${people / batchSize} and retries` },
      { what: '  mails taken, twice', value: `${seen.mails}, ${seen.twice}`, goal: `${people}, 0` },
    );
  }
  return figures;
}

/** Peak memory of the process that sends; the provider's limit is off, and what it takes is not the point. */
export async function notifyMemory(): Promise<Figure[]> {
  const [few, many] = [1_000, Number(process.env['BENCH_MANY'] ?? 1_000_000)];
  const small = await tell({ people: few, callsPerSecond: 0 });
  const large = await tell({ people: many, callsPerSecond: 0 });
  return [
    { what: `peak memory telling ${few} people`, value: `${small.peakMiB.toFixed(0)} MiB`, goal: '' },
    { what: `peak memory telling ${many} people`, value: `${large.peakMiB.toFixed(0)} MiB`, goal: '' },
    { what: 'ratio', value: (large.peakMiB / small.peakMiB).toFixed(2), goal: 'at most 1.15' },
    { what: 'mails taken, twice', value: `${large.mails}, ${large.twice}`, goal: `${many}, 0` },
  ];
}

async function tell({ people, callsPerSecond, faultRate = 0 }: Run): Promise<Seen> {
  const database = await openThrowaway(false);
  const provider = await startProvider(callsPerSecond, faultRate);
  const { user, password, host, port, database: name } = database.connection;
  const ours = await startAllclear({
    DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${name}`,
    ALLCLEAR_SECRET: 'a secret of the bench, long enough for anybody',
    MAIL_FROM: 'status@lantern.example',
    RESEND_API_KEY: 're_bench',
    RESEND_BASE_URL: provider.url,
  });
  try {
    const client = connect(database.connection, 1);
    await client.db.execute(sql`update subscriber set state = 'unsubscribed'`);
    for (let from = 0; from < people; from += 50_000) {
      const ids = JSON.stringify(Array.from({ length: Math.min(50_000, people - from) }, () => newId<'subscriber'>()));
      await client.db.execute(sql`
        insert into subscriber (id, channel, address, address_key, locale, state, confirmed_at, created_at)
        select p, 'email', 'reader-' || p || '@reader.example', 'reader-' || p || '@reader.example', 'en', 'active', now(), now()
        from json_array_elements_text(${ids}::json) as p`);
      await client.db.execute(sql`
        insert into subscription (subscriber_id, scope) select p, 'all' from json_array_elements_text(${ids}::json) as p`);
    }
    await client.close();
    // What is left of the demo's own letters goes first, and the bucket of calls is full.
    await pause(2_000);
    return await measured(ours, provider, people, callsPerSecond);
  } finally {
    await ours.stop();
    await provider.stop();
    await database.stop();
  }
}

async function measured(ours: Program, provider: Provider, people: number, callsPerSecond: number): Promise<Seen> {
  const manager = api(ours, 'manager');
  const incidents = (await manager('GET', '/incidents')).data as { id: string; status: string }[];
  const open = incidents.find(({ status }) => status !== 'resolved');
  // The peak counts from here on: a start that builds needs more than any sending.
  writeFileSync(`/proc/${ours.pid}/clear_refs`, '5');
  const begin = Date.now();
  await manager('POST', `/incidents/${open?.id}/updates`, {
    status: 'monitoring',
    body: 'A mend has gone out.',
    notify: true,
  });
  const most = people / batchSize / (callsPerSecond || 20);
  for (;;) {
    const seen = await provider.seen();
    if (seen.mails >= people || Date.now() - begin > most * 3_000 + 60_000) {
      const floor = most * 1_000;
      return {
        ratio: (seen.last - begin) / floor,
        fromFirst: (seen.last - seen.first) / floor,
        firstMilliseconds: seen.first - begin,
        calls: seen.calls,
        twice: seen.twice,
        mails: seen.mails,
        peakMiB: peakOf(ours.pid),
      };
    }
    await pause(20);
  }
}

const peakOf = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
