import '#platform/temporal.ts';
import { StartRefusal } from '#domain/startRefusal.ts';
import { loadDotEnv, readEnv } from '#platform/env.ts';
import { start, type Mode } from './start.ts';

/** The process: `node src/main.ts`, and `demo` or `dev` behind it for the made-up organisation. */
try {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new StartRefusal(`Allclear runs on Node 24, and this is ${process.version}. Start it by "npm start": npm brings the right one along.`);
  // Astro's own listener swallows what fails outside a request: a worker's bug must at least be heard of.
  process.on('unhandledRejection', (reason) => console.error('Unhandled:', reason instanceof Error ? reason.stack : reason));
  loadDotEnv();
  const running = await start(readEnv(process.env), modeOf(process.argv[2]));
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      // Whatever hangs, the promise is ten seconds.
      setTimeout(() => process.exit(0), 9_500).unref();
      void running.stop().then(() => process.exit(0));
    });
} catch (error) {
  if (!(error instanceof StartRefusal)) throw error;
  console.error(`Allclear cannot start. ${error.message}`);
  process.exit(1);
}

function modeOf(word: string | undefined): Mode {
  if (word === undefined || word === 'demo' || word === 'dev') return word ?? 'start';
  throw new StartRefusal(`"${word}" is not something to start. Example: npm start`);
}
