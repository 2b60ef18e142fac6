import { chmod, cp, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '#db/embedded.ts';
import { carriedBinaries } from '#db/embedded/binaries.ts';
import { runnablePrograms } from '#db/embedded/installation.ts';
import { run } from '#db/embedded/run.ts';
import { rowsOf, writeRow } from '../support/embedded.ts';
import { cleanUp, freshDataFolder, start, temporaryFolder } from '../support/embeddedFolders.ts';

afterEach(cleanUp);

const weAreRoot = process.getuid?.() === 0;
const OWNER_ONLY = 0o700;

// Only root can be nobody as well; other users' databases are in all the other tests.
describe.runIf(weAreRoot)('as root, in a folder that user nobody cannot reach', () => {
  test('the files lie under /var/lib/allclear, and a deleted folder starts fresh', async () => {
    const dataDir = await freshDataFolder(OWNER_ONLY);
    const first = start(dataDir);
    const opened = await first.opened();
    const id = (await readFile(join(dataDir, 'database-id'), 'utf8')).trim();
    expect(opened.place).toBe(`/var/lib/allclear/${id}`);
    expect(id).toMatch(/^[a-z0-9]{12}$/);
    expect(await stat(opened.place)).toMatchObject({ uid: 65534, mode: 0o40700 });
    await writeRow(opened, 1);
    expect(await first.terminate()).toBe(0);

    const again = start(dataDir);
    expect(await again.opened()).toMatchObject({ place: opened.place });
    expect(await rowsOf(await again.opened())).toEqual([1]);
    expect(await again.terminate()).toBe(0);

    await rm(dataDir, { recursive: true });
    const fresh = start(dataDir);
    expect((await fresh.opened()).place).not.toBe(opened.place);
    await expect(rowsOf(await fresh.opened())).rejects.toThrow('does not exist');
    expect(await fresh.terminate()).toBe(0);
  });

  test('of two that start at once, one wins and nothing of the other is left', async () => {
    await mkdir('/var/lib/allclear', { recursive: true });
    const before = await readdir('/var/lib/allclear');
    const dataDir = await freshDataFolder(OWNER_ONLY);
    const answers = await Promise.all([start(dataDir).answer, start(dataDir).answer]);
    expect(answers.filter((answer) => 'refused' in answer && answer.refused.startsWith('Another '))).toHaveLength(1);
    const after = await readdir('/var/lib/allclear');
    const made = after.filter((name) => !before.includes(name) && !name.startsWith('postgres-'));
    expect(made).toEqual([(await readFile(join(dataDir, 'database-id'), 'utf8')).trim()]);
  });

  test('files that are gone are not silently replaced by an empty database', async () => {
    const dataDir = await freshDataFolder(OWNER_ONLY);
    const { place, stop } = await openEmbedded(dataDir);
    await stop();
    await rm(place, { recursive: true });
    await expect(openEmbedded(dataDir)).rejects.toThrow(/which is gone\. Put it back, or delete .*database-id/);
  });

  test('a database stays where it is when the folder opens up later', async () => {
    const dataDir = await freshDataFolder(OWNER_ONLY);
    const first = start(dataDir);
    const { place } = await first.opened();
    await first.terminate();
    await chmod(dirname(dataDir), 0o755);
    await chmod(dataDir, 0o755);
    expect(await start(dataDir).opened()).toMatchObject({ place });
  });

  test('programs that npm put there are copied once, with the links that an install script makes', async () => {
    const version = `18-test-${process.pid}`;
    const copy = `/var/lib/allclear/postgres-${version}`;
    const folder = join(await temporaryFolder(OWNER_ONLY), 'native');
    const carried = (await carriedBinaries()).folder;
    // Without links, as after npm ci --ignore-scripts.
    await cp(carried, folder, { recursive: true, filter: async (path) => !(await lstat(path)).isSymbolicLink() });
    const nobody = { uid: 65534, gid: 65534 };
    try {
      const asked = [0, 1, 2].map(() => runnablePrograms({ folder, version }, nobody, '/nowhere'));
      expect(await Promise.all(asked)).toEqual([copy, copy, copy]);
      expect(await run(join(copy, 'bin', 'initdb'), ['--version'], nobody)).toMatchObject({ code: 0 });
      expect((await readdir('/var/lib/allclear')).filter((name) => name.includes(`draft-${process.pid}`))).toEqual([]);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});
