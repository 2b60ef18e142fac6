import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';
import { unpackedChromium } from './browser/unpackedChromium.ts';

/**
 * Starts a headless Chromium: `CHROMIUM_PATH`, else one on the machine, else the one that npm brought.
 * Throws when none of them starts: a journey is never skipped. The caller closes it.
 */
export async function openBrowser(): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return launch({ executablePath: chosen });
  const installed = chromiumOnTheMachine();
  if (!installed) return launch(await unpackedChromium());
  // Ubuntu's chromium-browser may be a stub that only asks for a snap.
  return launch({ executablePath: installed }).catch(async () => launch(await unpackedChromium()));
}

type Program = { executablePath: string; env?: Record<string, string> };

function launch({ executablePath, env = {} }: Program): Promise<Browser> {
  return chromium.launch({ executablePath, args: quietAndAlone, env: { ...process.env, ...env } });
}

function chromiumOnTheMachine(): string | null {
  for (const name of ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']) {
    try {
      return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not on the PATH: the next name.
    }
  }
  return null;
}

/** Root in a container has no sandbox, and nothing but our pages may be fetched. */
const quietAndAlone = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-extensions',
  '--metrics-recording-only',
  '--font-render-hinting=none',
];
