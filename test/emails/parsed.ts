import { HtmlValidate, Parser, StaticConfigLoader, type HtmlElement, type RuleConfig } from 'html-validate';

// What mail programs need and a page must not have: inline styles, the attributes that Word lays out by, an older role.
const forMail = {
  'no-inline-style': 'off',
  'no-deprecated-attr': 'off',
  'no-conditional-comment': 'off',
  'presentation-role-style': 'off',
  'prefer-tbody': 'off',
  'doctype-style': ['error', { style: 'lowercase' }],
  'long-title': 'off',
} satisfies RuleConfig;

const loader = new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5'],
  rules: forMail,
});

/** The document as elements; `textContent` is still escaped. */
export async function parsed(markup: string): Promise<HtmlElement> {
  return new Parser(await loader.getConfigFor('mail.html')).parseHtml(markup);
}

/** What a validator has to say against a mail, as "rule: message" lines. */
export async function findings(markup: string): Promise<string[]> {
  const { results } = await new HtmlValidate(loader).validateString(markup, 'mail.html');
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

/** Every link of a mail, in order. */
export const linksOf = (document: HtmlElement): string[] =>
  document.querySelectorAll('a').map((link) => String(link.getAttributeValue('href')).replaceAll('&amp;', '&'));

/** What is read of a mail or a part of it, in one line. */
export const readingOf = (element: HtmlElement | null): string =>
  (element?.textContent ?? '')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/gu, (entity) => characters[entity] ?? entity)
    .replace(/\s+/gu, ' ')
    .trim();

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};
