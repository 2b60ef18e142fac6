import type { Actor } from './policy.ts';
import { personOf } from './policy.ts';
import { accept, refuse, type Result } from './result.ts';

/** A report's life: source 002 "Ticket Life Cycle" and PRODUCT 1. */
export const reportStates = [
  'new',
  'claimed',
  'waiting_on_reporter',
  'escalated',
  'on_hold',
  'solved',
  'closed',
] as const;
export type ReportState = (typeof reportStates)[number];

export const reportKinds = ['question', 'feedback', 'bug'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportSources = ['form', 'api', 'email', 'widget', 'phone', 'monitoring'] as const;
export type ReportSource = (typeof reportSources)[number];

export type Report = { id: string; state: ReportState; kind: ReportKind | null; claimedBy: string | null };

const finished: readonly ReportState[] = ['solved', 'closed'];
export const isFinished = (report: Report): boolean => finished.includes(report.state);

/** One agent takes a new report. Claiming one's own again changes nothing; another's is refused. */
export function claim(report: Report, actor: Actor): Result<{ state: ReportState; claimedBy: string }> {
  const person = personOf(actor);
  if (person === null) return refuse('forbidden');
  if (isFinished(report)) return refuse('report_closed');
  if (report.claimedBy !== null && report.claimedBy !== person) return refuse('already_claimed');
  return accept({ state: report.state === 'new' ? 'claimed' : report.state, claimedBy: person });
}

/** A colleague gets it, whoever has it now. A new one is taken with that. */
export function assign(report: Report, to: string): Result<{ state: ReportState; claimedBy: string }> {
  if (isFinished(report)) return refuse('report_closed');
  return accept({ state: report.state === 'new' ? 'claimed' : report.state, claimedBy: to });
}

/** What merging looks at besides: what a report is part of already. */
export type Mergeable = Report & { mergedIntoId: string | null };

/** Two accounts of one problem: this one is answered with the other from now on. Both are open, and neither is a part. */
export function merge(report: Mergeable, into: Mergeable): Result<{ state: ReportState; claimedBy: string | null }> {
  if (report.id === into.id) return refuse('invalid', [{ path: 'into_id', code: 'not_this_report' }]);
  if (isFinished(report) || isFinished(into)) return refuse('merged_finished');
  if (report.mergedIntoId !== null || into.mergedIntoId !== null) return refuse('already_merged');
  return accept({ state: into.state, claimedBy: into.claimedBy });
}

/** Asks once more whether it is fixed, of somebody who has not answered. */
export const askAgain = (report: Report): Result<{ state: ReportState }> =>
  report.state === 'on_hold' ? accept({ state: 'on_hold' }) : refuse('not_on_hold');

/** Question, feedback or bug (source 002 step 2). */
export function categorise(report: Report, kind: ReportKind): Result<{ kind: ReportKind }> {
  return isFinished(report) ? refuse('report_closed') : accept({ kind });
}

/** After our reply we wait for the reporter, unless the report already travels with an investigation. */
export function reply(report: Report): Result<{ state: ReportState }> {
  if (isFinished(report)) return refuse('report_closed');
  const waiting = report.state === 'new' || report.state === 'claimed' || report.state === 'waiting_on_reporter';
  return accept({ state: waiting ? 'waiting_on_reporter' : report.state });
}

/** The reporter wrote back: what waited for them is ours again; what was finished is open again. */
export function reporterWrote(report: Report): { state: ReportState } {
  if (report.state === 'waiting_on_reporter' || isFinished(report))
    return { state: report.claimedBy === null ? 'new' : 'claimed' };
  return { state: report.state };
}

/** A linked report is a bug that has gone up; it stays open until its reporter says that it is fixed. */
export function link(report: Report): Result<{ state: ReportState; kind: ReportKind }> {
  return isFinished(report) ? refuse('report_closed') : accept({ state: 'escalated', kind: 'bug' });
}

export function close(report: Report): Result<{ state: ReportState }> {
  return isFinished(report) ? refuse('report_closed') : accept({ state: 'closed' });
}

/** Source 002 step 5: a bug's report stays on hold until the person who reported it has been asked. */
export function putOnHold(report: Report): { state: ReportState } {
  return isFinished(report) ? { state: report.state } : { state: 'on_hold' };
}

/** Its investigation was closed, or its incident taken back: whoever took the report answers the reporter themselves. */
export function handBack(report: Report): { state: ReportState } {
  if (report.state !== 'escalated') return { state: report.state };
  return { state: report.claimedBy === null ? 'new' : 'claimed' };
}

export const followUpAnswers = ['yes', 'no'] as const;
export type FollowUpAnswer = (typeof followUpAnswers)[number];

/** Yes solves; no reopens in front of the agent. PRODUCT 8. */
export function followUp(report: Report, answer: FollowUpAnswer): Result<{ state: ReportState }> {
  if (report.state === 'closed') return refuse('report_closed');
  if (answer === 'yes') return accept({ state: 'solved' });
  return accept({ state: report.claimedBy === null ? 'new' : 'claimed' });
}

/** One No is one person's; from the second on it may not be over at all. PRODUCT 8. */
const severalNoes = 2;
export const isInDoubt = (noes: number): boolean => noes >= severalNoes;
