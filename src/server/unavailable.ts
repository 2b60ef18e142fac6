import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locale } from '#domain/locale.ts';
import { html, raw, type Html } from '#formats/html.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import { mostBodyBytes } from '#platform/body.ts';
import { publicPolicy, styleHashes } from '#platform/contentSecurity.ts';
import { mayUpload, readUpload } from '#platform/upload.ts';

/** In seconds: how soon to try again. */
const retryAfter = 10;
/** Typed by hand, as far as one can tell: what is shorter and in one word was chosen, and travels unseen. */
const isProse = (value: string): boolean => value.length > 40 || /\s/u.test(value);

const style = `:root{color-scheme:light dark;--ink:#14181d;--bg:#f5f6f7;--card:#fff;--edge:#858e99;--accent:#3b3f9f;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e9edf1;--bg:#0d1013;--card:#15191d;--edge:#727c87;--accent:#b3b8ff;--on:#14163d}}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 -apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif}
main{max-width:640px;margin:48px auto;padding:0 16px}h1{font-size:1.44rem;line-height:1.25;margin:0 0 12px}h2{font-size:1rem;margin:24px 0 8px}
p{margin:0 0 16px}a{color:inherit}form{margin:0 0 24px}
textarea{display:block;box-sizing:border-box;width:100%;margin:0 0 12px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:6px}
button{font:inherit;font-weight:600;padding:8px 16px;border:0;border-radius:6px;color:var(--on);background:var(--accent);cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

export type Absence = 'starting' | 'away';

export const unavailableHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Retry-After': String(retryAfter),
  'Content-Security-Policy': publicPolicy(styleHashes(`<style>${style}</style></head>`), "'none'", "'none'"),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
};

/**
 * 503 in words, without the database and without Astro: that nothing can be shown or saved right now, and what to do.
 * What was typed comes back, in a form that sends it again. For programs an RFC 9457 problem.
 */
export async function answerUnavailable(
  request: IncomingMessage,
  response: ServerResponse,
  { path, locale }: { path: string; locale: Locale },
  absence: Absence,
): Promise<void> {
  const typed = request.method === 'POST' && !path.startsWith('/api/') ? await formOf(request, path) : null;
  request.resume();
  if (/^\/api\/|\.json$/u.test(path)) return problem(response);
  response.writeHead(503, unavailableHeaders);
  const target = `${href(path, locale)}${/\?.*$/su.exec(request.url ?? '')?.[0] ?? ''}`;
  response.end(request.method === 'HEAD' ? undefined : unavailablePage(locale, absence, target, typed));
}

function problem(response: ServerResponse): void {
  const body = {
    type: 'about:blank',
    title: 'The database is away.',
    status: 503,
    detail: `Nothing was changed. Please try again in ${retryAfter} seconds.`,
    code: 'unavailable',
    errors: [],
  };
  response.writeHead(503, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'Retry-After': String(retryAfter),
    'Access-Control-Allow-Origin': '*',
  });
  response.end(JSON.stringify(body));
}

async function formOf(request: IncomingMessage, path: string): Promise<FormData | null> {
  const type = request.headers['content-type'] ?? '';
  if (mayUpload(path) && /^multipart/iu.test(type)) {
    const upload = await readUpload(request as AsyncIterable<Buffer>, type);
    if (typeof upload === 'string') return null;
    // The files are not kept: they are chosen again, with what was typed before one's eyes.
    upload.release();
    return upload.form;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBodyBytes) return null;
    chunks.push(chunk);
  }
  const headers = { 'Content-Type': type };
  return new Response(Buffer.concat(chunks), { headers }).formData().catch(() => null);
}

/** The page of a database that is away; with a form's fields, one that gives them back. `target` is where they went. */
export function unavailablePage(locale: Locale, absence: Absence, target: string, typed: FormData | null): string {
  const w = words(locale).away;
  const said = absence === 'starting' ? w.starting : typed === null ? w.page : w.saving;
  return String(html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${said.title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>${said.title}</h1>
<p>${said.lead}</p>
${typed === null ? '' : again(typed, target, locale)}
<p><a href="${href('/', locale)}">${words(locale).public.back}</a></p>
</main>
</body>
</html>
`);
}

/** A password is not given back: it would stand in the page for whoever looks over a shoulder. */
function again(typed: FormData, target: string, locale: Locale): Html {
  const w = words(locale).away.saving;
  const fields = [...typed].filter(
    (field): field is [string, string] => typeof field[1] === 'string' && !field[0].includes('password'),
  );
  const isSeen = ([name, value]: [string, string]) => !name.startsWith('_') && isProse(value);
  return html`<form method="post" action="${target}">
${fields.filter((field) => !isSeen(field)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields.some(isSeen) && html`<h2>${w.typed}</h2>`}
${fields.filter(isSeen).map(([name, value]) => html`<textarea name="${name}" aria-label="${w.typed}" rows="5">${value}</textarea>`)}
<button>${w.again}</button>
</form>`;
}
