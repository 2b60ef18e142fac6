/** A colour as `#rrggbb`. */
export type Hex = `#${string}`;

/** The accent as one theme uses it: of links and buttons, of the words on such a button, of a quiet ground. */
export type Shade = { accent: Hex; onAccent: Hex; accentSoft: Hex };
export type Accent = {
  light: Shade;
  dark: Shade;
  /** The chosen colour itself was too weak on one of the grounds, so that theme has a stronger one of the same hue. */
  repaired: boolean;
};

/** WCAG 2.2, 1.4.3: words of normal size against what they stand on. */
const least = 4.5;
/** What an accent stands on in each theme; the values of styles/tokens.css. */
const grounds = { light: ['#f5f6f7', '#ffffff', '#edeff2'], dark: ['#0d1013', '#15191d', '#1d2227'] } as const;

export const isHex = (text: string): text is Hex => /^#[0-9a-f]{6}$/iu.test(text);

/**
 * An organisation's colour as links and buttons can use it: the same hue, made darker on light grounds and lighter on
 * dark ones until it reads (4.5 to 1), and unchanged where it does already. In OKLCH, so that only lightness moves.
 */
export function accentOf(chosen: Hex): Accent {
  const light = shade(chosen, 'light', -0.01, 0.955);
  const dark = shade(chosen, 'dark', 0.01, 0.27);
  return { light, dark, repaired: [light, dark].some(({ accent }) => accent !== chosen.toLowerCase()) };
}

function shade(chosen: Hex, theme: keyof typeof grounds, stepBy: number, softLightness: number): Shade {
  const { lightness, chroma, hue } = oklchOf(chosen);
  const accentSoft = hexOf({ lightness: softLightness, chroma: Math.min(chroma, 0.035), hue });
  const under = [...grounds[theme], accentSoft];
  const reads = (colour: Hex) => under.every((ground) => contrast(colour, ground) >= least);
  let accent = chosen.toLowerCase() as Hex;
  for (let l = lightness; !reads(accent) && l >= 0 && l <= 1; l += stepBy)
    accent = hexOf({ lightness: l, chroma, hue });
  return { accent, onAccent: wordsOn(accent), accentSoft };
}

/** White or nearly black, whichever reads better: one of them always does. */
const wordsOn = (ground: Hex): Hex =>
  contrast('#ffffff', ground) >= contrast('#14181d', ground) ? '#ffffff' : '#14181d';

/** WCAG 2.2: from 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(hex: string): [number, number, number] {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

type Oklch = { lightness: number; chroma: number; hue: number };

/** Björn Ottosson's OKLab (2020), in polar form; the matrices are his. */
function oklchOf(hex: Hex): Oklch {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const [x, y] = [
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(x, y),
    hue: Math.atan2(y, x),
  };
}

/** Back to sRGB; what sRGB cannot show loses chroma, never hue. */
function hexOf({ lightness, chroma, hue }: Oklch): Hex {
  for (let c = chroma; ; c -= 0.005) {
    const rgb = rgbOf(lightness, Math.max(c, 0) * Math.cos(hue), Math.max(c, 0) * Math.sin(hue));
    if (c <= 0 || rgb.every((value) => value >= -0.0005 && value <= 1.0005))
      return `#${rgb.map((value) => byte(value).toString(16).padStart(2, '0')).join('')}`;
  }
}

function rgbOf(lightness: number, x: number, y: number): [number, number, number] {
  const l = (lightness + 0.3963377774 * x + 0.2158037573 * y) ** 3;
  const m = (lightness - 0.1055613458 * x - 0.0638541728 * y) ** 3;
  const s = (lightness - 0.0894841775 * x - 1.291485548 * y) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function byte(value: number): number {
  const clamped = Math.min(1, Math.max(0, value));
  return Math.round(255 * (clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055));
}
