import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readlink, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '#db/embedded/errorCode.ts';

/** What a process is to a data directory: gone, its postmaster, some other program, or not to be told. */
export type Occupant = 'gone' | 'postmaster' | 'another program' | 'unknown';

/** What runs under `pid`. 'gone' and 'another program' are certain: no PostgreSQL of `place` has that pid. */
export async function occupantOf(pid: number, place: string): Promise<Occupant> {
  if (!isAlive(pid)) return 'gone';
  if (process.platform === 'win32') return 'unknown';
  return existsSync('/proc/self/cwd') ? byProc(pid, place) : byPs(pid, place);
}

/** Whether a process of ours, or one that we may signal, has this pid (a zombie counts). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // EPERM is another user's process. PostgreSQL, too, takes it as proof that its own is gone.
    return false;
  }
}

/** A postmaster works in its data directory. Compared by inode, so that no name or mount misleads. */
async function byProc(pid: number, place: string): Promise<Occupant> {
  try {
    const [program, at, own] = await Promise.all([readlink(`/proc/${pid}/exe`), stat(`/proc/${pid}/cwd`), stat(place)]);
    const isPostgres = basename(program).startsWith('postgres');
    return isPostgres && at.ino === own.ino && at.dev === own.dev ? 'postmaster' : 'another program';
  } catch (error) {
    // No exe and no cwd: a zombie, as init-less containers keep them, or a kernel thread.
    return errorCode(error) === 'ENOENT' ? 'another program' : 'unknown';
  }
}

async function byPs(pid: number, place: string): Promise<Occupant> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  if (stdout.trim() === '') return isAlive(pid) ? 'unknown' : 'gone';
  if (!stdout.includes('postgres')) return 'another program';
  return stdout.includes(place) ? 'postmaster' : 'unknown';
}
