import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openEmbedded, openThrowaway } from '#db/embedded.ts';
import { postmasterOf, rowsOf, runs, until, within, writeRow } from '../support/embedded.ts';
import {
  cleanUp,
  cleanUpPrepared,
  freshDataFolder,
  start,
  temporaryFolder,
  usedDataFolder,
} from '../support/embeddedFolders.ts';

afterEach(cleanUp);
afterAll(cleanUpPrepared);

describe('a data folder', () => {
  test('is made on the first start, and its rows are there at the next, which is quick', async () => {
    const dataDir = await freshDataFolder();
    const first = await openEmbedded(dataDir);
    await writeRow(first, 1);
    await first.stop();
    await first.stop();
    const begin = performance.now();
    const second = await openEmbedded(dataDir);
    // 0.1 s on a quiet machine; this one may be running other tests.
    expect(performance.now() - begin).toBeLessThan(1_500);
    expect(await rowsOf(second)).toEqual([1]);
    // PostgreSQL does not run as root; nobody else reads its files.
    const serverUid = process.getuid?.() === 0 ? 65534 : process.getuid?.();
    expect(await stat(second.place)).toMatchObject({ mode: 0o40700, uid: serverUid });
    await second.stop();
    expect(await readdir(dataDir)).toEqual(['postgres']);
    await expect(stat(second.connection.host)).rejects.toThrow('ENOENT');
  });

  test('may have spaces, quotes, other alphabets and a path of 150 characters', async () => {
    const odd = join(await temporaryFolder(), `it's "our" статус 状态 $HOME`);
    const database = await openEmbedded(join(odd, 'x'.repeat(150 - odd.length)));
    await writeRow(database, 1);
    expect(await rowsOf(database)).toEqual([1]);
    await database.stop();
  });

  test('keeps text in UTF-8 and compares it regardless of case beyond ASCII', async () => {
    const database = await openEmbedded(await usedDataFolder());
    const [row] = await within(
      database,
      (sql) => sql`
        select upper('señal') as upper, 'É' ilike 'é' as alike, current_setting('server_encoding') as encoding`,
    );
    expect(row).toEqual({ upper: 'SEÑAL', alike: true, encoding: 'UTF8' });
    await database.stop();
  });

  test('that cannot be made is refused in one line', async () => {
    const file = join(await temporaryFolder(), 'a file');
    await writeFile(file, '');
    expect(await start(join(file, 'data')).answer).toMatchObject({
      name: 'StartRefusal',
      refused: expect.stringMatching(/^Allclear cannot keep its database in [^\n]*ENOTDIR[^\n]*$/),
    });
  });

  test('of another PostgreSQL is refused with what to do', async () => {
    const dataDir = await usedDataFolder();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    await expect(openEmbedded(dataDir)).rejects.toThrow(/is of PostgreSQL 17, this Allclear carries 18/);
  });

  test('with something else in the place of the database is refused, and nothing of it is touched', async () => {
    const dataDir = await usedDataFolder();
    await rename(join(dataDir, 'postgres', 'PG_VERSION'), join(dataDir, 'postgres', 'elsewhere'));
    const before = await readdir(dataDir, { recursive: true });
    await expect(openEmbedded(dataDir)).rejects.toThrow(/is in the way: it is not a PostgreSQL data directory/);
    expect(await readdir(dataDir, { recursive: true })).toEqual(before);
  });
});

describe('a throwaway database', () => {
  test.each([
    ['Unix sockets', true],
    ['TCP with a password', false],
  ])('works over %s and leaves nothing behind', async (_, overSockets) => {
    const database = await openThrowaway(overSockets);
    await writeRow(database, 1);
    expect(await rowsOf(database)).toEqual([1]);
    const postmaster = await postmasterOf(database.place);
    await database.stop();
    await until(async () => !(await runs(postmaster)));
    await expect(stat(dirname(database.place))).rejects.toThrow('ENOENT');
    if (overSockets) await expect(stat(database.connection.host)).rejects.toThrow('ENOENT');
    else expect(database.connection.password).toMatch(/^.{32}$/);
  });
});
