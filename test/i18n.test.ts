import { describe, expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { pointCodes, refusalCodes } from '#domain/result.ts';
import { describe as inWords } from '#i18n/refusalText.ts';
import { words } from '#i18n/index.ts';
import { sayings } from './support/sayings.ts';

const said = { en: sayings(words('en')), es: sayings(words('es')) };

describe.each(locales)('in %s', (locale) => {
  it('no word is empty, none shows a hole, and every function says something', () => {
    expect(said[locale].length).toBeGreaterThan(400);
    expect(said[locale].filter(({ text }) => text.trim() === '' || /undefined|\[object|\$\{|NaN/u.test(text))).toEqual(
      [],
    );
  });

  it('every refusal and every point has its words', () => {
    for (const code of refusalCodes)
      expect(inWords({ code, errors: [] }, locale).title.length, code).toBeGreaterThan(8);
    for (const code of pointCodes)
      expect(
        inWords({ code: 'invalid', errors: [{ path: 'x', code }] }, locale).points[0]?.message.length,
        code,
      ).toBeGreaterThan(8);
  });

  it('nothing shouts, and nothing has a double space or one at its end', () => {
    const odd = said[locale].filter(
      ({ text, isFunction }) => /[!¡]/u.test(text) || (!isFunction && (/ {2}/u.test(text) || text !== text.trim())),
    );
    expect(odd.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
  });
});

/** Names and codes that are the same in both languages. */
const sameInBoth: readonly string[] = [];

it('both languages say the same things, each in its own words', () => {
  expect(said.es.map(({ path }) => path).toSorted()).toEqual(said.en.map(({ path }) => path).toSorted());
  const spanish = new Map(said.es.map(({ path, text }) => [path, text]));
  const untranslated = said.en.filter(
    ({ path, text }) =>
      text.replace(/[^\p{L}]/gu, '').length > 12 && spanish.get(path) === text && !sameInBoth.includes(path),
  );
  expect(untranslated.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
});
