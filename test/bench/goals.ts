import { brotliDecompressSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { get as ask } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '#db/client.ts';
import { openThrowaway } from '#db/embedded.ts';
import { component } from '#db/schema/catalogue.ts';
import { manyIncidents } from '../support/given/manyIncidents.ts';
import { api } from './api.ts';
import { compare, load } from './load.ts';
import { notify, notifyMemory } from './notify.ts';
import { freePort, metric, startAllclear, startRaw, untilKept, type Program } from './programs.ts';

export type Figure = { what: string; value: string; goal: string };
export type Goal = { title: string; peers: string; measure(): Promise<Figure[]> };

const ratio = (value: number): string => value.toFixed(2);
const figure = (what: string, value: string | number, goal = ''): Figure => ({ what, value: String(value), goal });

/** By their numbers in the project's performance goals. */
export const goals: Record<string, Goal> = {
  1: {
    title: 'The public page, warm, against a bare node:http handler with the same bytes',
    peers: 'Kener 0.002, Uptime Kuma 0.42 (an empty shell), Astro rendering each time 0.03, static files on nginx 2.7',
    measure: async () => [...(await warm(1, 'at least 0.95')), ...(await warm(2, 'at least 0.9'))],
  },
  2: { title: 'What a view costs', peers: 'Kener 18 queries a view', measure: views },
  3: {
    title: 'First load',
    peers: 'cState 16 KiB + fonts, Uptime Kuma 818 KiB, Kener 1,267 KiB in 120 requests',
    measure: firstLoad,
  },
  4: { title: 'From publishing to the page', peers: 'Uptime Kuma up to 5 min', measure: published },
  5: { title: 'With the database stopped', peers: 'Kener: no page', measure: withoutDatabase },
  10: {
    title: 'History with 100,000 incidents',
    peers: 'OFFSET reads 97 times as much',
    measure: longHistory,
  },
  notify: {
    title: 'Telling many people by a provider on loopback, against the least that its limit allows',
    peers: 'Kener: 100 times the calls; OneUptime: up to 60 s before the first, the 10,001st is never told',
    measure: notify,
  },
  'notify-memory': {
    title: 'Memory while telling many people',
    peers: 'the whole list in memory',
    measure: notifyMemory,
  },
  11: { title: 'Start-up and idle memory, database included', peers: 'Kener 5.6 s, 470 MiB + Redis', measure: startUp },
  12: { title: 'API v2, feeds, badges', peers: '', measure: machines },
};

async function using<T>(programs: Program[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    for (const program of programs.reverse()) await program.stop();
  }
}

async function warm(processes: number, goal: string): Promise<Figure[]> {
  const ours = await startAllclear({ ALLCLEAR_WEB_PROCESSES: String(processes) });
  return using([ours], async () => {
    await untilKept(ours);
    const raw = await startRaw(`${ours.url}/`, processes);
    return using([raw], async () => {
      const { rate, p99, perSecond } = await compare(`${ours.url}/`, `${raw.url}/`, { rounds: 15, seconds: 0.35 });
      const of = `${processes} ${processes === 1 ? 'process' : 'processes'}`;
      return [
        figure(`requests per second to raw's, ${of}`, ratio(rate), goal),
        figure(`p99 to raw's, ${of}`, ratio(p99), 'at most 1.5'),
        figure(`requests per second here, ${of}`, Math.round(perSecond)),
      ];
    });
  });
}

async function views(): Promise<Figure[]> {
  const ours = await startAllclear();
  return using([ours], async () => {
    const counts = async () =>
      [await metric(ours, 'allclear_web_statements_total'), await metric(ours, 'allclear_page_renders_total')] as [
        number,
        number,
      ];
    await fetch(`${ours.url}/`);
    const [statements, renders] = await counts();
    await Promise.all(Array.from({ length: 200 }, () => fetch(`${ours.url}/?n=${Math.random()}`)));
    const [after, rendersAfter] = await counts();
    await change(ours);
    const waiting = await Promise.all(Array.from({ length: 200 }, () => fetch(`${ours.url}/`)));
    const [, rendersLast] = await counts();
    return [
      figure('queries for 200 views', after - statements, '0'),
      figure('renders for 200 views', rendersAfter - renders, '0'),
      figure('renders for 200 who wait for a new version', rendersLast - rendersAfter, '1'),
      figure('different answers to them', new Set(waiting.map(({ headers }) => headers.get('etag'))).size, '1'),
    ];
  });
}

async function firstLoad(): Promise<Figure[]> {
  const ours = await startAllclear();
  return using([ours], async () => {
    await fetch(`${ours.url}/`);
    // The smallest bytes come a moment after the first.
    await pause(1_000);
    const { headBytes, body } = await travelled(`${ours.url}/`);
    const html = brotliDecompressSync(body).toString();
    // None of it is needed: a test reads the page with script switched off.
    const scripts = [...html.matchAll(/<script(?![^>]+ld\+json)[^>]*>([^]*?)<\/script>/gu)];
    const more = [...html.matchAll(/<(?:link[^>]+rel="?(?:stylesheet|preload)|img|script|iframe)[^>]*(?:src|href)=/gu)];
    return [
      figure('requests', 1 + more.length, '1'),
      figure('bytes, headers included', headBytes + body.length, 'at most 8192'),
      figure('of them the page itself', body.length),
      figure(
        'bytes of script offered',
        scripts.reduce((sum, [, text = '']) => sum + text.length, 0),
        'at most 2048',
      ),
    ];
  });
}

function travelled(url: string): Promise<{ headBytes: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    ask(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          headBytes: response.rawHeaders.join('').length + 2 * response.rawHeaders.length + 19,
          body: Buffer.concat(chunks),
        }),
      );
    }).on('error', reject);
  });
}

