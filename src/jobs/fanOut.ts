import { fanOut } from '#commands/sending/fanOut.ts';
import type { Job } from './job.ts';

/** Finds everybody who is to hear of a notification. */
export const fanOutJob: Job = ({ db }) => fanOut(db, Temporal.Now.instant());
