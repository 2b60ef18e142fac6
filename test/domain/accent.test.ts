import { describe, expect, it } from 'vitest';
import { accentOf, contrast, isHex, type Hex } from '#domain/accent.ts';

const chosen: Hex[] = [
  '#3b3f9f',
  '#ffe600',
  '#ffffff',
  '#000000',
  '#00ff7f',
  '#e30613',
  '#7a7a7a',
  '#0077ff',
  '#f5a9b8',
];

describe.each(chosen)('an organisation whose colour is %s', (colour) => {
  const { light, dark } = accentOf(colour);

  it('has links and buttons that read on every ground, light and dark', () => {
    for (const ground of ['#f5f6f7', '#ffffff', '#edeff2', light.accentSoft])
      expect(contrast(light.accent, ground)).toBeGreaterThanOrEqual(4.5);
    for (const ground of ['#0d1013', '#15191d', '#1d2227', dark.accentSoft])
      expect(contrast(dark.accent, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('has buttons whose words read', () => {
    for (const { accent, onAccent } of [light, dark]) expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
  });

  it('has colours that CSS can read', () => {
    for (const shade of [light, dark]) expect(Object.values(shade).every(isHex)).toBe(true);
  });
});

it('a colour that reads already stays as it was chosen', () => {
  expect(accentOf('#3b3f9f').light.accent).toBe('#3b3f9f');
});

it('a yellow keeps its hue and says that it was made darker on light grounds', () => {
  const { light, dark, repaired } = accentOf('#ffe600');
  expect(repaired).toBe(true);
  expect(dark.accent).toBe('#ffe600');
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(light.accent.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  expect(r).toBeGreaterThan(b);
  expect(g).toBeGreaterThan(b);
});

it.each(['red', '#fff', '#12345g', '#1234567', '', 'url(x)'])('%s is no colour', (text) => {
  expect(isHex(text)).toBe(false);
});
