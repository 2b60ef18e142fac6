import { answerConfirmation } from '#commands/confirmations/answer.ts';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { sendEscalation } from '#commands/escalations/send.ts';
import { publishIncident } from '#commands/incidents/publish.ts';
import { resolveIncident } from '#commands/incidents/resolve.ts';
import { updateIncident } from '#commands/incidents/update.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { recordReplication } from '#commands/investigations/recordReplication.ts';
import { recordStep } from '#commands/investigations/recordStep.ts';
import { claimReport } from '#commands/reports/claim.ts';
import { fileReport } from '#commands/reports/file.ts';
import { followUpReport } from '#commands/reports/followUp.ts';
import type { Id } from '#domain/id.ts';
import type { OpenStatus } from '#domain/incident.ts';
import type { Extent, StepKind, StepOutcome } from '#domain/investigation.ts';
import { target } from '#db/schema/catalogue.ts';
import { eq } from 'drizzle-orm';
import { lookBack, mend } from './afterwards.ts';
import { idOf, stated, type Ids, type Parts } from './catalogue.ts';
import { must, type Stage } from './house.ts';

export type Cast = { stage: Stage; ids: Ids; teamIds: ReadonlyMap<string, Id<'team'>> };

export type Told = { en: string; es: string };
export type LaterWord = { minute: number; body: Told };
export type At = (minute: number) => Temporal.Instant;
export type Complaint = {
  email: string;
  name: string;
  tried: string;
  expected: string;
  actual: string;
  component: string;
  locale?: 'en' | 'es';
  fixed?: 'yes' | 'no';
};

/** One problem as it went; each part that is missing is as far as it got. Minutes count from its first report. */
export type Script = {
  agent: string;
  title: Told;
  reports: readonly Complaint[];
  steps?: readonly { kind: StepKind; text: string; outcome?: StepOutcome }[];
  replication?: string;
  extent?: { extent: Extent; parts: readonly string[]; audience: string };
  confirmation?: { team: string; asks: string; note: string; developer?: string; answer?: string };
  published?: { manager: string; notify: boolean; body: Told; parts: Parts };
  updates?: readonly { minute: number; status: OpenStatus; body: Told; parts?: Parts; edited?: LaterWord }[];
  resolved?: LaterWord;
  /** In place of `resolved`: it was a false alarm. */
  retracted?: LaterWord;
  postmortem?: LaterWord;
};

/** Plays a problem through the same commands that people use, from `start` on. */
export async function playProblem(cast: Cast, script: Script, start: Temporal.Instant): Promise<void> {
  const at = (minute: number) => start.add({ seconds: Math.round(minute * 60) });
  const reportIds: Id<'report'>[] = [];
  for (const [n, complaint] of script.reports.entries()) reportIds.push(await file(cast, complaint, at(n * 1.5)));
  for (const id of reportIds) await must(claimReport(cast.stage.as(script.agent, at(4)), { id }));
  const { id } = await must(
    openInvestigation(cast.stage.as(script.agent, at(6)), { title: script.title.en, reportIds, componentIds: [] }),
  );
  await work(cast, script, id, at);
  if (script.confirmation === undefined) return;
  await confirm(cast, script, id, at);
  if (script.published === undefined) return;
  const incidentId = await publish(cast, script, id, at);
  await goOn(cast, script, incidentId, at);
  await lookBack(cast, script, incidentId, at);
  if (script.resolved !== undefined) await followUp(cast, script, reportIds, at(script.resolved.minute + 90));
}

export async function file({ stage, ids }: Cast, complaint: Complaint, at: Temporal.Instant): Promise<Id<'report'>> {
  const { email, name, component, locale = 'en', tried, expected, actual } = complaint;
  const componentId = ids.components.get(component) ?? null;
  const draft = {
    reporter: { email, name },
    tried,
    expected,
    actual,
    componentId,
    incidentId: null,
    identifiers: {},
    links: [],
    locale,
    source: 'form' as const,
  };
  return (await must(fileReport(stage.visitor(at, locale), draft))).id;
}

