import { z } from 'zod';
import { previewOf, type RenderCard } from '#actions/preview.ts';
import { openStatuses } from '#domain/incident.ts';
import { accept, type Result } from '#domain/result.ts';
import { route, type Answer, type Route } from '../route.ts';
import { idParams } from '../shapes.ts';
import { incidentDraft, updateBody } from './incidents.ts';

/** What page, mails and chat would say, and to how many; no row is written. The page's own components render it. */
export const previewRoutes = (renderCard: RenderCard): Route[] => [
  route({
    method: 'POST',
    path: '/investigations/{id}/preview',
    action: 'incidents.preview',
    status: 200,
    summary: 'Look at a publication before it is one',
    params: idParams('investigation'),
    body: incidentDraft,
    handle: async ({ ctx, params, body: { guide_ids: guideIds, ...draft } }) =>
      answered(await previewOf(ctx, { investigationId: params.id, draft: { ...draft, guideIds } }, renderCard)),
  }),
  route({
    method: 'POST',
    path: '/incidents/{id}/preview',
    action: 'incidents.preview',
    status: 200,
    summary: 'Look at an update before it is one',
    params: idParams('incident'),
    body: z.strictObject({ ...updateBody, status: z.enum([...openStatuses, 'resolved']) }),
    handle: async ({ ctx, params, body: { guide_ids: guideIds, ...draft } }) =>
      answered(await previewOf(ctx, { incidentId: params.id, draft: { ...draft, guideIds } }, renderCard)),
  }),
];

const answered = (result: Result<unknown>): Result<Answer> => (result.ok ? accept({ body: result.value }) : result);
