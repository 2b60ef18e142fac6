import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { guardAgainstRestore, type Directory } from '#commands/sending/guard.ts';
import type { Database } from '#db/client.ts';

/**
 * Compares the data directory's memory with the database's before anything is sent, and counts this start in both. The
 * database counts first: what dies in between makes the next start no older than it is.
 */
export async function guardSending(db: Database, dataDir: string): Promise<void> {
  const file = join(dataDir, 'instance');
  const directory = await read(file);
  const { starts, held } = await guardAgainstRestore(db, directory);
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.draft`, `${directory.id} ${starts}\n`);
  await rename(`${file}.draft`, file);
  if (held)
    console.error(
      'The database looks restored or copied: what was due in it is held until a support manager decides (Deliveries).',
    );
}

async function read(file: string): Promise<Directory> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, id, starts] = /^([0-9a-f]{16}) (\d{1,9})$/u.exec(text.trim()) ?? [];
  return id === undefined ? { id: randomBytes(8).toString('hex'), starts: 0 } : { id, starts: Number(starts) };
}
