import type { APIRoute } from 'astro';
import { lookAtPublication } from '#components/console/publishing/look.ts';
import { answerLook } from '#components/console/publishing/answerLook.ts';
import { asId } from '#domain/id.ts';
import { investigationToPublish } from '#queries/consolePublishing.ts';

/** The composer's preview as it is being typed. */
export const POST: APIRoute = (visit) =>
  answerLook(visit, async (ctx, values, language) => {
    const id = asId<'investigation'>(visit.params['id']);
    const about = id === null ? null : await investigationToPublish(ctx.db, id);
    return about === null ? null : lookAtPublication(ctx, about, values, language);
  });
