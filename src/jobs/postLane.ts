import { sendingLanes } from '#domain/subscription.ts';
import { freezePostLettersJob } from './freezePostLetters.ts';
import { freezePostsJob } from './freezePosts.ts';
import type { Job, Lane } from './job.ts';
import { createPool } from './pool.ts';
import { sendPostsJob } from './sendPosts.ts';

/**
 * Calls that this process makes at once. A host takes two of them, and one while it is in trouble (`mayKnock`), so that
 * one dead endpoint in a hundred costs the others a thirty-second part of the lane.
 */
const mostCalls = 32;

/** Everything that one family of channels does, for each of them in turn. */
export function postLane(lane: 'webhooks' | 'chats'): Lane {
  const pool = createPool(mostCalls);
  const jobs: Record<string, Job> = {};
  for (const channel of sendingLanes[lane]) {
    jobs[`freeze ${channel}`] = freezePostsJob(channel);
    jobs[`freeze ${channel} letters`] = freezePostLettersJob(channel);
  }
  jobs[`send ${lane}`] = sendPostsJob(lane, pool);
  return { jobs, settled: pool.settled };
}
