import { connect, type Client } from '#db/client.ts';
import { whyUnusable } from '#db/unusable.ts';
import type { Env } from '#platform/env.ts';
import { createOutgoing } from '#platform/outgoing/index.ts';
import { noDoubts } from '#platform/hookSignature.ts';
import { setRuntime, type Runtime } from '#platform/runtime.ts';
import { signedTokens } from '#platform/tokens.ts';
import type { OpenDatabase } from './database.ts';
import { close, listen } from './listen.ts';
import { createDoor } from './server.ts';
import { addressOf } from './server/address.ts';
import { loadPages } from './server/astro.ts';
import { loadDevPages } from './server/astroDev.ts';
import { createContact, type Contact } from './server/contact.ts';
import { createHealth, type Health } from './server/health.ts';
import { keptIn, type Kept } from './server/kept.ts';
import { createPageCache, type Pages } from './server/pageCache.ts';
import { checkSending } from './server/sendingReady.ts';
import { watchPage } from './server/watch.ts';
import type { Mode, Stops } from './start.ts';

/** What a process has before there is a database: its health, and the public pages as they were last known. */
export type Outset = { health: Health; contact: Contact; kept: Kept; bytes: Pages };

export async function setOut(dataDir: string): Promise<Outset> {
  const kept = keptIn(dataDir);
  const contact = createContact(await kept.confirmedAt());
  const bytes = createPageCache(contact, kept.read);
  return { health: createHealth(), contact, kept, bytes };
}

/** The runtime over an open database; from here on the process knows whether it still is. */
export async function createRuntime(
  env: Env,
  { connection, secret }: Omit<OpenDatabase, 'place'>,
  port: number,
  { bytes, contact }: Outset,
  stops: Stops,
): Promise<Runtime> {
  const [client, background] = [connect(connection, poolOf(env)), connect(connection, 2)];
  stops.push(client.close, background.close);
  const { publicUrl, origins } = addressOf(env, port);
  const runtime: Runtime = {
    env,
    publicUrl,
    origins,
    tokens: signedTokens(secret),
    outgoing: createOutgoing({ private: env.ALLCLEAR_ALLOW_PRIVATE_TARGETS }),
    client,
    background,
    pages: bytes,
    hookDoubts: noDoubts(),
  };
  setRuntime(runtime);
  contact.heard();
  stops.push((await watchPage(bytes, contact, background)).stop);
  return runtime;
}

/** A group shares what one process alone may take, and the embedded database has 200 connections for all. */
const poolOf = ({ ALLCLEAR_WEB_PROCESSES: processes }: Env): number =>
  Math.max(2, Math.min(10, Math.floor(60 / processes)));

/** One process that serves: it listens from the first moment, and gets its pages when there is a database. */
export type Front = {
  port: Promise<number>;
  open(runtime: Runtime, database: Omit<OpenDatabase, 'place'>): Promise<void>;
  close(): Promise<unknown>;
};

export function openFront(env: Env, mode: Mode, outset: Outset, stops: Stops): Front {
  const { health, contact, bytes } = outset;
  const door = createDoor({ health, bytes, contact, addressOf: (port) => addressOf(env, port) });
  const port = listen(door, env);
  port.catch(() => {});
  return {
    port,
    open: async (runtime) => {
      checkDatabase(health, runtime.background);
      const { pages, files, render } = await (mode === 'dev' ? loadDevPages(stops) : loadPages(runtime));
      bytes.renderWith(render);
      door.open(pages, files);
    },
    close: () => close(door),
  };
}

/** Readiness asks in the background, so that the web's statements count what requests cost and no more. */
function checkDatabase(health: Health, client: Client): void {
  health.check('database', () =>
    client.db.execute('select 1').then(
      () => null,
      (error: unknown) => whyUnusable(error) ?? 'does not answer',
    ),
  );
  checkSending(health, client);
}
