import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Throws unless axe finds nothing against WCAG 2.2 AA and its best practices; the message names rule, element and remedy. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  if (violations.length === 0) return;
  const findings = violations.flatMap(({ id, help, helpUrl, nodes }) =>
    nodes.map(({ target }) => `  ${id}: ${help}\n    at ${target.flat().join(' > ')}\n    ${helpUrl}`),
  );
  throw new Error(`${page.url()} is not accessible:\n${findings.join('\n')}`);
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
