import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartRefusal } from '#domain/startRefusal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', '.built');
const lock = join(root, 'node_modules', '.allclear-build');

/** Builds the pages if they are missing or older than the sources. Of several that start at once, one builds. */
export async function buildIfStale(): Promise<void> {
  if (await isCurrent()) return;
  const mine = await mkdir(lock).then(() => true, () => false);
  if (!mine) return waitForOther();
  try {
    await build();
    await writeFile(stamp, await fingerprint());
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

const isCurrent = async (): Promise<boolean> =>
  existsSync(join(root, 'dist/server/entry.mjs')) && (await readFile(stamp, 'utf8').catch(() => '')) === (await fingerprint());

/** How many source files there are and when the newest changed: a file that was removed counts as well. */
async function fingerprint(): Promise<string> {
  const folders = await Promise.all(['src', 'public'].map((name) => readdir(join(root, name), { recursive: true }).catch(() => [])));
  const files = [...(folders[0] ?? []).map((name) => join('src', name)), ...(folders[1] ?? []).map((name) => join('public', name)), 'astro.config.mjs', 'package-lock.json'];
  const times = await Promise.all(files.map(async (name) => (await stat(join(root, name)).catch(() => null))?.mtimeMs ?? 0));
  return `${files.length} ${Math.max(0, ...times)}`;
}

async function build(): Promise<void> {
  console.log('Building the pages, once …');
  const require = createRequire(import.meta.url);
  const astro = join(dirname(require.resolve('astro/package.json')), 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [astro, 'build', '--silent'], { cwd: root, env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new StartRefusal(`The pages could not be built:\n${output.slice(-4_000)}`);
}

/** Somebody else builds: wait for them; a lock that a killed build left is taken over after two minutes. */
async function waitForOther(): Promise<void> {
  const since = (await stat(lock).catch(() => null))?.mtimeMs ?? Date.now();
  if (Date.now() - since > 120_000) await rm(lock, { recursive: true, force: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return buildIfStale();
}
