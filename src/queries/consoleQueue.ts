import type { Database } from '#db/client.ts';
import type { Id } from '#domain/id.ts';
import type { Actor, Role } from '#domain/policy.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Passage } from '#domain/escalation.ts';
import type { Point } from '#domain/result.ts';
import { answeredSmall, lackingPoints } from './consoleQueueAgent.ts';
import {
  answersLate,
  notOver,
  reportersSilent,
  reportersWroteBack,
  reportsToAnswer,
  reportsWithNo,
} from './consoleQueueReports.ts';
import { maintenancesToMind } from './consoleMaintenances.ts';
import { toAskAbout, toCorrect, updatesDue, waitingForAnswer } from './consoleQueueManager.ts';
import { toPublish } from './consoleQueuePublish.ts';
import { toConfirm } from './consoleQueueDeveloper.ts';
import { toSetUp, type ToSetUp } from './consoleQueueAdmin.ts';

type Dated = { due: Temporal.Instant; title: string };
type AboutInvestigation = Dated & { investigationId: Id<'investigation'> };

/** One thing that waits for the person who looks. `due` orders them; what has no due time of its own has waited since then. */
export type QueueItem =
  | (Dated & { kind: 'unclaimed' | 'unanswered'; reportId: Id<'report'>; reference: string; component: string | null })
  | (Dated & { kind: 'silent'; reportId: Id<'report'>; reference: string; incident: string })
  | (Dated & { kind: 'wrote_back'; reportId: Id<'report'>; reference: string })
  | (Dated & { kind: 'answer_late'; reportId: Id<'report'>; reference: string; by: string | null })
  | (Dated & { kind: 'not_over'; incidentId: Id<'incident'>; noes: number })
  | (Dated & { kind: 'said_no'; reportId: Id<'report'>; reference: string; note: string | null; incident: string })
  | (AboutInvestigation & { kind: 'points_missing'; points: Point[] })
  | (AboutInvestigation & { kind: 'to_ask'; by: string; passage: Passage })
  | (AboutInvestigation & { kind: 'waiting'; team: string; developers: string[] })
  | (AboutInvestigation & { kind: 'to_publish'; answer: ConfirmationAnswer; by: string; team: string; note: string })
  | (AboutInvestigation & { kind: 'ask_again' })
  | (AboutInvestigation & { kind: 'answered_small'; answer: ConfirmationAnswer; reports: number })
  | (Dated & { kind: 'to_correct'; incidentId: Id<'incident'>; answer: ConfirmationAnswer })
  | (Dated & { kind: 'update_due'; incidentId: Id<'incident'>; updatedAt: Temporal.Instant })
  | (Dated & {
      kind: 'maintenance_soon' | 'maintenance_late' | 'maintenance_overruns';
      maintenanceId: Id<'maintenance'>;
      parts: string[];
    })
  | (AboutInvestigation & { kind: 'to_confirm'; by: string; note: string })
  | ToSetUp;

/** What needs this person now, by their roles, the oldest due first; and how many new reports there are beyond those shown. */
export async function queueOf(
  db: Database,
  person: Actor & { kind: 'person' },
  now: Temporal.Instant,
  mailsLeave: boolean,
): Promise<{ items: QueueItem[]; moreReports: number }> {
  const has = (role: Role): boolean => person.roles.includes(role);
  const [reports, ...others] = await Promise.all([
    has('agent') ? reportsToAnswer(db, person.accountId, now) : { items: [], more: 0 },
    has('agent') ? reportsWithNo(db, person.accountId) : [],
    has('agent') ? reportersSilent(db, person.accountId) : [],
    has('agent') ? reportersWroteBack(db, person.accountId) : [],
    has('manager') ? notOver(db) : [],
    // Whoever answers reports as well has them among their own.
    has('manager') && !has('agent') ? answersLate(db, now) : [],
    has('agent') ? lackingPoints(db, person.accountId) : [],
    has('agent') ? answeredSmall(db, person.accountId) : [],
    has('manager') ? toAskAbout(db) : [],
    has('manager') ? waitingForAnswer(db) : [],
    has('manager') ? toPublish(db, person.accountId) : [],
    has('manager') ? toCorrect(db) : [],
    has('manager') ? updatesDue(db, now) : [],
    has('manager') ? maintenancesToMind(db, now) : [],
    has('developer') ? toConfirm(db, person.teamIds) : [],
    has('admin') ? toSetUp(db, mailsLeave) : [],
  ]);
  const items: QueueItem[] = [...reports.items, ...others.flat()];
  return { items: items.sort(byDue), moreReports: reports.more };
}

function byDue(a: QueueItem, b: QueueItem): number {
  if (a.due === null || b.due === null) return Number(a.due === null) - Number(b.due === null);
  return Temporal.Instant.compare(a.due, b.due);
}
