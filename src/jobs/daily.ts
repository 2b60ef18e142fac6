import { gatherDaily } from '#commands/sending/daily.ts';
import { newId } from '#platform/tokens.ts';
import type { Job } from './job.ts';

/** Puts together the mails of those who want one a day. */
export const dailyJob: Job = ({ db }) => gatherDaily(db, Temporal.Now.instant(), newId<'mail'>);
