import { isHex, type Hex } from './accent.ts';
import type { Point } from './result.ts';

/** How an organisation's page looks, besides its name. Pictures are data URIs: the page stays one request. */
export type Brand = {
  accent: Hex | null;
  logo: Picture | null;
  /** Instead of `logo` where the reader's screen is dark. */
  logoDark: Picture | null;
  icon: Picture | null;
  links: readonly BrandLink[];
  /** Markdown, above the fine print. */
  footer: string | null;
  /** Custom properties as typed, one `--name: value` a line. */
  styles: string | null;
  stylesDark: string | null;
  poweredBy: boolean;
};
export type BrandLink = { label: string; url: string };
export type Picture = `data:image/${string}`;

export const plainBrand: Brand = {
  accent: null,
  logo: null,
  logoDark: null,
  icon: null,
  links: [],
  footer: null,
  styles: null,
  stylesDark: null,
  poweredBy: true,
};

/** They travel with every page, so they are small: an SVG usually is 2 KB. */
export const mostPictureBytes = 8_192;
export const mostBrandLinks = 6;

/** What may be set: a test holds the list against styles/tokens.css. */
export const brandVariables = [
  ...['--font', '--mono', '--r1', '--r2', '--bg', '--card', '--well', '--line', '--edge', '--ink', '--soft'],
  ...['--accent', '--on-accent', '--accent-soft'],
  ...['ok', 'deg', 'part', 'maj', 'mnt'].flatMap((status) =>
    ['', '-fill', '-soft', '-line'].map((part) => `--${status}${part}`),
  ),
];

/** Reads `--name: value` lines; each one that is not a variable of ours with a harmless value is a point. */
export function declarationsOf(text: string | null, path: string): { css: string; points: Point[] } {
  const lines = (text ?? '')
    .split(/[\n;]/u)
    .map((line) => line.trim())
    .filter(Boolean);
  const points: Point[] = [];
  const declarations = lines.flatMap((line) => {
    const [, name = '', value = ''] = /^(--[a-z0-9-]{1,40})\s*:\s*(.{1,200})$/u.exec(line) ?? [];
    if (brandVariables.includes(name) && isHarmless(value)) return `${name}:${value}`;
    points.push({ path, code: 'not_a_variable', values: { line: line.slice(0, 60) } });
    return [];
  });
  return { css: declarations.join(';'), points };
}

/** No semicolon, brace, slash, colon or angle bracket: nothing ends the declaration and nothing is fetched. */
const isHarmless = (value: string): boolean => /^[#\w\s.,%()'"+*-]{1,200}$/u.test(value) && !/url\s*\(/iu.test(value);

export const pictureTypes = ['image/svg+xml', 'image/png', 'image/webp', 'image/jpeg'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** What the bytes are, whatever their name says; null where a page should not show them. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const starts = (...wanted: number[]) => wanted.every((byte, at) => bytes[at] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  const text = Array.from(bytes.subarray(0, mostPictureBytes), (byte) => String.fromCharCode(byte)).join('');
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  return isDrawing(text) ? 'image/svg+xml' : null;
}

/** An SVG shown by `<img>` runs and fetches nothing; one that tries to is refused all the same. */
const isDrawing = (text: string): boolean =>
  /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<svg[\s>]/iu.test(text) &&
  !/<script|<foreignobject|<!entity|\son[a-z]+\s*=|javascript:|href\s*=\s*["']\s*(?:https?:)?\/\//iu.test(text);

/** Every point that speaks against these settings; empty where they may be saved. */
export function brandPoints(brand: Brand): Point[] {
  const tooMany: Point[] =
    brand.links.length > mostBrandLinks ? [{ path: 'links', code: 'too_many', values: { most: mostBrandLinks } }] : [];
  const noColour: Point[] =
    brand.accent !== null && !isHex(brand.accent) ? [{ path: 'accent', code: 'not_a_colour' }] : [];
  return [
    ...noColour,
    ...tooMany,
    ...declarationsOf(brand.styles, 'styles').points,
    ...declarationsOf(brand.stylesDark, 'styles_dark').points,
  ];
}
