import { accentOf, type Shade } from '#domain/accent.ts';
import { declarationsOf, type Brand } from '#domain/brand.ts';

/** The organisation's own values of our custom properties, after the style sheet that they replace; null where none. */
export function brandCss({ accent, styles, stylesDark }: Brand): string | null {
  const shades = accent === null ? null : accentOf(accent);
  const own = declarationsOf(styles, '').css;
  const light = [declarations(shades?.light), own].filter(Boolean).join(';');
  // What is said once holds for both themes, unless the dark one says otherwise.
  const dark = [declarations(shades?.dark), own, declarationsOf(stylesDark, '').css].filter(Boolean).join(';');
  if (light === '' && dark === '') return null;
  // Stronger than the style sheet by one element: which of the two comes first in the head is the builder’s choice.
  return `html:root{${light}}@media(prefers-color-scheme:dark){html:root:not([data-theme=light]){${dark}}}`;
}

const declarations = (shade: Shade | undefined): string =>
  shade === undefined ? '' : `--accent:${shade.accent};--on-accent:${shade.onAccent};--accent-soft:${shade.accentSoft}`;
