import { readdir } from 'node:fs/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '#db/embedded.ts';
import { postmasterOf, rowsOf, within, writeRow } from '../support/embedded.ts';
import { cleanUp, cleanUpPrepared, freshDataFolder, start, usedDataFolder } from '../support/embeddedFolders.ts';

afterEach(cleanUp);
afterAll(cleanUpPrepared);

describe('one Allclear per data folder', () => {
  test('a second one is refused in one line, changes nothing, and the first goes on', async () => {
    const dataDir = await usedDataFolder();
    const first = await openEmbedded(dataDir);
    const postmaster = await postmasterOf(first.place);
    const files = async () => (await readdir(dataDir)).concat(await readdir(first.place)).sort();
    const before = await files();
    expect(await start(dataDir).answer).toEqual({
      name: 'StartRefusal',
      refused: `Another Allclear is already using ${dataDir}. Stop it, or set ALLCLEAR_DATA_DIR to another folder.`,
    });
    expect(await postmasterOf(first.place)).toBe(postmaster);
    expect(await files()).toEqual(before);
    await writeRow(first, 1);
    await first.stop();
  });

  test('of two that start at once on a fresh folder, one wins', async () => {
    const dataDir = await freshDataFolder();
    const both = [start(dataDir), start(dataDir)];
    const answers = await Promise.all(both.map(({ answer }) => answer));
    expect(answers.filter((answer) => 'refused' in answer && answer.refused.startsWith('Another '))).toHaveLength(1);
    const winner = both[answers.findIndex((answer) => 'place' in answer)];
    await writeRow(await winner!.opened(), 1);
    expect(await winner!.terminate()).toBe(0);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  test('one that stops leaves the folder to the next, which waits for it', async () => {
    const dataDir = await usedDataFolder();
    const first = await openEmbedded(dataDir);
    await writeRow(first, 1);
    const [second] = await Promise.all([openEmbedded(dataDir), first.stop()]);
    expect(await rowsOf(second)).toEqual([1]);
    await second.stop();
  });

  test('a broken session of the first does not let a second one in', async () => {
    const dataDir = await usedDataFolder();
    const first = await openEmbedded(dataDir);
    await within(
      first,
      (sql) => sql`
        select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'allclear holder'`,
    );
    expect(await start(dataDir).answer).toMatchObject({ refused: expect.stringContaining('Another Allclear') });
    await writeRow(first, 1);
    await first.stop();
  });

  test('one that lost the database to another is told so, and leaves it alone', async () => {
    const dataDir = await usedDataFolder();
    let reason = '';
    const first = await openEmbedded(dataDir, ({ message }) => (reason = message));
    const holder = await postmasterOf(first.place);
    // The lock is taken in the very moment in which the first has lost its session.
    await within({ connection: { ...first.connection, database: 'postgres' } }, async (sql) => {
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'allclear holder'`;
      await sql`select pg_advisory_lock(7020105093439906162)`;
      await expect.poll(() => reason, { timeout: 5_000 }).toContain('Another Allclear is already using');
      await first.stop();
      expect(await postmasterOf(first.place)).toBe(holder);
    });
  });
});
