import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The installation's secret: made once, kept in the data directory for its owner alone. */
export async function secretOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim().length >= 32) return kept.trim();
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  // A link fails where another process was first, and then theirs counts; a half-written secret is never seen.
  await link(draft, file).catch(() => {});
  await rm(draft, { force: true });
  return (await readFile(file, 'utf8')).trim();
}
