import { describe as group, expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { pointCodes, refusalCodes } from '#domain/result.ts';
import { describe } from '#i18n/refusalText.ts';

it('a refused escalation names every point that is missing, in order', () => {
  const refused = describe(
    {
      code: 'escalation_gate',
      errors: [
        { path: 'steps', code: 'step_missing' },
        { path: 'facts.logs', code: 'fact_missing', values: { label: 'Log lines', target: 'Messaging' } },
        { path: 'suggestions.abc', code: 'suggestion_untried', values: { text: 'Switch the relay' } },
      ],
    },
    'en',
  );
  expect(refused.title).toBe('This cannot be escalated yet. What is missing stands below.');
  expect(refused.points).toEqual([
    { path: 'steps', code: 'step_missing', message: 'Record at least one troubleshooting step.' },
    { path: 'facts.logs', code: 'fact_missing', message: 'Messaging needs this: Log lines.' },
    {
      path: 'suggestions.abc',
      code: 'suggestion_untried',
      message: 'Try what was suggested, and record what came of it: Switch the relay',
    },
  ]);
});

it('a component outside the confirmation is named, and what to do about it', () => {
  const point = { path: 'components.c1', code: 'component_not_confirmed' } as const;
  expect(describe({ code: 'not_confirmed', errors: [{ ...point, values: { component: 'Payments' } }] }, 'en')).toEqual({
    title: 'The developers have not confirmed this yet.',
    points: [
      { ...point, message: 'Payments was not part of what the developers confirmed. Ask them again, or leave it out.' },
    ],
  });
});

it('nobody publishes what they confirmed themselves, and is told who does', () => {
  expect(describe({ code: 'same_person', errors: [] }, 'en').title).toBe(
    'You confirmed this problem yourself. Another manager publishes it.',
  );
  expect(describe({ code: 'same_person', errors: [] }, 'es').title).toBe(
    'Usted confirmó este problema. Lo publica otra persona responsable.',
  );
});

it('a bound is said with its number, grouped', () => {
  const errors = [{ path: 'body', code: 'too_long', values: { most: 25_000 } } as const];
  expect(describe({ code: 'invalid', errors }, 'en').points[0]?.message).toBe('Write at most 25,000 characters.');
  expect(describe({ code: 'invalid', errors }, 'es').points[0]?.message).toBe('Escriba como máximo 25.000 caracteres.');
});

group.each(locales)('in %s', (locale) => {
  it.each(refusalCodes)('%s is a whole sentence', (code) => {
    expect(describe({ code, errors: [] }, locale).title).toMatch(/^\p{Lu}.{8,}\.$/u);
  });

  it.each(pointCodes)('the point %s is a whole sentence, with its values and without', (code) => {
    const values = {
      least: 3,
      most: 5,
      label: 'Log lines',
      target: 'Messaging',
      text: 'Switch the relay.',
      component: 'Payments',
    };
    const { points } = describe(
      {
        code: 'invalid',
        errors: [
          { path: 'facts.logs', code, values },
          { path: 'facts.logs', code },
        ],
      },
      locale,
    );
    for (const { message } of points) {
      expect(message).toMatch(/^\S.{8,}\.$/u);
      expect(message).not.toMatch(/undefined|null|!/u);
    }
  });
});
