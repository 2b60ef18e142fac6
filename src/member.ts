import { readEnv } from '#platform/env.ts';
import type { Said, Told } from './group.ts';
import { createRuntime, openFront, setOut } from './web.ts';
import type { Mode, Stops } from './start.ts';

const say = (said: Said): void => void process.send?.(said);

/** One web process of a group: it listens from the first moment, and gets the database from the first process. */
export async function openMember(source: NodeJS.ProcessEnv, mode: Mode, stops: Stops): Promise<void> {
  const env = readEnv(source);
  const outset = await setOut(env.ALLCLEAR_DATA_DIR ?? '');
  const { health, contact } = outset;
  let missing: string | null = 'starting';
  health.check('start', async () => missing);
  const front = openFront(env, mode, outset, stops);
  stops.push(front.close);
  const port = await front.port.catch((error: Error) => {
    say({ refused: error.message });
    throw error;
  });
  say({ port });
  const gauges = new Map<string, number>();
  process.on('message', (told: Told) => {
    if ('waiting' in told) {
      missing = told.waiting;
      contact.lost();
    } else if ('gauges' in told) {
      for (const { name, help, value } of told.gauges) {
        if (!gauges.has(name)) health.measure({ name, help, read: () => gauges.get(name) ?? 0 });
        gauges.set(name, value);
      }
    } else
      void createRuntime(env, told.database, port, outset, stops)
        .then((runtime) => front.open(runtime, told.database))
        .then(
          () => (missing = null),
          // Started again by the first process, in a moment.
          (error: unknown) => (console.error('A web process could not start:', error), process.exit(1)),
        );
  });
  say('hello');
}