async function published(): Promise<Figure[]> {
  const ours = await startAllclear({ ALLCLEAR_WEB_PROCESSES: '3' });
  return using([ours], async () => {
    let slowest = 0;
    for (let n = 0; n < 10; n += 1) {
      const name = await change(ours);
      const begin = performance.now();
      // Each request is a connection of its own, so all processes have their turn.
      for (let seen = 0; seen < 12;) {
        const page = await (await fetch(`${ours.url}/`, { headers: { connection: 'close' } })).text();
        seen = page.includes(name) ? seen + 1 : 0;
      }
      slowest = Math.max(slowest, performance.now() - begin);
    }
    const alone = await startAllclear();
    const next = await using([alone], async () => {
      let shown = 0;
      for (let n = 0; n < 10; n += 1) {
        const name = await change(alone);
        if ((await (await fetch(`${alone.url}/`)).text()).includes(name)) shown += 1;
      }
      return shown;
    });
    return [
      figure('of 10 changes shown by the next request, one process', next, '10'),
      figure('slowest of 10 until 3 processes show it, 12 views', `${Math.round(slowest)} ms`, 'at most 1000 ms'),
    ];
  });
}

async function withoutDatabase(): Promise<Figure[]> {
  const database = await openThrowaway(false);
  const { user, password, host, port, database: name } = database.connection;
  const ours = await startAllclear({
    DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${name}`,
    ALLCLEAR_SECRET: 'a secret of the bench, long enough for anybody',
  });
  return using([ours], async () => {
    await untilKept(ours);
    const raw = await startRaw(`${ours.url}/`);
    return using([raw], async () => {
      const before = await compare(`${ours.url}/`, `${raw.url}/`, { rounds: 9, seconds: 0.3 });
      await database.stop();
      while ((await fetch(`${ours.url}/`)).headers.get('x-snapshot-age') === null) await pause(200);
      const after = await compare(`${ours.url}/`, `${raw.url}/`, { rounds: 9, seconds: 0.3 });
      const { statuses } = await load(`${ours.url}/`, 0.5);
      return [
        figure("requests per second to raw's, database there", ratio(before.rate)),
        figure("requests per second to raw's, database stopped", ratio(after.rate), 'the same'),
        figure('answers', [...statuses].map(([status, n]) => `${n} × ${status}`).join(', '), 'all 200'),
      ];
    });
  }).finally(() => database.stop());
}

async function longHistory(): Promise<Figure[]> {
  const database = await openThrowaway(false);
  const { user, password, host, port, database: name } = database.connection;
  const ours = await startAllclear({
    DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${name}`,
    ALLCLEAR_SECRET: 'a secret of the bench, long enough for anybody',
    ALLCLEAR_DEMO_EMPTY: '1',
  });
  const client = connect(database.connection, 1);
  return using([ours, { ...ours, stop: client.close }], async () => {
    await untilKept(ours);
    const until = Temporal.Now.instant();
    const components = (await client.db.select({ id: component.id }).from(component)).map(({ id }) => id);
    const month = until
      .subtract({ hours: 60 * 24 })
      .toString()
      .slice(0, 7);
    const look = async () => {
      await change(ours);
      await fetch(`${ours.url}/`);
      const before = await metric(ours, 'allclear_web_statements_total');
      const page = await (await fetch(`${ours.url}/history/${month}`)).text();
      return { queries: (await metric(ours, 'allclear_web_statements_total')) - before, bytes: page.length };
    };
    await manyIncidents(client.db, { first: 1, last: 1_000, until, components });
    const few = await look();
    await manyIncidents(client.db, { first: 1_001, last: 100_000, until, components });
    const many = await look();
    return [
      figure('queries for a month, 1,000 and 100,000 incidents', `${few.queries} and ${many.queries}`, 'at most 2'),
      figure('bytes with 100,000 to bytes with 1,000', ratio(many.bytes / few.bytes), '0.9 to 1.1'),
    ];
  }).finally(() => database.stop());
}

