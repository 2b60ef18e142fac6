import type { Id } from '#domain/id.ts';
import type { Ids } from './catalogue.ts';
import type { Stage } from './house.ts';

/** What happened at Lantern lately. */
export async function tellStories(_stage: Stage, _ids: Ids, _teamIds: ReadonlyMap<string, Id<'team'>>, _now: Temporal.Instant): Promise<void> {}
