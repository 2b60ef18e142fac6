import type { Id } from '#domain/id.ts';
import { recordUntold } from './afterwards.ts';
import type { Ids } from './catalogue.ts';
import type { Stage } from './house.ts';
import { writeGuides } from './guides.ts';
import { falseAlarm } from './falseAlarm.ts';
import { playInbox } from './inbox.ts';
import { playMaintenances } from './maintenances.ts';
import { beginningOf, scriptOf } from './episode.ts';
import { playProblem, type Cast } from './problem.ts';
import { past } from './past.ts';
import { present, stuck, waiting } from './present.ts';
import { gatherSubscribers } from './subscribers.ts';
import { year } from './year.ts';

/** What happened at Lantern in a year, and what is going on right now. */
export async function tellStories(
  stage: Stage,
  ids: Ids,
  teamIds: ReadonlyMap<string, Id<'team'>>,
  now: Temporal.Instant,
): Promise<void> {
  const cast: Cast = { stage, ids, teamIds };
  await writeGuides(cast, now);
  await gatherSubscribers(cast, now.subtract({ hours: 24 * 300 }));
  const over = [
    ...year.map((episode) => ({ script: scriptOf(episode), start: beginningOf(episode, now) })),
    ...[...past, falseAlarm].map((script) => ({
      script,
      start: now.subtract({ hours: Math.round(24 * script.daysAgo) }),
    })),
  ];
  // One after the other as they went: what a component's status was follows from the one before.
  for (const { script, start } of over.toSorted((a, b) => Temporal.Instant.compare(a.start, b.start)))
    await playProblem(cast, script, start);
  await recordUntold(cast, now);
  await playMaintenances(cast, now);
  await playProblem(cast, present, now.subtract({ minutes: 74 }));
  await playProblem(cast, waiting, now.subtract({ minutes: 48 }));
  await playProblem(cast, stuck, now.subtract({ minutes: 95 }));
  await playInbox(cast, now);
}
