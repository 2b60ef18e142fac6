import type { APIRoute } from 'astro';
import { asId } from '#domain/id.ts';
import { pictureAnswer } from '#platform/pictureAnswer.ts';
import { attachmentBytes } from '#queries/attachments.ts';

/** A picture for the reporter whose key opens its report. */
export const GET: APIRoute = async ({ params, url, locals: { ctx } }) => {
  const id = asId<'attachment'>(params['id']);
  const reportId = ctx.tokens.open<'report'>('report', url.searchParams.get('key') ?? '');
  const picture = id === null || reportId === null ? null : await attachmentBytes(ctx.db, id, reportId);
  return picture === null ? new Response('', { status: 404 }) : pictureAnswer(picture);
};
