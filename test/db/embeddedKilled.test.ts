import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '#db/embedded.ts';
import { postmasterOf, rowsOf, runs, until, writeRow } from '../support/embedded.ts';
import { cleanUp, cleanUpPrepared, freshDataFolder, start, usedDataFolder } from '../support/embeddedFolders.ts';

afterEach(cleanUp);
afterAll(cleanUpPrepared);

describe('after kill -9', () => {
  test('of Allclear and its process group, the next start takes over the running server', async () => {
    const dataDir = await usedDataFolder();
    const killed = start(dataDir);
    const opened = await killed.opened();
    await writeRow(opened, 1);
    const postmaster = await postmasterOf(opened.place);
    await killed.kill9();
    expect(await runs(postmaster)).toBe(true);
    const next = await openEmbedded(dataDir);
    expect(await postmasterOf(opened.place)).toBe(postmaster);
    expect(await rowsOf(next)).toEqual([1]);
    await next.stop();
    await until(async () => !(await runs(postmaster)));
  });

  test('of the server, it comes back at once with every acknowledged row, and is still ours', async () => {
    const dataDir = await usedDataFolder();
    const database = await openEmbedded(dataDir);
    for (const n of [1, 2]) {
      await writeRow(database, n);
      process.kill(await postmasterOf(database.place), 'SIGKILL');
      await until(async () => (await rowsOf(database)).length === n);
    }
    expect(await start(dataDir).answer).toMatchObject({ refused: expect.stringContaining('Another Allclear') });
    await database.stop();
    await pause(1_200);
    await expect(postmasterOf(database.place)).rejects.toThrow('ENOENT');
  });

  test('of a server that was taken over, it comes back too', async () => {
    const dataDir = await usedDataFolder();
    const killed = start(dataDir);
    await killed.opened();
    await killed.kill9();
    const database = await openEmbedded(dataDir);
    await writeRow(database, 1);
    process.kill(await postmasterOf(database.place), 'SIGKILL');
    await until(async () => (await rowsOf(database)).length === 1);
    await database.stop();
  });

  test('of Allclear and the server, the next start recovers', async () => {
    const dataDir = await usedDataFolder();
    const killed = start(dataDir);
    const opened = await killed.opened();
    await writeRow(opened, 1);
    process.kill(await postmasterOf(opened.place), 'SIGKILL');
    await killed.kill9();
    const next = await openEmbedded(dataDir);
    expect(await rowsOf(next)).toEqual([1]);
    await next.stop();
  });

  test('of a server whose number another program has got since, the next start recovers', async () => {
    const dataDir = await usedDataFolder();
    const killed = start(dataDir);
    const opened = await killed.opened();
    await writeRow(opened, 1);
    const dead = await postmasterOf(opened.place);
    // Allclear first: it would start the server again.
    await killed.kill9();
    process.kill(dead, 'SIGKILL');
    await until(async () => !(await runs(dead)));
    // The same user as the server's: PostgreSQL would take it for a server of its own.
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534 } : {});
    for (const lock of [join(opened.place, 'postmaster.pid'), join(opened.connection.host, '.s.PGSQL.5432.lock')]) {
      await writeFile(lock, (await readFile(lock, 'utf8')).replace(`${dead}\n`, `${other.pid}\n`));
    }
    try {
      const next = await openEmbedded(dataDir);
      expect(await rowsOf(next)).toEqual([1]);
      await next.stop();
      expect(await runs(other.pid ?? 0)).toBe(true);
    } finally {
      other.kill('SIGKILL');
    }
  });

  test('in the middle of making the database, the next start makes it', async () => {
    const dataDir = await freshDataFolder();
    const killed = start(dataDir);
    await until(async () => (await readdir(dataDir, { recursive: true })).some((name) => name.endsWith('/pg_wal')));
    await killed.kill9();
    expect(await readdir(dataDir)).not.toContain('postgres');
    const next = await openEmbedded(dataDir);
    await writeRow(next, 1);
    await next.stop();
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });
});
