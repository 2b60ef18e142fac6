import { catalogue } from './organisation.ts';
import type { Script } from './problem.ts';
import type { Episode } from './year.ts';

const developers: Readonly<Record<string, string>> = {
  Apps: 'Tove Berg',
  Messaging: 'Ravi Nair',
  'Money and data': 'Clara Roca',
};

/** When an episode began: its time of that day, UTC. */
export function beginningOf({ daysAgo, at }: Episode, now: Temporal.Instant): Temporal.Instant {
  const day = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: daysAgo });
  return day.toZonedDateTime({ timeZone: 'UTC', plainTime: at }).toInstant();
}

/** The whole way of an incident that is told in short: by the same gate, with the least that it asks for. */
export function scriptOf({ parts, title, body, end, minutes }: Episode): Script {
  const names = Object.keys(parts);
  const team = catalogue.flatMap(({ components }) => components).find(({ name }) => name === names[0])?.team ?? 'Apps';
  const isWhole = Object.values(parts).includes('major_outage');
  return {
    agent: isWhole ? 'Ana Ruiz' : 'Mateo Silva',
    title,
    reports: [],
    steps: [
      { kind: 'step', text: 'Looked at the log of that hour', outcome: 'done' },
      { kind: 'attempt', text: 'Tried it with a test account', outcome: 'failed' },
    ],
    replication: 'With a test account, every time.',
    extent: { extent: isWhole ? 'system_wide' : 'large_group', parts: names, audience: 'whoever uses it' },
    confirmation: {
      team,
      asks: 'Jonas Adeyemi',
      note: 'Does it reach everybody?',
      developer: developers[team] ?? '',
      answer: 'Seen in our log as well.',
    },
    published: { manager: 'Jonas Adeyemi', notify: false, parts, body },
    resolved: { minute: minutes, body: end },
  };
}
