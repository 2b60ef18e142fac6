import type { APIRoute } from 'astro';
import { asId } from '#domain/id.ts';
import { can } from '#domain/policy.ts';
import { pictureAnswer } from '#platform/pictureAnswer.ts';
import { attachmentBytes } from '#queries/attachments.ts';

/** A picture for staff. */
export const GET: APIRoute = async ({ params, locals: { ctx, signedIn } }) => {
  const id = asId<'attachment'>(params['id']);
  if (!signedIn || id === null || !can(ctx.actor, 'reports.read')) return new Response('', { status: 404 });
  const picture = await attachmentBytes(ctx.db, id);
  return picture === null ? new Response('', { status: 404 }) : pictureAnswer(picture);
};
