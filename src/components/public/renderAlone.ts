import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { Locale } from '#domain/locale.ts';
import { html, raw } from '#formats/html.ts';
import publicStyle from '../../styles/public.css?inline';
import tokens from '../../styles/tokens.css?inline';
import IconSprite from '../IconSprite.astro';
import { storyIcons } from './icons.ts';

type Component = Parameters<AstroContainer['renderToString']>[0];

/**
 * One of the page's components as a whole document that needs nothing else: the same component, the same style, no
 * script. For previews; the page itself is rendered by Astro.
 */
export async function renderAlone(
  component: Component,
  props: Record<string, unknown>,
  { title, locale, style }: { title: string; locale: Locale; style: string },
): Promise<string> {
  const container = await kept();
  const [sprite, body] = await Promise.all([
    container.renderToString(IconSprite, { props: { names: storyIcons } }),
    container.renderToString(component, { props }),
  ]);
  return String(
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>${title}</title>
          <style>
            ${raw(tokens + publicStyle + style + frame)}
          </style>
        </head>
        <body>
          ${raw(sprite)}
          <main>${raw(body)}</main>
        </body>
      </html> `,
  );
}

const frame = 'main{padding:16px}.sprite{display:none}';

// Making a container reads a configuration; rendering with it does not.
let container: Promise<AstroContainer> | null = null;
const kept = (): Promise<AstroContainer> => (container ??= AstroContainer.create());
