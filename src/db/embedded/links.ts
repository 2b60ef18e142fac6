import { lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { unless } from '#db/embedded/errorCode.ts';

type Link = { source: string; target: string };

/** Whether the libraries' links, which npm cannot carry and an install script makes, are all there. */
export async function linksAreComplete(folder: string): Promise<boolean> {
  const found = await Promise.all((await linksOf(folder)).map(({ target }) => lstat(target).catch(unless('ENOENT'))));
  return found.every((link) => link !== undefined);
}

/** Makes the links that are missing. */
export async function completeLinks(folder: string): Promise<void> {
  for (const { source, target } of await linksOf(folder)) {
    await symlink(relative(dirname(target), source), target).catch(unless('EEXIST'));
  }
}

/** The package lists them by paths that begin with `native/`, which is `folder`. */
async function linksOf(folder: string): Promise<Link[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(unless('ENOENT'));
  const within = (path: string) => join(folder, path.replace(/^native\//, ''));
  return (JSON.parse(text ?? '[]') as Link[]).map(({ source, target }) => ({
    source: within(source),
    target: within(target),
  }));
}
