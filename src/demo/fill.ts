import { page } from '#db/schema/page.ts';
import type { Runtime } from '#platform/runtime.ts';
import { stock } from './catalogue.ts';
import { stageOf } from './house.ts';
import { accountLines, employ } from './people.ts';
import { tellStories } from './stories.ts';

/**
 * Fills an empty database with Lantern, by the same commands that people use, and returns the accounts' lines. A
 * database that is filled already is left as it is. With ALLCLEAR_DEMO_EMPTY nothing has happened there yet.
 */
export async function fillDemo(runtime: Runtime): Promise<string> {
  const [known] = await runtime.client.db.select({ id: page.id }).from(page);
  if (known === undefined) {
    const { cast, teamIds } = await employ(runtime);
    const stage = stageOf(runtime, cast);
    const now = Temporal.Now.instant();
    const ids = await stock(stage, teamIds, now.subtract({ hours: 24 * 365 }));
    if (!runtime.env.ALLCLEAR_DEMO_EMPTY) await tellStories(stage, ids, teamIds, now);
  }
  return accountLines(runtime.tokens);
}
