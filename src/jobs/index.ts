import { fanOutJob } from './fanOut.ts';
import { freezeLettersJob } from './freezeLetters.ts';
import { freezeNotificationsJob } from './freezeNotifications.ts';
import type { Job } from './job.ts';
import { maintenancesJob } from './maintenances.ts';
import { sendJob } from './send.ts';
import { tidyJob } from './tidy.ts';

/** Every job, in the order in which one prepares the next. */
export const jobs: Readonly<Record<string, Job>> = {
  maintenances: maintenancesJob,
  fanOut: fanOutJob,
  freezeNotifications: freezeNotificationsJob,
  freezeLetters: freezeLettersJob,
  send: sendJob,
  tidy: tidyJob,
};
