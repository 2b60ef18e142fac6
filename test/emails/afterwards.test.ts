import { describe, expect, it } from 'vitest';
import type { Locale } from '#domain/locale.ts';
import { aPostmortem, resolvedIncident, retractedIncident } from './incidents.ts';
import { parsed, readingOf } from './parsed.ts';
import { ofIncident } from './samples.ts';

const retraction = (locale: Locale) => ofIncident({ locale, incident: retractedIncident() });
const postmortem = (locale: Locale) => ofIncident({ locale, incident: resolvedIncident(), update: aPostmortem });
const reason = 'Our probe measured its own delay. Every campaign has left on time.';

describe('the mail of a retraction', () => {
  it('says first that it was a false alarm, that nothing was down, and why it was announced', () => {
    expect(retraction('en').text).toMatch(
      new RegExp(
        `^● Retracted: it was a false alarm\n.*\n\nTuesday 17 November 2026, 14:05 UTC\\.\n\nNothing was down\\. You need not check anything that you had scheduled\\.\n\n${reason}\n`,
        'u',
      ),
    );
    expect(retraction('es').text).toMatch(
      /^● Retirado: fue una falsa alarma\n.*\n\nMartes 17 de noviembre de 2026, 14:05 UTC\.\n\nNo falló nada\. No hace falta que revise nada de lo que tenía programado\.\n/u,
    );
  });

  it('claims no outage, no confirmation, and asks nobody to check anything', async () => {
    for (const text of [retraction('en').text, readingOf(await parsed(retraction('en').html))]) {
      expect(text).toContain(reason);
      expect(text).not.toMatch(/Not available|outage|Confirmed by|Check whatever/u);
    }
    expect(retraction('es').text).not.toMatch(/No disponible|Interrupción|Confirmado por|Compruebe/u);
  });
});

describe('the mail of a postmortem', () => {
  it('says what it is, and in which time it was down', () => {
    expect(postmortem('en').text).toMatch(
      /^● Postmortem: what happened, and what we do about it\n.*\n\nTuesday 17 November 2026, 16:40 UTC\.\n\nNot available from 13:05 to 15:12 UTC \(2\sh\s7\smin\)\./u,
    );
    expect(postmortem('es').text).toMatch(
      /^● Análisis posterior: qué pasó y qué hacemos al respecto\n.*\n\nMartes 17 de noviembre de 2026, 16:40 UTC\.\n\nNo disponible de las 13:05 a las 15:12 UTC \(2\sh\s7\smin\)\./u,
    );
  });

  it('carries its whole text, and leaves out the parts and the words of then', () => {
    for (const locale of ['en', 'es'] as const) {
      const { text } = postmortem(locale);
      expect(text).toContain('Cause\n\nA full disk stopped the queue.\n\n- We watch it now.\n');
      expect(text).not.toMatch(/How each part is now|Cómo está cada parte|Campaigns go out again/u);
    }
  });
});

it('both stay in the thread of their incident', () => {
  const subjects = (['en', 'es'] as const).flatMap((locale) => [retraction(locale), postmortem(locale)]);
  expect(new Set(subjects.map(({ subject }) => subject))).toEqual(new Set([ofIncident().subject]));
});
