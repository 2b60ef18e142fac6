import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unless } from '#db/embedded/errorCode.ts';
import type { Server } from '#db/embedded/transport.ts';

/** What a server says of itself in its data directory. A file cut short has pid NaN. */
export type PidFile = Server & { ready: boolean; text: string; ageMs: number };

/** The place's postmaster.pid, if any. Its lines: PostgreSQL's src/include/utils/pidfile.h. */
export async function readPidFile(place: string): Promise<PidFile | undefined> {
  const path = pathOf(place);
  const [text, entry] = await Promise.all([
    readFile(path, 'utf8').catch(unless('ENOENT')),
    stat(path).catch(unless('ENOENT')),
  ]);
  if (text === undefined || entry === undefined) return undefined;
  const [pid, , , port, socketFolder, address, , status] = text.split('\n');
  return {
    pid: Number.parseInt(pid ?? '', 10),
    host: socketFolder || address || '',
    port: Number(port),
    ready: status?.trim() === 'ready',
    text,
    ageMs: Date.now() - entry.mtimeMs,
  };
}

/** Takes away the postmaster.pid of a server that is certainly gone. */
export async function takeAwayPidFile(place: string, stale: PidFile): Promise<void> {
  await takeAwayLock(pathOf(place), stale.text);
}

/** Takes away a lock file that still reads as it did when it was found stale. */
export async function takeAwayLock(path: string, text: string): Promise<void> {
  // Moved aside first and read again: another start may have put a living server's in its stead.
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  await rename(path, aside).catch(unless('ENOENT'));
  const moved = await readFile(aside, 'utf8').catch(unless('ENOENT'));
  if (moved !== undefined && moved !== text) await link(aside, path).catch(unless('EEXIST'));
  await rm(aside, { force: true });
}

function pathOf(place: string): string {
  return join(place, 'postmaster.pid');
}
