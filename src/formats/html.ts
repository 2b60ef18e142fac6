/**
 * Markup that is safe to print: made by `html`, or vouched for by `raw`. An object rather than a branded string,
 * because only then can `html` tell at run time what it must not escape twice. `String(it)` is the text.
 */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}
export type Html = Markup;

/** What may stand in a hole of the template: text is escaped, markup is not, lists are joined, nothing prints nothing. */
export type Printable = Html | string | number | null | undefined | false | readonly Printable[];

/** `` html`<p title="${text}">${text}</p>` ``: every hole is escaped for text and for quoted attribute values alike. */
export const html = (fixed: TemplateStringsArray, ...holes: readonly Printable[]): Html =>
  new Markup(fixed.map((text, n) => text + (n < holes.length ? printed(holes[n]) : '')).join(''));

/** Vouches for text that is markup already: our own constants, and what the sanitiser returned. Nothing else. */
export const raw = (trusted: string): Html => new Markup(trusted);

function printed(value: Printable): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'object') return value.map(printed).join('');
  return String(value).replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
