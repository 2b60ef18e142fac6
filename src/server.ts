import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { plainProblem, type Problem } from '#api/problem.ts';
import { words, type Words } from '#i18n/index.ts';
import { mostBodyBytes } from '#platform/body.ts';
import { isStarted, runtime } from '#platform/runtime.ts';
import { isAddress, type Address } from './server/address.ts';
import { sendBytes } from './server/bytes.ts';
import type { Health } from './server/health.ts';
import { methodsAt } from './server/methods.ts';
import { answeredBriefly, isForPrograms, notFound } from './server/programs.ts';
import { readPath, type Path } from './server/paths.ts';
import { publicUrl } from './server/publicUrls.ts';

/** Renders what is not finished bytes: Astro's handler, once it is loaded. */
export type Pages = (request: IncomingMessage, response: ServerResponse, path: Path) => void;
export type Door = { server: Server; open(pages: Pages, files: RequestListener, address: Address): void };

/** The one front door: time-outs and limits, health, the Host rule, public pages as bytes, and then Astro. */
export function createDoor(health: Health): Door {
  let opened: { pages: Pages; files: RequestListener; address: Address } | null = null;
  const server = createServer(
    { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 },
    (request, response) => {
      response.setHeader('X-Content-Type-Options', 'nosniff');
      void answer(request, response, health, opened).catch((error: unknown) => fail(response, error));
    },
  );
  server.maxConnections = 10_000;
  return { server, open: (pages, files, address) => void (opened = { pages, files, address }) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  health: Health,
  opened: { pages: Pages; files: RequestListener; address: Address } | null,
): Promise<void> {
  const target = request.url ?? '/';
  const probe = ['/healthz', '/readyz', '/metrics'].find((path) => target === path || target.startsWith(`${path}?`));
  if (
    probe !== undefined &&
    (opened === null || isAddress(request.headers.host) || opened.address.isOurs(request.headers.host))
  )
    return health.answer(request, response, probe);
  if (opened === null || !isStarted()) return starting(response);
  if (!opened.address.isOurs(request.headers.host))
    return plain(response, 421, 'This is not the address of this page.');
  const path = readPath(target);
  if (path === null) return plain(response, 400, 'This address cannot be read.');
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) return tooLarge(request, response, path);
  if (await answeredFromBytes(request, response, path, target)) return;
  if (!methodsAt(path).includes(request.method ?? '')) return wrongMethod(request, response, path);
  dropForgedHeaders(request);
  if (request.method === 'GET' || request.method === 'HEAD') return opened.files(request, response);
  opened.pages(request, response, path);
}

async function answeredFromBytes(
  request: IncomingMessage,
  response: ServerResponse,
  path: Path,
  target: string,
): Promise<boolean> {
  const url = publicUrl(path.path, path.prefixed);
  if (isForPrograms(path, url) && answeredBriefly(request, response, url !== null)) return true;
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (url === null || (url.query === 'own' && target.includes('?'))) return false;
  const bytes = await runtime().pages.get(path.path, path.locale);
  if (bytes !== null) sendBytes(request, response, bytes, url.kind);
  else if (isForPrograms(path, url)) notFound(response);
  else return false;
  return true;
}

/** What only we may say to our own pages, and what a proxy may say only where it is trusted, is dropped. */
function dropForgedHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers))
    if (name.startsWith('x-allclear-') || (name.startsWith('x-forwarded-') && name !== 'x-forwarded-for'))
      delete request.headers[name];
}

function starting(response: ServerResponse): void {
  response.setHeader('Retry-After', '2');
  plain(response, 503, 'This page is starting. Please try again in a moment.');
}

function tooLarge(request: IncomingMessage, response: ServerResponse, path: Path): void {
  response.setHeader('Connection', 'close');
  request.resume();
  refuse(response, path, plainProblem(413, 'too_large', 'The body is too large: at most 64 KB.'), 'tooLarge');
}

function wrongMethod(request: IncomingMessage, response: ServerResponse, path: Path): void {
  response.setHeader('Allow', methodsAt(path).join(', '));
  request.resume();
  const problem = plainProblem(405, 'method_not_allowed', 'This address does not take this method.');
  refuse(response, path, problem, 'wrongMethod');
}

/** A problem for programs, a sentence for people. */
function refuse(response: ServerResponse, path: Path, problem: Problem, word: keyof Words['public']['door']): void {
  if (!path.path.startsWith('/api/')) return plain(response, problem.status, words(path.locale).public.door[word]);
  response
    .writeHead(problem.status, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(problem));
}

function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${text}\n`);
}

function fail(response: ServerResponse, error: unknown): void {
  console.error('A request failed:', error instanceof Error ? error.message : 'unknown');
  if (response.headersSent) return void response.destroy();
  plain(response, 500, 'Something went wrong on our side. Nothing that you sent was changed by it; please try again.');
}
