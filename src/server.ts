import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { plainProblem, type Problem } from '#api/problem.ts';
import { words, type Words } from '#i18n/index.ts';
import { mostBodyBytes, mostHookBytes } from '#platform/body.ts';
import { isStarted } from '#platform/runtime.ts';
import { mayUpload, mostUploadBytes } from '#platform/upload.ts';
import { isAddress, type Address } from './server/address.ts';
import { sendBytes } from './server/bytes.ts';
import type { Contact } from './server/contact.ts';
import type { Health } from './server/health.ts';
import { methodsAt } from './server/methods.ts';
import type { Pages as PublicPages } from './server/pageCache.ts';
import { answeredBriefly, isForPrograms, notFound } from './server/programs.ts';
import { readPath, type Path } from './server/paths.ts';
import { publicUrl, type PublicUrl } from './server/publicUrls.ts';
import { answerUnavailable } from './server/unavailable.ts';

/** Renders what is not finished bytes: Astro's handler, once it is loaded. */
export type Pages = (request: IncomingMessage, response: ServerResponse, path: Path) => void;
export type Door = { server: Server; open(pages: Pages, files: RequestListener): void };
/** What the door has from the first moment on, before there is a database. */
export type Entrance = { health: Health; bytes: PublicPages; contact: Contact; addressOf(port: number): Address };

type Opened = { pages: Pages; files: RequestListener };
/** A form comes at once; pictures of a phone over a slow line take their time. */
const [formMilliseconds, uploadMilliseconds] = [20_000, 180_000];
const probes: readonly (string | undefined)[] = ['/healthz', '/readyz', '/metrics'];

/** The one front door: time-outs and limits, health, the Host rule, public pages as bytes, and then Astro. */
export function createDoor(entrance: Entrance): Door {
  let opened: Opened | null = null;
  let address: Address | null = null;
  const server = createServer(
    {
      maxHeaderSize: 8_192,
      headersTimeout: 10_000,
      requestTimeout: uploadMilliseconds,
      keepAliveTimeout: 5_000,
      // A tenth more views a second: no stream is set up for the body that a view does not have.
      optimizeEmptyRequests: true,
    },
    (request, response) => {
      // The way of nearly every request: a page that is there, asked for as it is linked, costs nothing but its bytes.
      if (request.method === 'GET' && address?.isOurs(request.headers.host)) {
        const bytes = entrance.bytes.ready(request.url ?? '/');
        if (bytes !== null) return sendBytes(request, response, { bytes, ageSeconds: null });
      }
      response.setHeader('X-Content-Type-Options', 'nosniff');
      void answer(request, response, entrance, address, opened).catch((error: unknown) => fail(response, error));
    },
  );
  server.maxConnections = 10_000;
  server.once('listening', () => {
    const at = server.address();
    address = typeof at === 'object' && at !== null ? entrance.addressOf(at.port) : null;
  });
  return { server, open: (pages, files) => void (opened = { pages, files }) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { health, bytes, contact }: Entrance,
  address: Address | null,
  opened: Opened | null,
): Promise<void> {
  const target = request.url ?? '/';
  const { host } = request.headers;
  const probe = probes.find((path) => target === path || target.startsWith(`${path}?`));
  if (probe !== undefined && (isAddress(host) || address?.isOurs(host))) return health.answer(request, response, probe);
  if (!address?.isOurs(host)) return plain(response, 421, 'This is not the address of this page.');
  const path = readPath(target);
  if (path === null) return plain(response, 400, 'This address cannot be read.');
  const takesFiles = request.method === 'POST' && mayUpload(path.path);
  if (!takesFiles) limitTime(request, response);
  const most = takesFiles ? mostUploadBytes : path.path.startsWith('/hooks/') ? mostHookBytes : mostBodyBytes;
  if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge(request, response, path);
  const url = publicUrl(path.path, path.prefixed);
  if (isForPrograms(path, url) && answeredBriefly(request, response, url !== null)) return;
  const isOwn = url?.query === 'own' && target.includes('?') && !contact.isLost();
  if (url !== null && !isOwn && (await answeredAsPublic(request, response, bytes, { ...path, url }))) return;
  if (!methodsAt(path).includes(request.method ?? '')) return wrongMethod(request, response, path);
  const isStarting = opened === null || !isStarted();
  if (isStarting || (contact.isLost() && needsDatabase(path.path)))
    return answerUnavailable(request, response, path, isStarting && !contact.isLost() ? 'starting' : 'away');
  dropForgedHeaders(request);
  if (request.method === 'GET' || request.method === 'HEAD') return opened.files(request, response);
  opened.pages(request, response, path);
}

/** A body that does not come is not waited for: its sender would keep a connection for nothing. */
function limitTime(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) plain(response, 408, 'The rest of this did not come in time.');
    request.destroy();
  }, formMilliseconds);
  response.once('close', () => clearTimeout(timer));
}

/** Whether a public URL has been answered: with its bytes, or that there is nothing. */
async function answeredAsPublic(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: PublicPages,
  { url, ...asked }: Path & { url: PublicUrl },
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const found = await bytes.get(asked.path, asked.locale);
  if (found === 'unavailable') return false;
  if (found !== null) sendBytes(request, response, found);
  else if (isForPrograms(asked, url)) notFound(response);
  else return false;
  return true;
}

/** Files of the build need none; a page does, and says in words that it is away. */
const needsDatabase = (path: string): boolean =>
  !path.startsWith('/_astro/') && !/^\/[a-z-]+\.(?:svg|ico|txt|png|css|js)$/u.test(path);

/** What only we may say to our own pages, and what a proxy may say only where it is trusted, is dropped. */
function dropForgedHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers))
    if (name.startsWith('x-allclear-') || (name.startsWith('x-forwarded-') && name !== 'x-forwarded-for'))
      delete request.headers[name];
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
