/** What a prepared answer may leave to be filled in: `{{reference}}`. A closed list; anything else stays as it is written. */
export const placeholderNames = ['reference', 'name', 'agent', 'part', 'page'] as const;
export type PlaceholderName = (typeof placeholderNames)[number];

/**
 * Fills a prepared answer in. Each value is put in as text: what would mean something in Markdown is escaped, and what
 * looks like a placeholder in a value is not filled in again. A greeting to nobody loses its gap ("Hello ," is "Hello,").
 */
export function filledIn(text: string, values: Readonly<Record<PlaceholderName, string>>): string {
  return text.replace(/[ \t]*\{\{\s*([a-z]+)\s*\}\}/gu, (whole, name: string) => {
    const known = placeholderNames.find((one) => one === name);
    if (known === undefined) return whole;
    const value = plain(values[known]);
    return value === '' ? '' : `${/^[ \t]*/u.exec(whole)?.[0] ?? ''}${value}`;
  });
}

/** A name such as `*Ana*` or `[click](http://…)` stays the letters that it is. */
const plain = (value: string): string => value.replace(/[\r\n]+/gu, ' ').replace(/[\\`*_{}[\]<>()#+!|~]/gu, '\\$&');
