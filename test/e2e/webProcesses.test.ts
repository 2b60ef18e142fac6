import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, startAllclear, type Allclear } from '../support/allclear.ts';
import { runs } from '../support/embedded.ts';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';
import { startedBy } from '../support/journey/programs.ts';

/** PERFORMANCE 1 and 4: one page, served by as many processes as there are cores. */
describe('two web processes', { timeout: 60_000 }, () => {
  let allclear: Allclear;
  let dataDir: string;
  const start = () =>
    startAllclear({ script: 'demo', dataDir, env: { ALLCLEAR_WEB_PROCESSES: '2', ALLCLEAR_DEMO_EMPTY: '1' } });
  const webOf = async () => (await startedBy(allclear.pid)).filter(({ command }) => command.includes('src/main.ts'));

  beforeAll(async () => {
    dataDir = join(await temporaryFolder(), 'data');
    allclear = await start();
  }, 180_000);
  afterAll(async () => {
    await allclear?.stop();
    await cleanUp();
  });

  /** Each view is a connection of its own, so that both have their turn. */
  const views = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async () =>
        (await allclear.fetch('/', { headers: { connection: 'close' } })).text(),
      ),
    );

  it('both show what was published on either, within a second', async () => {
    await views(20);
    const admin = api(allclear, allclear.account('admin').token);
    const [category] = (await admin.get<{ data: { id: string }[] }>('/categories')).body.data;
    const added = await admin.post('/components', { name: 'A brand-new part', category_id: category?.id });
    expect(added.status).toBe(201);
    const begin = performance.now();
    while (!(await views(8)).every((page) => page.includes('A brand-new part')))
      if (performance.now() - begin > 1_000) throw new Error('One of them does not show it.');
  });

  it('one that is killed is started again, and nobody is left without an answer for long', async () => {
    const [first, second] = await webOf();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    while ((await webOf()).length < 2 || (await webOf()).some(({ pid }) => pid === first?.pid)) await pause(50);
    expect((await webOf()).map(({ pid }) => pid)).toContain(second?.pid);
    while ((await allclear.fetch('/readyz', { headers: { connection: 'close' } })).status !== 200) await pause(50);
    expect((await views(8)).every((page) => page.includes('A brand-new part'))).toBe(true);
  });

  it('none of them outlives the first that is killed, and the next start shows what was there', async () => {
    const web = await webOf();
    process.kill(allclear.pid, 'SIGKILL');
    for (const { pid } of web) while (await runs(pid)) await pause(20);
    allclear = await start();
    expect((await views(8)).every((page) => page.includes('A brand-new part'))).toBe(true);
  });

  it('nor the first that is asked to stop', async () => {
    const web = await webOf();
    expect(await allclear.stop()).toBe(0);
    for (const { pid } of web) expect(await runs(pid)).toBe(false);
  });
});
