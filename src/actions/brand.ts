import { z } from 'zod';
import { changeBrand } from '#commands/page/changeBrand.ts';
import { isHex } from '#domain/accent.ts';
import { mostBrandLinks, mostPictureBytes, pictureTypeOf, type Picture } from '#domain/brand.ts';
import { bounds } from '#domain/text.ts';
import { httpLink, line, perhaps, prose } from '#platform/validation.ts';
import { formAction } from './form.ts';

/** A picture as a data URI: a chosen file, or what the form carried on. Its type is what its bytes are. */
const picture = z.string().transform((uri, ctx): Picture => {
  const bytes = Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64');
  const type = pictureTypeOf(bytes);
  const problem =
    bytes.length > mostPictureBytes
      ? { code: 'picture_too_large', values: { most: mostPictureBytes / 1024 } }
      : { code: 'not_a_picture', values: {} };
  if (type !== null && bytes.length <= mostPictureBytes) return `data:${type};base64,${bytes.toString('base64')}`;
  ctx.addIssue({ code: 'custom', params: problem, message: problem.code });
  return z.NEVER;
});

const colour = z
  .string()
  .trim()
  .transform((text) => text.toLowerCase())
  .refine(isHex, { params: { code: 'not_a_colour' }, message: 'not_a_colour' });

const rows = z.record(z.string().regex(/^\d$/u), z.string().max(bounds.link)).default({});
const link = z.object({ label: line(40), url: httpLink });

/** A row without words and without an address is none: that is how one is taken away. */
function linksOf(form: { link_label: Record<string, string>; link_url: Record<string, string> }) {
  return Array.from({ length: mostBrandLinks }, (_, n) => ({
    n,
    label: form.link_label[n] ?? '',
    url: form.link_url[n] ?? '',
  })).filter(({ label, url }) => `${label}${url}`.trim() !== '');
}

/** The page's look. */
export const saveBrand = formAction({
  input: z
    .object({
      accent: perhaps(colour),
      logo: perhaps(picture),
      logo_dark: perhaps(picture),
      icon: perhaps(picture),
      link_label: rows,
      link_url: rows,
      footer: perhaps(prose(1_000)),
      styles: perhaps(prose(2_000)),
      styles_dark: perhaps(prose(2_000)),
      powered_by: z.literal('on').optional(),
      without: z.array(z.enum(['logo', 'logo_dark', 'icon'])).default([]),
    })
    .transform((form, ctx) => {
      const links = linksOf(form).flatMap(({ n, ...row }) => {
        const read = link.safeParse(row);
        if (read.success) return read.data;
        for (const issue of read.error.issues)
          ctx.addIssue({ ...issue, path: [`link_${String(issue.path[0])}`, n] } as never);
        return [];
      });
      return { ...form, links };
    }),
  run: (ctx, { accent, links, footer, styles, styles_dark: stylesDark, powered_by, without, ...pictures }) => {
    const kept = <T>(name: 'logo' | 'logo_dark' | 'icon', value: T): T | null =>
      without.includes(name) ? null : value;
    return changeBrand(ctx, {
      accent,
      logo: kept('logo', pictures.logo),
      logoDark: kept('logo_dark', pictures.logo_dark),
      icon: kept('icon', pictures.icon),
      links,
      footer,
      styles,
      stylesDark,
      poweredBy: powered_by === 'on',
    });
  },
  then: () => '/console/settings/look?done=saved',
});
