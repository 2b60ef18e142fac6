import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** `kill -9` of a whole process group; resolves when no member runs any more. A group that is gone already is fine. */
export async function killGroup(leader: number): Promise<void> {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  while (existsSync('/proc/self/stat') && readdirSync('/proc').some((entry) => runsIn(leader, entry))) await sleep(5);
}

/** Not by signal 0: that finds the dead too, and orphans stay listed as zombies for as long as nobody reaps them. */
function runsIn(leader: number, entry: string): boolean {
  if (!/^\d+$/.test(entry)) return false;
  try {
    // proc(5): the state and the group are the first and third field after the name, which may hold spaces.
    const [state, , group] = readFileSync(`/proc/${entry}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(group) === leader && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
