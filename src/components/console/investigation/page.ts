import type { Refused } from '#actions/form.ts';
import { opensPublishing, uncovered } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import { can, type Actor } from '#domain/policy.ts';
import type { Station } from '#domain/rail.ts';
import type { Point } from '#domain/result.ts';
import type { AskedConfirmation, askableTeams } from '#queries/consoleConfirmations.ts';
import type { ChoosableTarget } from '#queries/consoleEscalations.ts';
import type { PickableComponent } from '#queries/consoleIncidents.ts';
import type { InvestigationView } from '#queries/consoleInvestigation.ts';

/** What every part of an investigation's page is given: what is known, who looks, and what they just tried. */
export type InvestigationPage = {
  view: InvestigationView;
  may: May;
  person: { accountId: Id<'account'>; name: string; teamIds: readonly string[] };
  choices: {
    targets: ChoosableTarget[];
    teams: Awaited<ReturnType<typeof askableTeams>>;
    components: PickableComponent[];
  };
  /** Whom the escalation form is for, where the address says so. */
  target: ChoosableTarget | null;
  /** The suggestion that the form for a step is for, where the address says so. */
  trying: string | null;
  refused: Refused | null;
};

export type May = {
  work: boolean;
  note: boolean;
  answerEscalations: boolean;
  ask: boolean;
  confirm: boolean;
  publish: boolean;
};

/** What the reader may do here. Once it is closed, only notes are added, and what has been sent out may be answered. */
export const mayOf = (actor: Actor, isClosed: boolean): May => ({
  work: can(actor, 'investigations.work') && !isClosed,
  note: can(actor, 'investigations.note'),
  answerEscalations: can(actor, 'escalations.answer'),
  ask: can(actor, 'confirmations.request') && !isClosed,
  confirm: can(actor, 'confirmations.answer') && !isClosed,
  publish: can(actor, 'incidents.publish') && !isClosed,
});

/** The station whose form was refused, so that it stands open with what was typed. */
export const stationOf: Readonly<Record<string, Station>> = {
  record: 'troubleshot',
  replication: 'replicated',
  extent: 'extent',
  escalate: 'escalated',
  except: 'escalated',
  emergency: 'escalated',
  acknowledge: 'escalated',
  answer: 'escalated',
  ask: 'confirmed',
  confirm: 'confirmed',
};

/** The questions that nobody has answered, and the one among them that this person may answer. */
export function openQuestions({ view, may, person }: InvestigationPage): {
  open: AskedConfirmation[];
  mine: AskedConfirmation | undefined;
} {
  const open = view.confirmations.filter(({ answeredAt }) => answeredAt === null);
  return { open, mine: open.find(({ teamId }) => may.confirm && person.teamIds.includes(teamId)) };
}

/** Why a confirmed investigation may not be published any more: what was widened since. Empty where all is covered. */
export const closedAgain = ({ latest, facts, incident }: InvestigationView): Point[] =>
  latest?.answer != null && opensPublishing(latest.answer) && incident === null ? uncovered(latest, facts, []) : [];

/** Whom to offer first: the support manager for what reaches far or is not judged, else the team that owns it. */
export function firstTarget(view: InvestigationView, targets: readonly ChoosableTarget[]): ChoosableTarget | null {
  const narrow = view.extent === 'single_user' || view.extent === 'several_users';
  const passed = view.escalations.some(({ kind }) => kind === 'support_manager');
  const manager = targets.find(({ kind }) => kind === 'support_manager');
  if (!narrow && !passed && manager !== undefined) return manager;
  const teams = view.components.map(({ team }) => team);
  return (
    targets.find(({ kind, team }) => kind === 'team' && team !== null && teams.includes(team)) ??
    targets.find(({ kind }) => kind !== 'support_manager') ??
    manager ??
    null
  );
}
