import { expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';

/** Every word of a section by its path, sentences with values filled in. */
function sayings(section: unknown, path: string): [string, string][] {
  if (typeof section === 'string') return [[path, section]];
  if (typeof section === 'function') return [[path, String(Reflect.apply(section, null, ['13:05', '15:12', '2 h']))]];
  return Object.entries(section ?? {}).flatMap(([key, value]) => sayings(value, `${path}.${key}`));
}

it.each(locales)('in %s no word of the mails is empty, shouts or shows a hole', (locale) => {
  const said = sayings(words(locale).mail, 'mail');
  expect(said.length).toBeGreaterThan(60);
  expect(said.filter(([, text]) => text.trim() === '' || /[!¡]|undefined|\$\{/u.test(text))).toEqual([]);
});

it('both languages say the same number of things, and not the same things', () => {
  const [en, es] = [sayings(words('en').mail, 'mail'), sayings(words('es').mail, 'mail')];
  expect(es.map(([path]) => path).toSorted()).toEqual(en.map(([path]) => path).toSorted());
  const untranslated = en
    .filter(([path, text]) => es.some(([other, translated]) => other === path && translated === text))
    .map(([path]) => path);
  expect(untranslated).toEqual(['mail.incident.status']);
});
