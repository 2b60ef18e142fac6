import { describe, expect, it } from 'vitest';
import { fieldKey, guideDraftOf } from '#actions/guideDraft.ts';
import { textsOf, type GuideContent } from '#domain/actionGuide.ts';
import { guideContent } from '../support/given/guides.ts';

/** The fields that an editor sends for a guide. */
const sent = (content: GuideContent) => ({
  original_language: content.originalLanguage,
  text: Object.fromEntries(
    textsOf(content).flatMap(({ path, texts }) =>
      Object.entries(texts).map(([locale, said]) => [`${fieldKey(path)}.${locale}`, said]),
    ),
  ),
  when: Object.fromEntries(
    content.processes.flatMap(({ symptoms }, p) =>
      symptoms.map(({ when }, s) => [fieldKey(`processes.${p}.symptoms.${s}`), when]),
    ),
  ),
});

describe('what a guide’s editor sends', () => {
  it('is the guide that was shown, whatever was written', () => {
    expect(guideDraftOf(sent(guideContent()))).toEqual(guideContent());
  });

  it('names places shortly', () => {
    expect(fieldKey('processes.10.symptoms.2.actions.0.fallbacks.1.en')).toBe('p10.s2.a0.f1.en');
    expect(fieldKey('title.en')).toBe('title.en');
  });

  it('that nobody’s editor sends makes no endless list and breaks nothing', () => {
    const odd = guideDraftOf({
      original_language: 'fr',
      text: { 'p999.name.en': 'x', 'p1.s-1.seen.en': 'x', 'p0.__proto__.en': 'x', constructor: 'x', 'px.name.en': 'x' },
      when: { 'p0.s0': 'never' },
    });
    expect(odd.originalLanguage).toBe('en');
    expect(odd.processes).toHaveLength(50);
    expect(odd.processes[0]?.symptoms).toMatchObject([{ when: 'always', seen: {} }]);
    expect(guideDraftOf({ text: 'x', when: ['x'] }).processes).toEqual([]);
  });
});
