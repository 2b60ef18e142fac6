import { z } from 'zod';
import { attachToReport } from '#commands/reports/attach.ts';
import { attachmentBounds } from '#domain/attachment.ts';
import { can } from '#domain/policy.ts';
import { accept, refuse } from '#domain/result.ts';
import { pictureAnswer } from '#platform/pictureAnswer.ts';
import { cleanPictures } from '#platform/pictures/clean.ts';
import { idOf } from '#platform/validation.ts';
import { attachmentBytes, attachmentsOf } from '#queries/attachments.ts';
import { presenting } from '../answers.ts';
import { route } from '../route.ts';
import { idParams } from '../shapes.ts';
import { attachmentView } from '../views/report.ts';

export const attachmentRoutes = [
  route({
    method: 'POST',
    path: '/reports/{id}/attachments',
    action: 'reports.answer_by_key',
    status: 201,
    summary: 'Add a picture (PNG, JPEG or WebP) to a report: the body is the picture, `key` the one of its `url`',
    params: idParams('report'),
    query: z.object({ key: z.string().max(200).optional(), name: z.string().max(200).default('') }),
    picture: { bytes: attachmentBounds.bytes },
    handle: async ({ ctx, params, query, bytes }) => {
      const isReporter = query.key !== undefined && ctx.tokens.open('report', query.key) === params.id;
      if (!isReporter && !can(ctx.actor, 'reports.work')) return refuse('not_found');
      const pictures = await cleanPictures([{ name: query.name, bytes }], 'body');
      if (!pictures.ok) return pictures;
      return attachToReport(
        ctx,
        { ...params, pictures: pictures.value },
        presenting(async (tx, { id, attachmentIds }) => {
          const [one] = (await attachmentsOf(tx, [id])).filter((line) => attachmentIds.includes(line.id));
          return one === undefined ? null : attachmentView(one, ctx);
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/reports/{id}/attachments/{attachment_id}',
    action: 'reports.read',
    status: 200,
    summary: 'A picture of a report',
    params: z.object({ id: idOf('report'), attachment_id: idOf('attachment') }),
    handle: async ({ ctx, params }) => {
      const picture = await attachmentBytes(ctx.db, params.attachment_id, params.id);
      return picture === null ? refuse('not_found') : accept({ body: null, whole: pictureAnswer(picture) });
    },
  }),
];
