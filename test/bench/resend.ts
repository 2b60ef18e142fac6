import { startResend, type AcceptedMail } from '../support/resend.ts';

/**
 * A provider in a process of its own: Resend's API with a rate limit, a memory of keys and a share of calls that fail.
 * `node resend.ts CALLS_PER_SECOND FAULT_RATE`; each line that is written to it is answered with what it has seen.
 */
const [rate = '5', faults = '0'] = process.argv.slice(2);
const resend = await startResend({
  ...(rate === '0' ? {} : { callsPerSecond: Number(rate) }),
  faultRate: Number(faults),
  keepBodies: false,
});
const began = new Map<number, number>();
let [mails, last, twice] = [0, 0, 0];
const seen = new Set<string>();
/** What is accepted is counted and forgotten, so that a million costs no memory here. */
const count = () => {
  const taken = resend.accepted as AcceptedMail[];
  for (const { tags } of taken.splice(0)) {
    const delivery = tags['delivery'];
    if (delivery === undefined) continue;
    mails += 1;
    last = Date.now();
    if (mails === 1) began.set(0, last);
    if (seen.has(delivery)) twice += 1;
    seen.add(delivery);
  }
};
setInterval(count, 5);
process.stdin.on('data', () => {
  count();
  const statuses = Object.groupBy(resend.calls, ({ status }) => String(status));
  const calls = Object.fromEntries(Object.entries(statuses).map(([status, of = []]) => [status, of.length]));
  console.log(
    JSON.stringify({ mails, last, first: began.get(0) ?? 0, twice, calls, violations: resend.violations.length }),
  );
});
process.on('SIGTERM', () => process.exit(0));
console.log(`ready ${resend.url}`);
