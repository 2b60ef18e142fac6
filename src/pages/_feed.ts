import { feedOf } from '#formats/feed/entry.ts';
import { feedFormats, isFeedFormat } from '#formats/feed/index.ts';
import { publicFeed } from '#queries/publicFeed.ts';
import type { PartKind } from '#queries/publicPart.ts';

/** The history of the page or of a part of it, in the format that its address ends with. */
export async function answerFeed(
  { ctx, locale }: App.Locals,
  format: string | undefined,
  of: { kind: PartKind; id: string } | null,
): Promise<Response> {
  const found = isFeedFormat(format) ? await publicFeed(ctx.db, locale, of) : null;
  if (found === null || !isFeedFormat(format)) return new Response(null, { status: 404 });
  const { contentType, write } = feedFormats[format];
  return new Response(write(feedOf(found, ctx.publicUrl, locale)), { headers: { 'Content-Type': contentType } });
}
