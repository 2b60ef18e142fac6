import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { insertBatch } from '#commands/sending/batches.ts';
import { claimBatch, type Claimed } from '#commands/sending/claim.ts';
import { finishBatch } from '#commands/sending/finish.ts';
import { signOn } from '#commands/sending/worker.ts';
import { connect } from '#db/client.ts';
import { sendBatch } from '#db/schema/notification.ts';
import type { Attempt } from '#domain/sending.ts';
import { newId } from '#platform/tokens.ts';
import { api } from '../support/allclear.ts';
import { useDatabase } from '../support/database.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';
import { randomNumbers, startMortal, untilReady, type Mortal } from '../support/journey/mortal.ts';
import { readyToTell } from '../support/journey/sending.ts';
import { startResend, type Fault, type FakeResend } from '../support/resend.ts';

const seed = Number(process.env['KILL_SEED'] ?? 1);
const people = Array.from({ length: 300 }, (_, n) => `reader-${n}@reader.example`);
const strikes = [
  'process',
  'process',
  'database',
  'process',
  'both',
  'process',
  'process',
  'database',
  'process',
  'both',
  'process',
  'process',
  'database',
] as const;

describe('while mails go out', { timeout: 300_000 }, () => {
  let resend: FakeResend | undefined;
  let mortal: Mortal | undefined;

  afterEach(async () => {
    await mortal?.current().stop();
    await resend?.close();
    await cleanUp();
  });

  const hooks = Array.from({ length: 20 }, (_, n) => `/hook-${n}`);

  it(`kills of the process and of its database at random moments neither lose nor repeat a mail or a webhook’s post (seed ${seed})`, async () => {
    const random = randomNumbers(seed);
    resend = await startResend({ faultRate: 1, faultKinds: [{ kind: 'delay', ms: 150 }] });
    mortal = await startMortal({
      script: 'demo',
      dataDir: join(await temporaryFolder(), 'data'),
      env: {
        ALLCLEAR_DEMO_EMPTY: '1',
        ALLCLEAR_ALLOW_PRIVATE_TARGETS: 'on',
        RESEND_API_KEY: 're_test',
        RESEND_BASE_URL: resend.url,
        MAIL_FROM: 'status@lantern.example',
      },
    });
    const sending = await readyToTell(mortal, resend, people);
    const endpoint = await anEndpoint((_request, response) => void setTimeout(() => response.end(), 80));
    await vouchFor(
      mortal,
      hooks.map((path) => endpoint.url(path)),
    );
    resend.failNext(...badHour(random));
    const telling = sending.tellAll();
    const history: string[] = [];
    for (const strike of strikes) {
      await pause(50 + random() * 600);
      if (strike !== 'process') await mortal.killDatabase();
      if (strike === 'both') await pause(random() * 300);
      if (strike !== 'database') await mortal.kill9();
      const took = strike === 'database' ? await untilReady(mortal.allclear) : await mortal.startAgain();
      history.push(`${strike}, ready after ${Math.round(took)} ms, ${sending.count()} mails`);
    }
    await telling;
    const begin = performance.now();
    await resend
      // Five answers in a row that are lost make the house wait a minute before it tries the provider again.
      .waitFor(() => sending.count() >= people.length * 4, 150_000)
      .catch((error: Error) => {
        throw new Error([...history, error.message, mortal?.current().output()].join('\n'));
      });
    if (process.env['KILL_SEED']) console.log(history.join('\n'), performance.now() - begin);
    const unheard = () => hooks.filter((path) => wordsAt(endpoint, path) !== '1,2,3,4');
    await expect
      .poll(() => unheard().map((path) => `${path} ${wordsAt(endpoint, path)}`), { timeout: 60_000 })
      .toEqual([]);
    // What came twice would come now.
    await pause(2_000);
    expect([...sending.heard()].filter(([, heard]) => heard.join() !== '0,1,2,3')).toEqual([]);
    expect(sending.heard().size).toBe(people.length);
    expect(unheard()).toEqual([]);
    await endpoint.close();
    expect(resend.violations).toEqual([]);
    expect(await (await mortal.allclear.fetch('/readyz')).json()).toEqual({ status: 'ready', problems: [] });
    expect(mortal.output()).not.toMatch(/^\s+at |Unhandled/mu);
  });
});

/** The words that a webhook got, by their sequence, in the order in which each came for the first time. */
function wordsAt({ received }: Endpoint, path: string): string {
  const incidents = received.filter((one) => one.path === path && one.body.includes('"incident":'));
  const once = new Map(incidents.map(({ headers, body }) => [headers['webhook-id'], body]));
  return [...once.values()].map((body) => (JSON.parse(body) as { meta: { sequence: number } }).meta.sequence).join();
}

/** An administrator's word makes them active at once. */
async function vouchFor({ allclear }: Mortal, urls: readonly string[]): Promise<void> {
  const admin = api(allclear, allclear.accounts.find(({ role }) => role === 'admin')?.token);
  for (const webhook_url of urls)
    expect((await admin.post('/subscribers', { webhook_url, confirmed: true, consent: 'a test' })).status).toBe(201);
}

describe('a batch in hand', () => {
  const database = useDatabase();
  const given = () =>
    database.db.transaction((tx) =>
      insertBatch(
        tx,
        { id: newId<'batch'>(), payload: Buffer.from('[]'), size: 1 },
        { notificationId: null, channel: 'email', urgent: true, now: Temporal.Now.instant() },
      ),
    );
  const claim = (owner: number) =>
    claimBatch(database.db, owner, { lane: 'mail', keepsKeys: true }) as Promise<Claimed | null>;
  const accepted: Attempt = { outcome: 'accepted', ids: ['1'], reasons: {}, waitSeconds: 0 };

  it('is taken up again at once by the worker that lost the database before it could say what came of it', async () => {
    const id = await given();
    const session = connect(database.connection, 1);
    await signOn(session.db, 7);
    const first = await claim(7);
    const again = await claim(7);
    expect(again).toMatchObject({ id, key: first?.key, attempts: 2 });
    if (again !== null) await finishBatch(database.db, again, accepted, false, newId<'batch'>);
    await session.close();
  });

  it('is left to a worker that lives, free at once when it is dead, and then no longer that one’s to finish', async () => {
    const id = await given();
    const session = connect(database.connection, 1);
    await signOn(session.db, 8);
    const first = await claim(8);
    expect(await claim(9)).toBeNull();
    await session.close();
    const second = await claim(9);
    expect(second).toMatchObject({ id, key: first?.key });
    if (first !== null)
      await finishBatch(database.db, first, { outcome: 'conflict', error: 'too late' }, false, newId<'batch'>);
    if (second !== null) await finishBatch(database.db, second, accepted, false, newId<'batch'>);
    expect(await database.db.select({ state: sendBatch.state }).from(sendBatch).where(eq(sendBatch.id, id))).toEqual([
      { state: 'accepted' },
    ]);
  });
});

/** A bad hour at the provider: of 45 calls every third fails, in one of the ways in which calls fail. */
function badHour(random: () => number): Fault[] {
  const kinds: Fault[] = [
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'status', status: 500, name: 'internal_server_error', accepts: true },
    { kind: 'status', status: 500, name: 'internal_server_error' },
    { kind: 'status', status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '1' } },
  ];
  return Array.from(
    { length: 45 },
    (_, n) =>
      (n % 3 === 0 ? kinds[Math.floor(random() * kinds.length)] : undefined) ?? {
        kind: 'delay',
        ms: Math.round(random() * 300),
      },
  );
}
