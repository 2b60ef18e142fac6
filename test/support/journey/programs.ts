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

/** The programs that a program has started and that still run. */
export async function childrenOf(parent: number): Promise<string[]> {
  const said = await Promise.all(
    (await others()).map(async (pid) => [await read(pid, 'stat'), await read(pid, 'cmdline')]),
  );
  // proc(5): the state and the parent are the first two fields after the name, which may hold spaces.
  return said
    .filter(([stat = '']) => new RegExp(`\\) [^ZX] ${parent} `, 'u').test(stat))
    .map(([, cmdline = '']) => cmdline.replaceAll('\0', ' '));
}

const others = async () =>
  (await readdir('/proc')).filter((name) => /^\d+$/u.test(name) && name !== String(process.pid));
const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
