import type { SendingLane } from '#domain/subscription.ts';
import { dailyJob } from './daily.ts';
import { fanOutJob } from './fanOut.ts';
import { freezeLettersJob } from './freezeLetters.ts';
import { freezeNotificationsJob } from './freezeNotifications.ts';
import type { Lane } from './job.ts';
import { postLane } from './postLane.ts';
import { maintenancesJob } from './maintenances.ts';
import { promisesJob } from './promises.ts';
import { restMilliseconds, sendJob } from './send.ts';
import { tidyJob } from './tidy.ts';

/**
 * Every job, in the order in which one prepares the next. Each lane is a loop of its own, so that what hangs in one of
 * them (a slow provider, a webhook's host) holds up nothing in the others: RELIABILITY 4.7, A15.
 */
export const lanes: Readonly<Record<'house' | SendingLane, Lane>> = {
  house: { jobs: { maintenances: maintenancesJob, promises: promisesJob, fanOut: fanOutJob, tidy: tidyJob } },
  mail: {
    jobs: {
      daily: dailyJob,
      freezeNotifications: freezeNotificationsJob,
      freezeLetters: freezeLettersJob,
      send: sendJob,
    },
    restMilliseconds,
  },
  webhooks: postLane('webhooks'),
  chats: postLane('chats'),
};
