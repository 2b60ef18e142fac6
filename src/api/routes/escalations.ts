import { z } from 'zod';
import { answerConfirmation } from '#commands/confirmations/answer.ts';
import { acknowledgeEscalation } from '#commands/escalations/acknowledge.ts';
import { answerEscalation } from '#commands/escalations/answer.ts';
import { confirmationAnswers } from '#domain/confirmation.ts';
import { bounds } from '#domain/text.ts';
import { line, perhaps, prose } from '#platform/validation.ts';
import { found, presenting } from '../answers.ts';
import { route } from '../route.ts';
import { idParams } from '../shapes.ts';
import { oneConfirmation, oneEscalation } from '../views/investigation.ts';

const params = idParams('escalation');
const request = idParams('confirmation_request');

export const escalationRoutes = [
  route({
    method: 'POST',
    path: '/escalations/{id}/acknowledge',
    action: 'escalations.answer',
    status: 200,
    summary: 'Somebody on the other side has seen it',
    params,
    current: ({ ctx, params }) => oneEscalation(ctx.db, params.id),
    handle: ({ ctx, params }) =>
      acknowledgeEscalation(
        ctx,
        params,
        presenting((tx, { id }) => oneEscalation(tx, id)),
      ),
  }),
  route({
    method: 'POST',
    path: '/escalations/{id}/answer',
    action: 'escalations.answer',
    status: 200,
    summary: 'What the other side says, and their reference',
    params,
    body: z.strictObject({ text: prose(), reference: perhaps(line(bounds.name)), solved: z.boolean().default(false) }),
    current: ({ ctx, params }) => oneEscalation(ctx.db, params.id),
    handle: ({ ctx, params, body }) =>
      answerEscalation(
        ctx,
        { ...params, ...body },
        presenting((tx, { id }) => oneEscalation(tx, id)),
      ),
  }),
  route({
    method: 'GET',
    path: '/confirmation_requests/{id}',
    action: 'investigations.read',
    status: 200,
    summary: 'A request for confirmation and its answer',
    params: request,
    handle: async ({ ctx, params }) => found(await oneConfirmation(ctx.db, params.id)),
  }),
  route({
    method: 'POST',
    path: '/confirmation_requests/{id}/answer',
    action: 'confirmations.answer',
    status: 200,
    summary: 'A developer of the asked team says how far it reaches',
    params: request,
    body: z.strictObject({ answer: z.enum(confirmationAnswers), note: prose() }),
    current: ({ ctx, params }) => oneConfirmation(ctx.db, params.id),
    handle: ({ ctx, params, body }) =>
      answerConfirmation(
        ctx,
        { ...params, ...body },
        presenting((tx, { id }) => oneConfirmation(tx, id)),
      ),
  }),
];
