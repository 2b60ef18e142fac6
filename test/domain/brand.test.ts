import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { brandPoints, brandVariables, declarationsOf, pictureTypeOf, plainBrand } from '#domain/brand.ts';

const tokens = readFileSync('src/styles/tokens.css', 'utf8');
const bytes = (text: string) => new TextEncoder().encode(text);

it('every variable that may be set is one of the page’s own', () => {
  expect(brandVariables.length).toBeGreaterThan(30);
  expect(brandVariables.filter((name) => !tokens.includes(`${name}:`))).toEqual([]);
});

describe('own values of style variables', () => {
  it('are read one a line, with or without semicolons', () => {
    expect(declarationsOf('--r2: 4px;\n\n  --bg: #fffdf8 ;--font: "Fira Sans", serif', 'styles')).toEqual({
      css: '--r2:4px;--bg:#fffdf8;--font:"Fira Sans", serif',
      points: [],
    });
  });

  test.each([
    '--bogus: 1px',
    'color: red',
    '--bg: url(x)',
    '--bg: URL (x)',
    '--bg: red} body{display:none',
    '--bg: </style><script>',
    '--bg: \\75rl(x)',
    '--bg: https://x',
    '--bg:',
  ])('%j is refused, and nothing of it gets into the page', (line) => {
    const { css, points } = declarationsOf(line, 'styles');
    expect(points.length).toBeGreaterThan(0);
    expect(points.every(({ path, code }) => path === 'styles' && code === 'not_a_variable')).toBe(true);
    expect(css).not.toMatch(/[<{}\\]|url|script|https/iu);
  });

  it('are refused by line, so that the rest can stay', () => {
    expect(
      brandPoints({ ...plainBrand, styles: '--r1: 2px\nnonsense', stylesDark: '--bg: #000\n--no: 1' }).map(
        ({ path, values }) => `${path}: ${values?.['line']}`,
      ),
    ).toEqual(['styles: nonsense', 'styles_dark: --no: 1']);
  });
});

describe('a picture', () => {
  test.each([
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/webp', bytes('RIFF\u0000\u0000\u0000\u0000WEBPVP8 ')],
    ['image/svg+xml', bytes('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['image/svg+xml', bytes('<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg></svg>')],
  ])('is known as %s by its content', (type, content) => {
    expect(pictureTypeOf(Uint8Array.from(content))).toBe(type);
  });

  test.each([
    '<html><svg></svg></html>',
    '<svg><script>alert(1)</script></svg>',
    '<svg onload="alert(1)"></svg>',
    '<svg><a href="javascript:alert(1)"/></svg>',
    '<svg><image href="https://elsewhere.example/x.png"/></svg>',
    '<svg><foreignObject></foreignObject></svg>',
    '<!DOCTYPE svg [<!ENTITY x "y">]><svg></svg>',
    'GIF89a',
    'just text',
    '',
  ])('is not %j', (content) => {
    expect(pictureTypeOf(bytes(content))).toBeNull();
  });
});
