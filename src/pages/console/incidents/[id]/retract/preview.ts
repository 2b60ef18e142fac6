import type { APIRoute } from 'astro';
import { answerLook } from '#components/console/publishing/answerLook.ts';
import { lookAtRetraction } from '#components/console/publishing/look.ts';
import { asId } from '#domain/id.ts';
import { incidentTitle } from '#queries/consoleIncidents.ts';

/** The preview of a retraction, as it is being typed. */
export const POST: APIRoute = (visit) =>
  answerLook(visit, async (ctx, values, language) => {
    const id = asId<'incident'>(visit.params['id']);
    const title = id === null ? null : await incidentTitle(ctx.db, id);
    return id === null || title === null ? null : lookAtRetraction(ctx, { id, title }, values, language);
  });
