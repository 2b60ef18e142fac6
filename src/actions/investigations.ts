import { z } from 'zod';
import { answerConfirmation } from '#commands/confirmations/answer.ts';
import { requestConfirmation } from '#commands/confirmations/request.ts';
import { closeInvestigation } from '#commands/investigations/close.ts';
import { judgeExtent } from '#commands/investigations/judgeExtent.ts';
import { openInvestigation } from '#commands/investigations/open.ts';
import { recordReplication } from '#commands/investigations/recordReplication.ts';
import { recordStep } from '#commands/investigations/recordStep.ts';
import { confirmationAnswers } from '#domain/confirmation.ts';
import { extents, replicationOutcomes, stepKinds, stepOutcomes } from '#domain/investigation.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, perhaps, prose } from '#platform/validation.ts';
import { escalationActions } from './escalations.ts';
import { formAction } from './form.ts';

const id = idOf('investigation');
const componentIds = z.array(idOf('component')).max(200).default([]);
const page = (id: string, done: string): string => `/console/investigations/${id}?done=${done}#main`;
const here =
  (done: string) =>
  (output: { investigationId: string }): string =>
    page(output.investigationId, done);

/** What the forms of an investigation's page can ask for. */
export const investigationActions = {
  record: formAction({
    input: z.object({
      id,
      kind: z.enum(stepKinds),
      text: prose(bounds.text),
      outcome: perhaps(z.enum(stepOutcomes)),
      suggestion_id: perhaps(idOf('step')),
    }),
    // An outcome and a suggestion belong to what was done; of a question or a note they would say nothing.
    run: (ctx, { id, kind, text, outcome, suggestion_id: suggestionId }) =>
      recordStep(ctx, {
        id,
        kind,
        text,
        outcome: kind === 'step' || kind === 'attempt' ? outcome : null,
        suggestionId: kind === 'attempt' ? suggestionId : null,
      }),
    then: here('recorded'),
  }),
  note: formAction({
    input: z.object({ id, text: prose(bounds.text) }),
    run: (ctx, { id, text }) => recordStep(ctx, { id, kind: 'note', text, outcome: null, suggestionId: null }),
    then: here('noted'),
  }),
  replication: formAction({
    input: z.object({ id, outcome: z.enum(replicationOutcomes), details: prose(bounds.text) }),
    run: recordReplication,
    then: ({ id }) => page(id, 'replication'),
  }),
  extent: formAction({
    input: z.object({
      id,
      extent: z.enum(extents),
      component_ids: componentIds,
      audience: perhaps(line(bounds.short)),
    }),
    run: (ctx, { id, extent, component_ids: componentIds, audience }) =>
      judgeExtent(ctx, { id, extent, componentIds, audience }),
    then: ({ id }) => page(id, 'extent'),
  }),
  ...escalationActions,
  ask: formAction({
    input: z.object({ id, team_id: idOf('team'), note: perhaps(prose(bounds.text)) }),
    run: (ctx, { id, team_id: teamId, note }) => requestConfirmation(ctx, { id, teamId, note }),
    then: here('asked'),
  }),
  confirm: formAction({
    input: z.object({
      request_id: idOf('confirmation_request'),
      answer: z.enum(confirmationAnswers),
      note: z.string().trim().max(bounds.text).default(''),
    }),
    run: (ctx, { request_id: id, answer, note }) => answerConfirmation(ctx, { id, answer, note }),
    then: here('answered'),
  }),
  close: formAction({
    input: z.object({ id, reason: prose(bounds.short) }),
    run: closeInvestigation,
    then: ({ id }) => page(id, 'closed'),
  }),
};

/** Support's work begins, from nothing; from a report it begins on the report's page. */
export const startInvestigation = formAction({
  input: z.object({ title: line(bounds.title), component_ids: componentIds }),
  run: (ctx, { title, component_ids: componentIds }) => openInvestigation(ctx, { title, reportIds: [], componentIds }),
  then: ({ id }) => page(id, 'opened'),
});
