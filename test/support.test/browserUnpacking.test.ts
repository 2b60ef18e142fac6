import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { unpackedChromium } from '../support/browser/unpackedChromium.ts';

const run = promisify(execFile);
let cache: string;
afterEach(() => rm(cache, { recursive: true }));

// Unpacking 60 MB twice is work for both cores: how long that takes is not the question here.
it(
  'two test files that need the first browser at the same time both get a whole one',
  { timeout: 120_000 },
  async () => {
    cache = await mkdtemp(join(tmpdir(), 'allclear-browser-'));
    const program = `
    import { execFileSync } from 'node:child_process';
    import { unpackedChromium } from './test/support/browser/unpackedChromium.ts';
    const { executablePath, env } = await unpackedChromium(process.argv[1]);
    console.log(execFileSync(executablePath, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } }));`;
    const unpack = () => run(process.execPath, ['--input-type=module', '--eval', program, cache]);
    const [one, other] = await Promise.all([unpack(), unpack()]);
    expect(one.stdout).toMatch(/Chromium \d+/i);
    expect(other.stdout).toBe(one.stdout);
    expect(await readdir(cache)).toEqual([expect.stringMatching(/^chromium-[\d.]+$/)]);
    expect((await unpackedChromium(cache)).executablePath.startsWith(cache)).toBe(true);
  },
);
