import type { APIRoute } from 'astro';
import { lookAtUpdate } from '#components/console/publishing/look.ts';
import { answerLook } from '#components/console/publishing/answerLook.ts';
import { asId } from '#domain/id.ts';
import { incidentTitle } from '#queries/consoleIncidents.ts';

/** The preview of the next word on an incident, as it is being typed. */
export const POST: APIRoute = (visit) =>
  answerLook(visit, async (ctx, values, language) => {
    const id = asId<'incident'>(visit.params['id']);
    const title = id === null ? null : await incidentTitle(ctx.db, id);
    return id === null || title === null ? null : lookAtUpdate(ctx, { id, title }, values, language);
  });
