// Prints `N passed, N failed` from Vitest's JSON report. Exits 1 if anything failed or nothing ran.
// A file that could not even be loaded has no tests of its own: it counts as one failure.
import { readFileSync } from 'node:fs';

const files = read(process.argv[2]);
const outcomes = files.flatMap((file) => file.assertionResults.map((test) => test.status));
const passed = outcomes.filter((status) => status === 'passed').length;
const failedTests = outcomes.filter((status) => status === 'failed').length;
const brokenFiles = files.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
).length;
const unrun = outcomes.length - passed - failedTests;
const failed = failedTests + brokenFiles;

if (unrun > 0) console.log(`${unrun} skipped or never finished`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch {
    console.log('Vitest left no report.');
    return [];
  }
}
