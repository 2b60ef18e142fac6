import { answerConfirmation } from '#commands/confirmations/answer.ts';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { sendEscalation, type EscalationDraft } from '#commands/escalations/send.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { recordReplication } from '#commands/investigations/recordReplication.ts';
import { recordStep, type StepDraft } from '#commands/investigations/recordStep.ts';
import { fileReport, type ReportDraft } from '#commands/reports/file.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Id } from '#domain/id.ts';
import type { Extent } from '#domain/investigation.ts';
import type { House, Name } from './house.ts';
import { must } from './results.ts';

export const reportDraft: ReportDraft = {
  reporter: { email: 'lin@example.org', name: 'Lin' },
  tried: 'Signing in',
  expected: 'My page',
  actual: 'An empty page',
  componentId: null,
  incidentId: null,
  identifiers: {},
  links: [],
  locale: 'en',
  source: 'form',
};

/** Somebody reports a problem by the public form. */
export async function aReport(house: House, more: Partial<ReportDraft> = {}): Promise<Id<'report'>> {
  return (await must(fileReport(house.visitor(), { ...reportDraft, ...more }))).id;
}

export type About = { title?: string; componentIds?: Id<'component'>[]; reportIds?: Id<'report'>[]; extent?: Extent };

/** Ana starts an investigation; nothing is recorded in it yet. */
export async function anInvestigation(house: House, about: About = {}): Promise<Id<'investigation'>> {
  const { title = 'People cannot sign in', componentIds = [], reportIds = [] } = about;
  return (await must(openInvestigation(house.as('ana'), { title, componentIds, reportIds }))).id;
}

/** Ana records something that was done, suggested or tried. */
export async function aStep(house: House, id: Id<'investigation'>, more: Partial<StepDraft> = {}): Promise<Id<'step'>> {
  const draft: StepDraft = {
    id,
    kind: 'step',
    text: 'Looked at the log',
    outcome: 'done',
    suggestionId: null,
    ...more,
  };
  return (await must(recordStep(house.as('ana'), draft))).id;
}

/** An investigation that has every point which the support manager asks for, and has not gone up yet. */
export async function readyToEscalate(house: House, about: About = {}): Promise<Id<'investigation'>> {
  const id = await anInvestigation(house, about);
  const { componentIds = [house.components.signIn], extent = 'large_group' } = about;
  await aStep(house, id);
  await aStep(house, id, { kind: 'attempt', text: 'Signed in on another machine', outcome: 'failed' });
  await must(recordReplication(house.as('ana'), { id, outcome: 'replicated', details: 'In two browsers' }));
  await must(judgeExtent(house.as('ana'), { id, extent, componentIds, audience: null }));
  return id;
}

export const escalationTo = (
  targetId: Id<'target'>,
  id: Id<'investigation'>,
  more: Partial<EscalationDraft> = {},
): EscalationDraft => ({
  id,
  targetId,
  priority: 'high',
  facts: {},
  emergency: null,
  exception: null,
  ...more,
});

/** An investigation that has passed the gate to the support manager. */
export async function passedGate(house: House, about: About = {}): Promise<Id<'investigation'>> {
  const id = await readyToEscalate(house, about);
  await must(sendEscalation(house.as('ana'), escalationTo(house.targets.manager, id)));
  return id;
}

export type Asked = { id: Id<'investigation'>; requestId: Id<'confirmation_request'> };

/** Maren has asked the Apps team, who have not answered. */
export async function asked(house: House, about: About = {}): Promise<Asked> {
  const id = await passedGate(house, about);
  return { id, requestId: await ask(house, id) };
}

export const ask = async (house: House, id: Id<'investigation'>): Promise<Id<'confirmation_request'>> =>
  (await must(requestConfirmation(house.as('maren'), { id, teamId: house.teams.apps, note: null }))).id;

export type Answered = About & { answer?: ConfirmationAnswer; by?: Name };

/** A developer of the Apps team has answered: Tove says system-wide, unless told otherwise. */
export async function confirmed(
  house: House,
  { answer = 'system_wide', by = 'tove', ...about }: Answered = {},
): Promise<Asked> {
  const { id, requestId } = await asked(house, about);
  await must(answerConfirmation(house.as(by), { id: requestId, answer, note: 'The session store is down' }));
  return { id, requestId };
}
