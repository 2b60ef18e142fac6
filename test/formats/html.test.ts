import { expect, it } from 'vitest';
import { html, raw } from '#formats/html.ts';

it('whatever somebody wrote is text, in the page and in an attribute', () => {
  const name = `"><script>'&`;
  expect(String(html`<p title="${name}" lang='${name}'>${name}</p>`)).toBe(
    '<p title="&quot;&gt;&lt;script&gt;&#39;&amp;" lang=\'&quot;&gt;&lt;script&gt;&#39;&amp;\'>&quot;&gt;&lt;script&gt;&#39;&amp;</p>',
  );
});

it('markup inside markup is not escaped again, and lists are joined', () => {
  const items = ['a & b', 'c'].map((item) => html`<li>${item}</li>`);
  expect(String(html`<ul>${items}</ul>`)).toBe('<ul><li>a &amp; b</li><li>c</li></ul>');
});

it('nothing prints nothing, and nought is a number', () => {
  expect(String(html`[${null}${undefined}${false}${''}${0}${[null, [raw('<br>')]]}]`)).toBe('[0<br>]');
});
