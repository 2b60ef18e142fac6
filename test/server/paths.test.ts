import { describe, expect, it, test } from 'vitest';
import { readPath } from '../../src/server/paths.ts';
import { publicUrl } from '../../src/server/publicUrls.ts';

const page = '/incidents/0123456789ab';
const isPage = (target: string): boolean => {
  const path = readPath(target);
  return path !== null && publicUrl(path.path, path.prefixed) !== null;
};

/** Forty ways to write the address of an incident. */
const same = [
  page,
  `${page}/`,
  `${page}?`,
  `${page}?utm_source=mail`,
  `${page}?a=1&a=2&b[]=3`,
  `${page}#top`,
  `${page}/?x`,
  '/%69ncidents/0123456789ab',
  '/%69%6E%63%69%64%65%6E%74%73/0123456789ab',
  '/%69%6e%63%69%64%65%6e%74%73/0123456789ab',
  '/incidents/%30123456789ab',
  '/incidents/0123456789a%62',
  '/incidents/0123456789%61b?%2f%2e%2e',
  `/es${page}`,
  `/%65s${page}`,
];
const other = [
  '/Incidents/0123456789ab',
  '/incidents/0123456789AB',
  '/incidents/0123456789ab%20',
  '/incidents/0123456789ab;a=1',
  '/incidents/0123456789ab,',
  '/incidents/%C3%BF0123456789',
  '/en/incidents/0123456789ab',
  '/fr/incidents/0123456789ab',
  '/es/es/incidents/0123456789ab',
];
const unreadable = [
  '//incidents/0123456789ab',
  '/incidents//0123456789ab',
  '/incidents/%2f0123456789ab',
  '/incidents%2F0123456789ab',
  '/incidents%5c0123456789ab',
  '/incidents\\0123456789ab',
  '/incidents/../incidents/0123456789ab',
  '/incidents/./0123456789ab',
  '/incidents/%2e%2e/0123456789ab',
  '/incidents/.%2E/0123456789ab',
  '/incidents/%252e/0123456789ab',
  '/incidents/0123456789ab%00',
  '/incidents/0123456789ab%25',
  '/incidents/0123456789\u017f',
  '/incidents/0123456789 ab',
  'incidents/0123456789ab',
  'http://evil.example/incidents/0123456789ab',
];

describe('an address', () => {
  it('is looked at in forty spellings', () => {
    expect(new Set([...same, ...other, ...unreadable]).size).toBeGreaterThanOrEqual(40);
  });
  test.each(same)('%j is the page that it means', (target) => expect(isPage(target)).toBe(true));
  test.each(other)('%j is another address, and nothing that is kept', (target) => expect(isPage(target)).toBe(false));
  test.each(unreadable)('%j cannot be read', (target) => expect(readPath(target)).toBeNull());
  it('is kept once, however it was written', () =>
    expect(new Set(same.map((target) => readPath(target)?.path))).toEqual(new Set([page])));
});
