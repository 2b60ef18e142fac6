import { describe, expect, it, test } from 'vitest';
import { clip, hasControl, hasLineBreakOrControl, mailAddress, maskAddress, oneLine } from '#domain/text.ts';

describe('an address', () => {
  test.each([
    ['lin@example.org', 'lin@example.org'],
    ['  lin@example.org ', 'lin@example.org'],
    ['Lin.Ek+status@Mail.Example.ORG', 'Lin.Ek+status@mail.example.org'],
    ["o'neil!#$%&*/=?^_`{|}~-@example.org", "o'neil!#$%&*/=?^_`{|}~-@example.org"],
    ['a@b.co', 'a@b.co'],
    ['lin@xn--exmple-cua.org', 'lin@xn--exmple-cua.org'],
    ['lin@a-b.example.org', 'lin@a-b.example.org'],
  ])('%j is %j', (text, address) => expect(mailAddress(text)).toBe(address));

  test.each([
    ['nothing', ''],
    ['no @', 'lin.example.org'],
    ['two @', 'lin@home@example.org'],
    ['no local part', '@example.org'],
    ['no domain', 'lin@'],
    ['a domain without a dot', 'lin@localhost'],
    ['a space', 'li n@example.org'],
    ['a list', 'lin@example.org,ana@example.org'],
    ['a list with semicolons', 'lin@example.org;ana@example.org'],
    ['quotes', '"lin"@example.org'],
    ['a quoted @', '"lin@home"@example.org'],
    ['a comment', 'lin(home)@example.org'],
    ['a name before it', 'Lin <lin@example.org>'],
    ['angle brackets', '<lin@example.org>'],
    ['a line break in it', 'lin@example.org\r\nBcc: all@example.org'],
    ['a line break in its local part', 'lin\n@example.org'],
    ['a NUL', 'lin\0@example.org'],
    ['a tab', 'lin\t@example.org'],
    ['a backslash', 'lin\\@example.org'],
    ['a colon', 'smtp:lin@example.org'],
    ['a square bracket', 'lin@[127.0.0.1]'],
    ['an address of a machine', 'lin@127.0.0.1'],
    ['two dots in the domain', 'lin@example..org'],
    ['two dots before the @', 'li..n@example.org'],
    ['a dot first', '.lin@example.org'],
    ['a dot last', 'lin.@example.org'],
    ['a domain that begins with a dot', 'lin@.example.org'],
    ['a domain that ends with a dot', 'lin@example.org.'],
    ['a label that begins with a hyphen', 'lin@-example.org'],
    ['a label that ends with a hyphen', 'lin@example-.org'],
    ['an underscore in the domain', 'lin@ex_ample.org'],
    ['other alphabets before the @', 'lín@example.org'],
    ['other alphabets in the domain', 'lin@exämple.org'],
    ['percent signs in the domain', 'lin@example%2eorg'],
  ])('with %s is none', (_, text) => expect(mailAddress(text)).toBeNull());

  it('has at most 64 characters before the @, 63 in a label and 254 altogether', () => {
    const domain = (length: number) => `${`${'d'.repeat(60)}.`.repeat(5)}`.slice(0, length - 4) + '.org';
    expect(mailAddress(`${'l'.repeat(64)}@example.org`)).not.toBeNull();
    expect(mailAddress(`${'l'.repeat(65)}@example.org`)).toBeNull();
    expect(mailAddress(`lin@${'d'.repeat(63)}.org`)).not.toBeNull();
    expect(mailAddress(`lin@${'d'.repeat(64)}.org`)).toBeNull();
    expect(mailAddress(`${'l'.repeat(64)}@${domain(189)}`)).toHaveLength(254);
    expect(mailAddress(`${'l'.repeat(64)}@${domain(190)}`)).toBeNull();
  });
});

describe('one line', () => {
  it('has no line breaks, controls or overrides of the reading direction, and single spaces', () => {
    expect(oneLine('  Sign-in\r\nBcc: all@example.org\0 ')).toBe('Sign-in Bcc: all@example.org');
    expect(oneLine('down \u202Eniatnoc\u202C\u2066 now\u2069')).toBe('down niatnoc now');
    expect(oneLine('a \t\u00a0 b\u0085c')).toBe('a b c');
  });

  it('keeps every script and sign that can be seen', () =>
    expect(oneLine('Señal 状态 🚒 “ok”')).toBe('Señal 状态 🚒 “ok”'));
});

it('a name may hold no control character, a text may hold line breaks and tabs', () => {
  for (const sign of ['\r', '\n', '\t', '\0', '\u001b', '\u0085'])
    expect(hasLineBreakOrControl(`a${sign}b`)).toBe(true);
  for (const sign of ['\r', '\n', '\t']) expect(hasControl(`a${sign}b`)).toBe(false);
  for (const sign of ['\0', '\u001b', '\u0085', '\u007f']) expect(hasControl(`a${sign}b`)).toBe(true);
  expect(hasControl('Señal 状态 🚒') || hasLineBreakOrControl('Señal 状态 🚒')).toBe(false);
});

it('a cut never leaves half a letter', () => {
  expect(clip('fire 🚒', 6)).toBe('fire ');
  expect(clip('fire 🚒', 7)).toBe('fire 🚒');
  expect(clip('fire', 3)).toBe('fir');
});

test.each([
  ['maren@example.org', 'ma•••@example.org'],
  ['ana@example.org', 'an•••@example.org'],
  ['a@example.org', 'a•••@example.org'],
])('%s is shown to others as %s', (address, shown) => expect(maskAddress(address)).toBe(shown));
