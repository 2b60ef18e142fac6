import type { SendingLane } from '#domain/subscription.ts';
import { dailyJob } from './daily.ts';
import { fanOutJob } from './fanOut.ts';
import { gaugesJob } from './gauges.ts';
import { freezeLettersJob } from './freezeLetters.ts';
import { freezeNotificationsJob } from './freezeNotifications.ts';
import type { Lane } from './job.ts';
import { postLane } from './postLane.ts';
import { maintenancesJob } from './maintenances.ts';
import { promisesJob } from './promises.ts';
import { mailSending } from './send.ts';
import { stalenessJob } from './staleness.ts';
import { tidyJob } from './tidy.ts';

const mail = mailSending();

/**
 * Every job, in the order in which one prepares the next. Each lane is a loop of its own, so that what hangs in one of
 * them (a slow provider, a webhook's host) holds up nothing in the others: RELIABILITY 4.7, A15.
 */
export const lanes: Readonly<Record<'house' | 'writing' | SendingLane, Lane>> = {
  house: {
    jobs: {
      maintenances: maintenancesJob,
      promises: promisesJob,
      staleness: stalenessJob,
      fanOut: fanOutJob,
      gauges: gaugesJob,
      tidy: tidyJob,
    },
    // Who is to hear has been found: the lanes that send need not wait for their next look.
    rings: ['writing', 'webhooks', 'chats'],
  },
  // Beside the sending of mails, so that a call whose turn has come waits for no rendering.
  writing: {
    jobs: { daily: dailyJob, freezeLetters: freezeLettersJob, freezeNotifications: freezeNotificationsJob },
    rings: ['mail'],
  },
  mail: {
    jobs: { send: mail.job },
    restMilliseconds: mail.restMilliseconds,
    settled: mail.settled,
    rings: ['writing'],
  },
  webhooks: postLane('webhooks'),
  chats: postLane('chats'),
};
