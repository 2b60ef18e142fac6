import type { Id } from '#domain/id.ts';
import type { Ids } from './catalogue.ts';
import type { Stage } from './house.ts';
import { playInbox } from './inbox.ts';
import { playProblem, type Cast } from './problem.ts';
import { past } from './past.ts';
import { present, stuck, waiting } from './present.ts';
import { gatherSubscribers } from './subscribers.ts';

/** What happened at Lantern lately, and what is going on right now. */
export async function tellStories(
  stage: Stage,
  ids: Ids,
  teamIds: ReadonlyMap<string, Id<'team'>>,
  now: Temporal.Instant,
): Promise<void> {
  const cast: Cast = { stage, ids, teamIds };
  await gatherSubscribers(cast, now.subtract({ hours: 24 * 300 }));
  for (const script of past) await playProblem(cast, script, now.subtract({ hours: Math.round(24 * script.daysAgo) }));
  await playProblem(cast, present, now.subtract({ minutes: 74 }));
  await playProblem(cast, waiting, now.subtract({ minutes: 48 }));
  await playProblem(cast, stuck, now.subtract({ minutes: 95 }));
  await playInbox(cast, now);
}
