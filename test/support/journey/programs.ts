import { readdir, readFile } from 'node:fs/promises';

/** Every program, other than this one, that has a text among its arguments or in its environment. */
export async function programsOf(text: string): Promise<string[]> {
  const said = await Promise.all(
    (await others()).map(async (pid) => [pid, await read(pid, 'cmdline'), await read(pid, 'environ')]),
  );
  return said
    .filter(([, ...said]) => said.join('').includes(text))
    .map(([pid, cmdline]) => `${pid} ${cmdline?.replaceAll('\0', ' ')}`);
}

/** The programs that a program has started and that still run, by what they were started with. */
export const childrenOf = async (parent: number): Promise<string[]> =>
  (await startedBy(parent)).map(({ command }) => command);

/** The same with their process ids. */
export async function startedBy(parent: number): Promise<{ pid: number; command: string }[]> {
  const said = await Promise.all(
    (await others()).map(async (pid) => ({
      pid: Number(pid),
      stat: await read(pid, 'stat'),
      command: (await read(pid, 'cmdline')).replaceAll('\0', ' '),
    })),
  );
  // proc(5): the state and the parent are the first two fields after the name, which may hold spaces.
  return said.filter(({ stat }) => new RegExp(`\\) [^ZX] ${parent} `, 'u').test(stat));
}

const others = async () =>
  (await readdir('/proc')).filter((name) => /^\d+$/u.test(name) && name !== String(process.pid));
const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
