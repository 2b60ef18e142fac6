import type { Path } from './paths.ts';
import { publicUrl } from './publicUrls.ts';

const reading = ['GET', 'HEAD'];
const pages = [...reading, 'POST'];
const api = [...pages, 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What an address takes, as far as the door knows; the API says it of each of its own (`Allow`). */
export function methodsAt({ path, prefixed }: Path): readonly string[] {
  if (path.startsWith('/api/')) return api;
  const url = publicUrl(path, prefixed);
  const hasNoForm = path === '/openapi.json' || (url !== null && url.query !== 'own');
  return hasNoForm ? reading : pages;
}
