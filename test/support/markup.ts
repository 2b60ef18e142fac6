import { HtmlValidate, StaticConfigLoader, type RuleConfig } from 'html-validate';

const rules = {
  // Astro writes attributes without a value, and our own markup has none by hand.
  'attribute-boolean-style': 'off',
  'attribute-empty-style': 'off',
  'no-trailing-whitespace': 'off',
  'void-style': 'off',
  'doctype-style': 'off',
  'long-title': 'off',
} satisfies RuleConfig;

const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], elements: ['html5'], rules }),
);

/** What a validator has to say against a page, as "rule: message, and where". */
export async function faultsInMarkup(markup: string): Promise<string[]> {
  const { results } = await validator.validateString(markup, 'page.html');
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, offset }) => `${ruleId}: ${message}: ${markup.slice(offset - 40, offset + 40)}`),
  );
}
