import { describe, expect, it, test } from 'vitest';
import { difference } from '#domain/difference.ts';
import { editsOf, type Version } from '#domain/edits.ts';

/** Removed words stand in [-…-], added ones in {+…+}. */
const shown = (before: string, after: string): string =>
  difference(before, after)
    .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

describe('what an edit changed', () => {
  test.each([
    ['nothing changed', 'nothing changed', 'nothing changed'],
    ['You hear by 14:00 UTC.', 'You hear by 14:30 UTC.', 'You hear by [-14:00 -]{+14:30 +}UTC.'],
    ['All is well', 'All is very well', 'All is {+very +}well'],
    ['We are really on it', 'We are on it', 'We are [-really -]on it'],
    ['old', 'new', '[-old-]{+new+}'],
    ['', 'new words', '{+new words+}'],
    ['old words', '', '[-old words-]'],
    ['one two three four', 'zero two tres four', '[-one -]{+zero +}two [-three -]{+tres +}four'],
  ])('from %j to %j', (before, after, expected) => expect(shown(before, after)).toBe(expected));

  it('gives both texts again, whatever they are', () => {
    for (const [before, after] of [
      ['a\n\nb  c', 'a\nb c\n'],
      ['  leading', 'leading  '],
      ['🦊 fox', 'fox 🦊 🦊'],
      ['x '.repeat(3_000), 'y '.repeat(3_000)],
    ] as const) {
      const pieces = difference(before, after);
      const without = (kind: 'removed' | 'added') =>
        pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join('');
      expect(without('added').trimEnd()).toBe(before.trimEnd());
      expect(without('removed').trimEnd()).toBe(after.trimEnd());
    }
  });
});

describe('the edits that a reader sees', () => {
  const noon = Temporal.Instant.from('2026-11-17T12:00:00Z');
  const version = (body: string, hours: number | null, language: 'en' | 'es' = 'en'): Version => ({
    body,
    language,
    until: hours === null ? null : noon.add({ hours }),
  });

  it('are those in their language, the newest first, each with what it said before', () => {
    expect(editsOf([version('three', null), version('two', 2), version('one', 1)])).toEqual([
      { at: noon.add({ hours: 2 }), before: 'two', after: 'three' },
      { at: noon.add({ hours: 1 }), before: 'one', after: 'two' },
    ]);
  });

  it('are none where only another language was mended, or a translation was added', () => {
    expect(editsOf([version('same', null), version('same', 1)])).toEqual([]);
    expect(editsOf([version('Hola', null, 'es'), version('Hello', 1)])).toEqual([]);
    expect(editsOf([version('one', null)])).toEqual([]);
  });
});
