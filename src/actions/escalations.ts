import { z } from 'zod';
import { acknowledgeEscalation } from '#commands/escalations/acknowledge.ts';
import { answerEscalation } from '#commands/escalations/answer.ts';
import { sendEscalation } from '#commands/escalations/send.ts';
import { exceptionKinds, priorities } from '#domain/escalation.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, perhaps, prose } from '#platform/validation.ts';
import { formAction } from './form.ts';

// What is missing is the gate's to say, all of it at once: here a text may be empty, but not endless.
const said = (most: number = bounds.text) => z.string().trim().max(most).default('');
const to = { id: idOf('investigation'), target_id: idOf('target'), priority: z.enum(priorities) };
const here =
  (done: string) =>
  (output: { investigationId: string }): string =>
    `/console/investigations/${output.investigationId}?done=${done}#main`;

/** Handing an investigation on: by its points, around them, and what comes back. */
export const escalationActions = {
  escalate: formAction({
    input: z.object({ ...to, facts: z.record(z.string(), said()).default({}) }),
    run: (ctx, { target_id: targetId, ...draft }) =>
      sendEscalation(ctx, { ...draft, targetId, emergency: null, exception: null }),
    then: here('escalated'),
  }),
  except: formAction({
    input: z.object({
      ...to,
      exception: z.object({ kind: z.enum(exceptionKinds), person: said(bounds.name), reference: said(bounds.short) }),
    }),
    run: (ctx, { target_id: targetId, ...draft }) =>
      sendEscalation(ctx, { ...draft, targetId, facts: {}, emergency: null }),
    then: here('escalated'),
  }),
  emergency: formAction({
    input: z.object({
      ...to,
      emergency: z.object({ criteria: said(bounds.short), evidence: said(), own_tiers_tried: said() }),
    }),
    run: (ctx, { target_id: targetId, emergency: { criteria, evidence, own_tiers_tried: ownTiersTried }, ...draft }) =>
      sendEscalation(ctx, {
        ...draft,
        targetId,
        facts: {},
        exception: null,
        emergency: { criteria: criteria === '' ? [] : criteria.split('\n'), evidence, ownTiersTried },
      }),
    then: here('escalated'),
  }),
  acknowledge: formAction({
    input: z.object({ escalation_id: idOf('escalation') }),
    run: (ctx, { escalation_id: id }) => acknowledgeEscalation(ctx, { id }),
    then: here('acknowledged'),
  }),
  answer: formAction({
    input: z.object({
      escalation_id: idOf('escalation'),
      text: prose(bounds.text),
      reference: perhaps(line(bounds.short)),
      solved: z.literal('on').optional(),
    }),
    run: (ctx, { escalation_id: id, text, reference, solved }) =>
      answerEscalation(ctx, { id, text, reference, solved: solved === 'on' }),
    then: here('escalation_answered'),
  }),
};
