import '#platform/temporal.ts';
import { goals } from './goals.ts';

/**
 * `npm run bench`: the goals of speed and size, each as a ratio taken in one run against a bare `node:http` handler
 * that hands out the same bytes, or as a count. `npm run bench -- NAME` for one of them.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in goals));
if (unknown.length > 0) {
  console.error(`There is no goal ${unknown.join(', ')}. There are: ${Object.keys(goals).join(' ')}`);
  process.exit(1);
}
for (const [name, { title, peers, measure }] of Object.entries(goals)) {
  // Those that take minutes are asked for by name.
  if (wanted.length > 0 ? !wanted.includes(name) : name.startsWith('notify')) continue;
  console.log(`\n${name}  ${title}`);
  for (const { what, value, goal } of await measure()) console.log(`    ${what.padEnd(52)}${value.padEnd(16)}${goal}`);
  if (peers !== '') console.log(`    others: ${peers}`);
}
