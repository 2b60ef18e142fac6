import { isLocale, type Locale } from '#domain/locale.ts';

/** A request's path in our own spelling: language apart, no trailing slash. */
export type Path = { locale: Locale; path: string; prefixed: boolean };

const misleading = /%25|%2f|%5c|%00|\\|\/\//iu;
// Without the flag i: ignoring case, the letter s would be taken for the long s beyond ASCII.
const unprintable = /[^\u0021-\u007e]/u;

/** RFC 3986 6.2.2.2: a letter, digit, `-`, `.`, `_` or `~` means the same written as a per cent code. */
const plainly = (path: string): string =>
  path.includes('%')
    ? path.replace(/%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/giu, (code) => decodeURIComponent(code))
    : path;

/** Reads a request target; null where its spelling is one that only an attack uses (RELIABILITY 6.1). */
export function readPath(target: string): Path | null {
  const raw = plainly(target.split(/[?#]/u)[0] ?? '');
  if (!raw.startsWith('/') || misleading.test(raw) || unprintable.test(raw)) return null;
  if (raw.split('/').some((part) => /^(?:\.|%2e){1,2}$/iu.test(part))) return null;
  const trimmed = raw.length > 1 ? raw.replace(/\/$/u, '') : raw;
  const [, first = ''] = trimmed.split('/');
  if (first !== 'en' && isLocale(first))
    return { locale: first, path: trimmed.slice(first.length + 1) || '/', prefixed: true };
  return { locale: 'en', path: trimmed, prefixed: false };
}
