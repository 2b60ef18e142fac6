import { StartRefusal } from '#domain/startRefusal.ts';
import { bundle, isCurrent } from './build.ts';
import type { Mode, Running } from './start.ts';

/** The process: `node src/main.ts`, and `demo` or `dev` behind it for the made-up organisation. */
try {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new StartRefusal(
      `Allclear runs on Node 24, and this is ${process.version}. Start it by "npm start": npm brings the right one along.`,
    );
  // Astro's own listener swallows what fails outside a request: a worker's bug must at least be heard of.
  process.on('unhandledRejection', (reason) =>
    console.error('Unhandled:', reason instanceof Error ? reason.stack : reason),
  );
  const mode = modeOf(process.argv[2]);
  let running: Running | null = null;
  let isLeaving = false;
  // From the first moment: a start that is called off has to stop the database that it has opened by then.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      isLeaving = true;
      // Whatever hangs, the promise is ten seconds.
      setTimeout(() => process.exit(0), 9_500).unref();
      void Promise.resolve(running?.stop()).then(() => process.exit(0));
    });
  const start = await loadStart(mode);
  if (!isLeaving) {
    running = start(process.env, mode);
    await running.started.catch((error: unknown) => {
      // What breaks while it leaves is no reason not to have started.
      if (!isLeaving) throw error;
    });
  }
} catch (error) {
  // The bundle has its own copy of the class, so the name decides.
  if (!(error instanceof Error) || error.name !== 'StartRefusal') throw error;
  console.error(`Allclear cannot start. ${error.message}`);
  process.exit(1);
}

/** From the bundle where it is current; else from the sources, which build it while they start. */
async function loadStart(mode: Mode): Promise<typeof import('./start.ts').start> {
  const module = mode !== 'dev' && (await isCurrent()) ? bundle : new URL('./start.ts', import.meta.url).href;
  return ((await import(module)) as typeof import('./start.ts')).start;
}

function modeOf(word: string | undefined): Mode {
  if (word === undefined || word === 'demo' || word === 'dev') return word ?? 'start';
  throw new StartRefusal(`"${word}" is not something to start. Example: npm start`);
}
