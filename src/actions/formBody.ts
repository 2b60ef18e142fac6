import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { bodyOf } from '#platform/body.ts';
import { mayUpload, readUpload, type Upload } from '#platform/upload.ts';

/** What a form sent, or the answer to what no form of ours would send: 413, 415, or 400 in words. */
export async function formBody(request: Request, locale: Locale): Promise<FormData | Response> {
  const read = await readForm(request, locale);
  if (read instanceof Response) return read;
  read.release();
  return read.form;
}

/** The same, with the files that came along on the few pages that take them. `release` when done with them. */
export async function readForm(request: Request, locale: Locale): Promise<Upload | Response> {
  const w = words(locale).public.door;
  const type = request.headers.get('content-type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)(?:;|$)/iu.test(type)) return said(415, w.notAForm);
  if (/^multipart/iu.test(type) && mayUpload(new URL(request.url).pathname)) {
    if (request.body === null) return said(400, w.unreadable);
    const upload = await readUpload(request.body, type);
    if (typeof upload !== 'string') return upload;
    return upload === 'too_large' ? said(413, w.tooLarge) : said(400, w.unreadable);
  }
  const body = await bodyOf(request);
  if (body === null) return said(413, w.tooLarge);
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    return { form, files: new Map(), release: () => {} };
  } catch {
    return said(400, w.unreadable);
  }
}

/** Also the answer to a form that a page does not have. */
export const unknownForm = (locale: Locale): Response => said(400, words(locale).public.door.unreadable);

const said = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
