import { expect, it, test } from 'vitest';
import { locales } from '#domain/locale.ts';
import { badge, withoutGreen } from '#formats/badge.ts';

const odd = [
  '</script><b>bold',
  'Payments & "Gifts" <x>',
  'שירות התשלומים',
  '📨 Post 👩‍👩‍👧',
  'A'.repeat(120),
  'a\u0000\u001bb',
  'Sync: nightly',
];

test.each(odd)('a part called %j has a badge that shows its name as text', (name) => {
  const svg = badge(name, 'operational', 'en');
  expect(svg.match(/<(?!\/?(?:svg|title|clipPath|rect|g|path|circle|text)\b)/gu)).toBeNull();
  expect(svg).not.toMatch(/[\u0000-\u0008\u000e-\u001f]|NaN|undefined/u);
  expect(Number(/width="(\d+)"/u.exec(svg)?.[1])).toBeLessThan(800);
});

it.each(locales)('what was well and has not been heard of for too long is not green any more, in %s', (locale) => {
  for (const name of odd) {
    const unknown = withoutGreen(badge(name, 'operational', locale), locale);
    expect(unknown).toBe(badge(name, 'unknown', locale));
    expect(unknown).not.toContain('#116b3c');
  }
});

it('what was not well then stays as it was', () => {
  const broken = badge('Payments', 'major_outage', 'en');
  expect(withoutGreen(broken, 'en')).toBe(broken);
});
