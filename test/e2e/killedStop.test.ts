import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Api } from '../support/allclear.ts';
import { freePort } from '../support/allclear/freePort.ts';
import { startServer } from '../support/allclear/server.ts';
import { postmasterOf, runs, until } from '../support/embedded.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';
import { placeOf, startMortal, untilReady, type Mortal } from '../support/journey/mortal.ts';
import { programsOf } from '../support/journey/programs.ts';
import { readyToTell, type Sending } from '../support/journey/sending.ts';
import { startResend, type FakeResend } from '../support/resend.ts';

const people = Array.from({ length: 250 }, (_, n) => `reader-${n}@reader.example`);
const longest = 10_000;

describe('SIGTERM', { timeout: 90_000 }, () => {
  let resend: FakeResend;
  let mortal: Mortal | undefined;

  afterEach(async () => {
    await mortal?.current().stop();
    await resend?.close();
    await cleanUp();
  });

  async function given(delay: number, readers = people): Promise<Sending> {
    resend = await startResend({ faultRate: 1, faultKinds: [{ kind: 'delay', ms: delay }] });
    mortal = await startMortal({
      script: 'demo',
      dataDir: join(await temporaryFolder(), 'data'),
      env: {
        ALLCLEAR_DEMO_EMPTY: '1',
        RESEND_API_KEY: 're_test',
        RESEND_BASE_URL: resend.url,
        MAIL_FROM: 'status@lantern.example',
      },
    });
    return readyToTell(mortal, resend, readers);
  }

  /** Its exit code, once it has ended within what was promised and has left no database running. */
  async function terminated(mortal: Mortal): Promise<number | null> {
    const postmaster = await postmasterOf(placeOf(mortal.current()));
    const begin = performance.now();
    const code = await mortal.current().stop();
    expect(performance.now() - begin).toBeLessThan(longest);
    await until(async () => !(await runs(postmaster)));
    return code;
  }

  async function expectEverybodyToldOnce(sending: Sending): Promise<void> {
    // What came twice would come now.
    await pause(2_000);
    expect([...sending.heard().values()].map((heard) => heard.join())).toEqual(people.map(() => '0'));
    expect(resend.violations).toEqual([]);
  }

  it('lets the call at the provider finish, ends with 0, and the next start goes on at once', async () => {
    const sending = await given(1_500);
    await sending.publish();
    await resend.waitFor(() => sending.calls().length === 1);
    expect(await terminated(mortal as Mortal)).toBe(0);
    expect([sending.calls(), sending.count()]).toEqual([[200], 100]);
    await mortal?.startAgain();
    await resend.waitFor(() => sending.count() === people.length, 8_000);
    await expectEverybodyToldOnce(sending);
    expect(sending.calls()).toEqual([200, 200, 200]);
  });

  it.each([
    ['answers at all', '/healthz'],
    ['shows its page', '/'],
  ])('ends a start with 0 the moment that it %s, and leaves no database', async (_moment, path) => {
    const dataDir = join(await temporaryFolder(), 'data');
    const port = await freePort();
    const server = await startServer({
      argv: ['src/main.ts'],
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { PORT: String(port), ALLCLEAR_DATA_DIR: dataDir },
      isReady: () =>
        fetch(`http://127.0.0.1:${port}${path}`).then(
          ({ ok }) => ok,
          () => false,
        ),
    });
    expect([await server.stop(), server.output()]).toEqual([0, expect.not.stringContaining('cannot start')]);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('does not wait for a provider that hangs, and what hung there is told once', async () => {
    const sending = await given(50);
    resend.failNext({ kind: 'delay', ms: 8_000 });
    await sending.publish();
    await resend.waitFor(() => sending.calls().length === 1);
    expect(await terminated(mortal as Mortal)).toBe(0);
    expect(sending.count()).toBe(0);
    await mortal?.startAgain();
    await resend.waitFor(() => sending.count() === people.length, 30_000);
    await expectEverybodyToldOnce(sending);
  });

  it('finishes the requests in hand, and none of them fails', async () => {
    const { journey } = await given(10, []);
    const agent = journey.as('agent');
    const answers: (number | 'refused')[] = [];
    const opened: string[] = [];
    let stopping = false;
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let n = 0; !stopping || answers.at(-1) !== 'refused'; n += 1) {
        const title = `Problem ${client}.${n}`;
        const status = await agent.post('/investigations', { title }).then(
          ({ status }) => status,
          () => 'refused' as const,
        );
        answers.push(status);
        if (status === 201) opened.push(title);
        if (status === 'refused') return;
      }
    });
    await pause(500);
    stopping = true;
    expect(await terminated(mortal as Mortal)).toBe(0);
    await Promise.all(clients);
    expect([...new Set(answers)].sort()).toEqual([201, 'refused']);
    await mortal?.startAgain();
    const kept = await titles(agent);
    expect(opened.filter((title) => !kept.includes(title))).toEqual([]);
  });

  it('to npm start ends everything that it began', async () => {
    const dataDir = join(await temporaryFolder(), 'data');
    const url = `http://127.0.0.1:${await freePort()}`;
    const npm = spawn('npm', ['start'], {
      cwd: join(import.meta.dirname, '../..'),
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        HOME: process.env['HOME'] ?? '/',
        PORT: new URL(url).port,
        ALLCLEAR_DATA_DIR: dataDir,
      },
      detached: true,
      stdio: 'ignore',
    });
    await untilReady({ fetch: (path) => fetch(`${url}${path}`) });
    expect((await programsOf(dataDir)).length).toBeGreaterThan(1);
    const exit = once(npm, 'exit');
    npm.kill('SIGTERM');
    const begin = performance.now();
    await exit;
    while ((await programsOf(dataDir)).length > 0 && performance.now() - begin < longest) await pause(50);
    expect(await programsOf(dataDir)).toEqual([]);
  });
});

/** Of all investigations, page by page. */
async function titles(agent: Api): Promise<string[]> {
  const all: string[] = [];
  for (let path: string | null = '/investigations?limit=100'; path !== null;) {
    const { body }: { body: { data: { title: string }[]; next: string | null } } = await agent.get(path);
    all.push(...body.data.map(({ title }) => title));
    path = body.next && `/investigations?limit=100&cursor=${encodeURIComponent(body.next)}`;
  }
  return all;
}
