import { chmod, mkdir, stat } from 'node:fs/promises';

/** Where root keeps what user `nobody` must reach: copies of the programs, and databases. */
export const stateFolder = '/var/lib/allclear';

/** The state folder, made if need be and open to be passed through. */
export async function openStateFolder(): Promise<string> {
  await mkdir(stateFolder, { recursive: true, mode: 0o755 });
  const { mode } = await stat(stateFolder);
  // A umask of 077, or a data folder of the same name from before, would shut nobody out.
  if ((mode & 0o011) !== 0o011) await chmod(stateFolder, (mode & 0o777) | 0o011);
  return stateFolder;
}