async function startUp(): Promise<Figure[]> {
  const { mkdtemp, rm } = await import('node:fs/promises');
  const folder = await mkdtemp('/tmp/allclear-bench-');
  // The same address each time, as it is with an installation: its pages on disk hold as long as nothing changes.
  const env = { ALLCLEAR_DATA_DIR: `${folder}/data`, PORT: String(await freePort()) };
  const first = await startAllclear(env);
  await using([first], () => untilKept(first));
  const starts: number[] = [];
  let idle = 0;
  for (let n = 0; n < 3; n += 1) {
    const ours = await startAllclear(env, []);
    starts.push(ours.startedIn);
    await using([ours], async () => {
      await untilKept(ours);
      await fetch(`${ours.url}/`);
      await pause(2_000);
      idle = memoryOf(ours.pid);
    });
  }
  const busy = await startAllclear(env);
  const afterwards = await using([busy], async () => {
    await untilKept(busy);
    const before = await metric(busy, 'allclear_kept_version');
    await change(busy);
    while ((await metric(busy, 'allclear_kept_version')) === before) await pause(200);
    await pause(15_000);
    return memoryOf(busy.pid);
  });
  await rm(folder, { recursive: true, force: true });
  return [
    figure(
      'start on existing data until ready, middle of 3',
      `${Math.round(starts.toSorted((a, b) => a - b)[1] ?? 0)} ms`,
      'at most 2000 ms',
    ),
    figure('idle memory with its PostgreSQL, shared pages once', `${Math.round(idle)} MiB`, 'under 200 MiB'),
    figure('the same after it rendered and kept every page', `${Math.round(afterwards)} MiB`),
  ];
}

/** Proportional set size of a process and its children, in MiB: what they share counts once. */
function memoryOf(pid: number): number {
  const children = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u).map(Number) as [number, number]);
  const family = (of: number): number[] => [
    of,
    ...children.filter(([, parent]) => parent === of).flatMap(([child]) => family(child)),
  ];
  const kilobytes = family(pid).map((one) => {
    try {
      const rollup = execFileSync('cat', [`/proc/${one}/smaps_rollup`], { encoding: 'utf8' });
      return Number(/^Pss: +(\d+)/mu.exec(rollup)?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1_024;
}

async function machines(): Promise<Figure[]> {
  const ours = await startAllclear();
  return using([ours], async () => {
    const paths = [
      '/api/v2/summary.json',
      '/api/v2/status.json',
      '/api/v2/components.json',
      '/api/v2/incidents.json',
      '/history.atom',
      '/history.rss',
      '/history.json',
      '/history.ics',
      '/badge.svg',
    ];
    const there: string[] = [];
    let unchanged = 0;
    for (const path of paths) {
      const first = await fetch(ours.url + path);
      if (!first.ok) continue;
      there.push(path);
      const again = await fetch(ours.url + path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
      if (again.status === 304) unchanged += 1;
    }
    const before = await metric(ours, 'allclear_web_statements_total');
    for (const path of there) await fetch(ours.url + path);
    const after = await metric(ours, 'allclear_web_statements_total');
    return [
      figure('addresses that answer 304 to who has them', `${unchanged} of ${there.length}`, 'all'),
      figure('queries for a view of each', after - before, '0'),
    ];
  });
}

/** Something that the public sees changes: a new part, whose name is answered. */
async function change(ours: Program): Promise<string> {
  const admin = api(ours);
  const name = `Part ${Math.random().toString(36).slice(2, 8)}`;
  const [first] = (await admin('GET', '/categories')).data as { id: string }[];
  await admin('POST', '/components', { name, category_id: first?.id });
  return name;
}
