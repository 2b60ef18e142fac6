import { expect, it } from 'vitest';
import { markdownToHtml, markdownToText } from '#formats/markdown.ts';

it('a line break inside a paragraph stays a line break', () => {
  expect(markdownToHtml('Sending waits.\nReceiving works.')).toBe('<p>Sending waits.<br>Receiving works.</p>');
});

it('headings are never as large as the page’s own', () => {
  expect(markdownToHtml('# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five')).toBe(
    '<h3>One</h3>\n<h3>Two</h3>\n<h3>Three</h3>\n<h4>Four</h4>\n<h4>Five</h4>',
  );
});

it('a link says to whom it leads and vouches for nobody', () => {
  expect(markdownToHtml('[guide](https://help.example.org/?a=1&b=2)')).toBe(
    '<p><a href="https://help.example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer">guide</a></p>',
  );
});

it.each([
  '[guide](javascript:alert(1))',
  '[guide](/console)',
  '[guide](//evil.example)',
  '![guide](https://evil.example/x.png)',
])('of a link or picture that we do not show, %s, the words are left', (markdown) => {
  expect(markdownToHtml(`See ${markdown}.`)).toBe('<p>See guide.</p>');
  expect(markdownToText(`See ${markdown}.`)).toBe('See guide.');
});

it('a dropped link in a list does not disturb the items around it', () => {
  expect(markdownToHtml('See [x](/y).\n\n- one\n- two')).toBe('<p>See x.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>');
});

it('what would be a table or struck out is shown as it was typed', () => {
  expect(markdownToHtml('| a | b |\n|---|---|\n~~gone~~')).toBe('<p>| a | b |<br>|---|---|<br>~~gone~~</p>');
  expect(markdownToHtml('- [x] done\n- [ ] open')).toBe('<ul>\n<li>[x] done</li>\n<li>[ ] open</li>\n</ul>');
});

it('as text, links are spelt out, bullets are dashes and paragraphs stay apart', () => {
  const markdown =
    '# News\n\nSee [the guide](https://help.example.org) or\n<https://status.example.org>.\n\n- **Wait**\n- Send *again*\n  1. open\n  2. press\n\n> as they said\n\n```\nline 1\n```';
  expect(markdownToText(markdown)).toBe(
    'News\n\nSee the guide (https://help.example.org) or\nhttps://status.example.org.\n\n- Wait\n- Send again\n  1. open\n  2. press\n\n> as they said\n\n    line 1',
  );
});

it('as text, signs are the signs themselves', () => {
  expect(markdownToText('a < b & c, AT&amp;T, \\*stars\\*, `x > y`, <b>bold</b>')).toBe(
    'a < b & c, AT&T, *stars*, x > y, <b>bold</b>',
  );
});

it('no more than 25,000 characters are read', () => {
  expect(markdownToHtml('a'.repeat(30_000))).toBe(`<p>${'a'.repeat(25_000)}</p>`);
  expect(markdownToText('a'.repeat(30_000))).toHaveLength(25_000);
});

it('nothing said is nothing shown', () => {
  expect(markdownToHtml(' \n ')).toBe('');
  expect(markdownToText('')).toBe('');
});

it.each(['>', '[', '*a ', '_a', '- ', '1. ', '> - ', '`', '<', 'a.', '![](', '#', '|a', '~', '&', '\\'])(
  'a whole text of %j is shown within a few seconds, whatever it means',
  (piece) => {
    const text = piece.repeat(Math.floor(25_000 / piece.length));
    const began = performance.now();
    expect(markdownToHtml(text)).not.toMatch(/<(?!\/?(?:p|a|strong|em|code|pre|ul|ol|li|br|blockquote|h3|h4)\b)/u);
    expect(typeof markdownToText(text)).toBe('string');
    expect(performance.now() - began).toBeLessThan(10_000);
  },
);
