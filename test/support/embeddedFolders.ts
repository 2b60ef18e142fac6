import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { openEmbedded } from '#db/embedded.ts';
import { runs, startAllclear, until, type Starter } from './embedded.ts';

const folders: string[] = [];
const places = new Set<string>();
const starters: Starter[] = [];
let prepared: Promise<string> | undefined;

/** A temporary folder whose owner alone (0700), or everybody (0755), gets through. */
export async function temporaryFolder(mode = 0o755): Promise<string> {
  const folder = await newFolder(mode);
  folders.push(folder);
  return folder;
}

/** A data folder that is yet to be made. */
export async function freshDataFolder(mode?: number): Promise<string> {
  return join(await temporaryFolder(mode), 'data');
}

/** A data folder that an Allclear has used before: quicker than a fresh one. */
export async function usedDataFolder(): Promise<string> {
  const dataDir = await freshDataFolder();
  await promisify(execFile)('cp', ['-a', await (prepared ??= prepare()), dataDir]);
  return dataDir;
}

/** Starts an Allclear of its own process on a folder. It ends with the test. */
export function start(dataDir: string): Starter {
  const starter = startAllclear(dataDir);
  starters.push(starter);
  void starter.answer.then((said) => 'place' in said && places.add(said.place));
  return starter;
}

/** After each test: ends what it left running, by pid, and removes its files. */
export async function cleanUp(): Promise<void> {
  await Promise.all(starters.splice(0).map((starter) => starter.kill9()));
  for (const folder of folders) for (const place of await clustersBelow(folder)) places.add(place);
  for (const place of places) {
    await stopServer(place);
    await rm(place, { recursive: true, force: true });
  }
  places.clear();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** After a file's tests: removes the folder that the used ones are copied from. */
export async function cleanUpPrepared(): Promise<void> {
  if (prepared) await rm(dirname(await prepared), { recursive: true, force: true });
}

async function prepare(): Promise<string> {
  const dataDir = join(await newFolder(0o755), 'data');
  await (await openEmbedded(dataDir)).stop();
  return dataDir;
}

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp('/tmp/embedded-test-');
  await chmod(folder, mode);
  return folder;
}

async function clustersBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  return found.filter((name) => name.endsWith('/postmaster.pid')).map((name) => dirname(join(folder, name)));
}

async function stopServer(place: string): Promise<void> {
  const [pid, , , , socketFolder] = (await readFile(join(place, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (program.trim() === 'postgres') {
    process.kill(Number(pid), 'SIGINT');
    await until(async () => !(await runs(Number(pid))));
  }
  if (socketFolder?.startsWith('/tmp/allclear-db-')) await rm(socketFolder, { recursive: true, force: true });
}
