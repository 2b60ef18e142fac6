import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { Locale } from '#domain/locale.ts';
import { html, raw } from '#formats/html.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import publicStyle from '../../styles/public.css?inline';
import tokens from '../../styles/tokens.css?inline';
import IconSprite from '../IconSprite.astro';
import IncidentCard from './IncidentCard.astro';
import { cardIcons } from './icons.ts';

/**
 * An incident's card as the public page shows it, as a whole document that needs nothing else: the same component, the
 * same style, no script. For previews; the page itself is rendered by Astro.
 */
export async function renderCard(incident: PublicIncident, locale: Locale, now: Temporal.Instant): Promise<string> {
  const container = await kept();
  const [sprite, card] = await Promise.all([
    container.renderToString(IconSprite, { props: { names: cardIcons } }),
    container.renderToString(IncidentCard, { props: { incident, locale, now } }),
  ]);
  return String(
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>${incident.title}</title>
          <style>
            ${raw(tokens + publicStyle + frame)}
          </style>
        </head>
        <body>
          ${raw(sprite)}
          <main>${raw(card)}</main>
        </body>
      </html> `,
  );
}

// A card that stands alone needs no distance from what would be above it.
const frame = 'main{padding:16px}main>.card{margin:0}.sprite{display:none}';

// Making a container reads a configuration; rendering with it does not.
let container: Promise<AstroContainer> | null = null;
const kept = (): Promise<AstroContainer> => (container ??= AstroContainer.create());
