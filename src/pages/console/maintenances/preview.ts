import type { APIRoute } from 'astro';
import { lookAtForm } from '#components/console/maintenance/sheet.ts';
import { answerLook } from '#components/console/publishing/answerLook.ts';
import { overlapping } from '#queries/consoleMaintenances.ts';

/** The preview of a maintenance, as it is being written. */
export const POST: APIRoute = (visit) =>
  answerLook(
    visit,
    (ctx, values, language) =>
      lookAtForm(ctx, values, language, (draft) => overlapping(ctx.db, draft.componentIds, draft, null)),
    'maintenances.change',
  );