async function work({ stage, ids }: Cast, script: Script, id: Id<'investigation'>, at: At): Promise<void> {
  for (const [n, { kind, text, outcome }] of (script.steps ?? []).entries())
    await must(
      recordStep(stage.as(script.agent, at(8 + n * 2)), {
        id,
        kind,
        text,
        outcome: outcome ?? null,
        suggestionId: null,
      }),
    );
  if (script.replication !== undefined)
    await must(
      recordReplication(stage.as(script.agent, at(16)), { id, outcome: 'replicated', details: script.replication }),
    );
  if (script.extent === undefined) return;
  const { extent, parts, audience } = script.extent;
  const componentIds = parts.map((name) => idOf(ids.components, name));
  await must(judgeExtent(stage.as(script.agent, at(18)), { id, extent, audience, componentIds }));
}

async function confirm({ stage, teamIds }: Cast, script: Script, id: Id<'investigation'>, at: At): Promise<void> {
  const { team, asks, note, developer, answer } = script.confirmation ?? { team: '', asks: '', note: '' };
  const [manager] = await stage.runtime.client.db
    .select({ id: target.id })
    .from(target)
    .where(eq(target.kind, 'support_manager'));
  if (manager === undefined) throw new Error('the demo has no support manager to escalate to');
  await must(
    sendEscalation(stage.as(script.agent, at(19)), {
      id,
      targetId: manager.id,
      priority: 'high',
      facts: {},
      emergency: null,
      exception: null,
    }),
  );
  const asked = await must(requestConfirmation(stage.as(asks, at(21)), { id, teamId: idOf(teamIds, team), note }));
  if (developer !== undefined)
    await must(
      answerConfirmation(stage.as(developer, at(26)), {
        id: asked.id,
        answer: script.extent?.extent === 'system_wide' ? 'system_wide' : 'large_group',
        note: answer ?? '',
      }),
    );
}

async function publish(
  { stage, ids }: Cast,
  script: Script,
  investigationId: Id<'investigation'>,
  at: At,
): Promise<Id<'incident'>> {
  const { manager, notify, body, parts } = script.published ?? (undefined as never);
  const draft = {
    investigationId,
    notify,
    title: script.title.en,
    body: body.en,
    status: 'investigating' as const,
    components: stated(ids, parts),
    translations: { es: { title: script.title.es, body: body.es } },
  };
  return (await must(publishIncident(stage.as(manager, at(28)), draft))).id;
}

async function goOn({ stage, ids }: Cast, script: Script, id: Id<'incident'>, at: At): Promise<void> {
  const { manager, notify } = script.published ?? (undefined as never);
  for (const { minute, status, body, parts, edited } of script.updates ?? []) {
    const { updateId } = await must(
      updateIncident(stage.as(manager, at(minute)), {
        id,
        status,
        notify,
        body: body.en,
        components: stated(ids, parts ?? {}),
        translations: { es: { body: body.es } },
      }),
    );
    if (edited !== undefined) await mend(stage.as(manager, at(edited.minute)), { id, updateId }, edited.body);
  }
  if (script.resolved === undefined) return;
  const { minute, body } = script.resolved;
  await must(
    resolveIncident(stage.as(manager, at(minute)), {
      id,
      notify,
      body: body.en,
      components: {},
      translations: { es: { body: body.es } },
    }),
  );
}

async function followUp(
  { stage }: Cast,
  script: Script,
  reportIds: readonly Id<'report'>[],
  at: Temporal.Instant,
): Promise<void> {
  for (const [n, { fixed }] of script.reports.entries()) {
    const id = reportIds[n];
    if (fixed !== undefined && id !== undefined)
      await must(
        followUpReport(stage.visitor(at), {
          id,
          answer: fixed,
          note: fixed === 'no' ? 'It still happens on my tablet.' : null,
        }),
      );
  }
}
