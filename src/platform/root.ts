import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder as a URL with a slash, found upwards: this file runs from `src/` and, bundled, from `dist/`. */
export const root: URL = upwards(new URL('./', import.meta.url));

function upwards(folder: URL): URL {
  if (existsSync(new URL('package-lock.json', folder))) return folder;
  const parent = new URL('../', folder);
  if (parent.href === folder.href)
    throw new Error('package-lock.json is not above this file: the installation is not whole');
  return upwards(parent);
}

/** A path below the project's folder. */
export const inRoot = (path: string): string => fileURLToPath(new URL(path, root));
