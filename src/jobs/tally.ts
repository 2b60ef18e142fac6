import { channels, type Channel } from '#domain/subscription.ts';

/** What calls of this process came to: whether they were taken, are to be made again, or were not taken for good. */
const outcomes = ['accepted', 'again', 'failed', 'unknown'] as const;
type Outcome = (typeof outcomes)[number];

const counts = new Map<string, number>();
const nameOf = (channel: Channel, outcome: Outcome): string =>
  `allclear_sending_attempts_total{channel="${channel}",outcome="${outcome}"}`;

export function tally(channel: Channel, outcome: Outcome): void {
  const name = nameOf(channel, outcome);
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** One counter for each channel and outcome, from zero, so that a rate can be taken of what has not happened yet. */
export const sendingMeasures: readonly { name: string; help: string; read(): number }[] = channels.flatMap((channel) =>
  outcomes.map((outcome) => {
    const name = nameOf(channel, outcome);
    return {
      name,
      help: 'Calls by which subscribers are told, by what they came to.',
      read: () => counts.get(name) ?? 0,
    };
  }),
);
