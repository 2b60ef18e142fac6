import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * The Chromium of `@sparticuz/chromium`, unpacked once for each version, with the libraries and the font it brings.
 * It lies in `node_modules/.cache`: the temporary directory is shared, guessable, and cleaned file by file.
 */
export async function unpackedChromium(
  cache = ourCache,
): Promise<{ executablePath: string; env: Record<string, string> }> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const home = join(cache, `chromium-${version}`);
  await mkdir(cache, { recursive: true });
  if (!existsSync(home)) await unpackInto(home);
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_PATH: join(home, 'fonts') },
  };
}

/** Two test files may start at once: each unpacks beside, and the first complete one moves into place in one step. */
async function unpackInto(home: string): Promise<void> {
  const staging = await mkdtemp(`${home}.`);
  try {
    await unpack(staging);
    await writeFile(join(staging, 'fonts', 'fonts.conf'), fontsOf(home));
    await rename(staging, home).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(join(home, 'chromium'))) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** In a process of its own, because the package knows no other place than the temporary directory. */
async function unpack(directory: string): Promise<void> {
  const script = `(await import(${JSON.stringify(pathToFileURL(entry))})).default.executablePath()`;
  // Both variables make it bring the libraries too, which a bare Debian lacks.
  const env = {
    ...process.env,
    TMPDIR: directory,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x',
  };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
}

/** The package's own file names /tmp. */
function fontsOf(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
const packageRoot = join(entry, '..', '..');
const ourCache = join(packageRoot, '..', '..', '.cache', 'allclear');
