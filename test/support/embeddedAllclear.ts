import { openEmbedded } from '#db/embedded.ts';

// A minimal Allclear for the tests: holds the embedded database of a folder until SIGTERM.
// Says one line of JSON: what it opened, or why it refused.
const [dataDir = ''] = process.argv.slice(2);
try {
  const { connection, place, stop } = await openEmbedded(dataDir);
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ connection, place }));
} catch (error) {
  console.log(JSON.stringify({ refused: (error as Error).message, name: (error as Error).name }));
}
