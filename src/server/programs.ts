import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Path } from './paths.ts';
import type { PublicUrl } from './publicUrls.ts';

/** What programs and other sites fetch, and whatever else they may guess below `/api/v2`. */
export const isForPrograms = ({ path }: Path, url: PublicUrl | null): boolean =>
  url === null ? path.startsWith('/api/v2/') : url.kind === 'data';

/** Answers what needs no bytes: a browser's question whether another site may read this, other methods, what never is. */
export function answeredBriefly(request: IncomingMessage, response: ServerResponse, exists: boolean): boolean {
  if (!exists) notFound(response);
  else if (request.method === 'OPTIONS') preflight(response);
  else if (request.method !== 'GET' && request.method !== 'HEAD') notAllowed(request, response);
  else return false;
  return true;
}

/** A real 404 for programs: probes tell by it whether this speaks their language (statuspage-api.md 3.1). */
export const notFound = (response: ServerResponse): void => refuse(response, 404, 'Not found');

function notAllowed(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Allow', methods);
  // Whatever was sent along is read by nobody.
  request.resume();
  refuse(response, 405, 'Method not allowed');
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': '86400',
  });
  response.end();
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify({ error }));
}

const methods = 'GET, HEAD, OPTIONS';
