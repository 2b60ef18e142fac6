import { expect, test } from 'vitest';
import { decide, feedbackDecisions } from '#domain/feedback.ts';
import { inLanguage } from '#domain/locale.ts';

test.each([null, ...feedbackDecisions].flatMap((before) => feedbackDecisions.map((after) => [before, after] as const)))(
  'a wish that is %s can be %s, unless it is that already',
  (before, after) =>
    expect(decide(before, after)).toMatchObject(
      before === after ? { refusal: { code: 'already_decided' } } : { ok: true, value: after },
    ),
);

test.each([
  [{ en: 'Soon', es: 'Pronto' }, 'es', 'Pronto', 'es'],
  [{ en: 'Soon' }, 'es', 'Soon', 'en'],
  [{ es: 'Pronto' }, 'en', 'Pronto', 'es'],
] as const)('%j in %s is %s', (texts, locale, text, language) =>
  expect(inLanguage(texts, locale)).toEqual({ text, language }),
);
