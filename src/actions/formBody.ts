import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { bodyOf } from '#platform/body.ts';

/** What a form sent, or the answer to what no form of ours would send: 413, 415, or 400 in words. */
export async function formBody(request: Request, locale: Locale): Promise<FormData | Response> {
  const w = words(locale).public.door;
  const type = request.headers.get('content-type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)(?:;|$)/iu.test(type)) return said(415, w.notAForm);
  const body = await bodyOf(request);
  if (body === null) return said(413, w.tooLarge);
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    return said(400, w.unreadable);
  }
}

/** Also the answer to a form that a page does not have. */
export const unknownForm = (locale: Locale): Response => said(400, words(locale).public.door.unreadable);

const said = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
