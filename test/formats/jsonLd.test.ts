import { expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { frontPageThing, incidentThing, jsonLd } from '#formats/jsonLd.ts';
import { anIncident, anUpdate, instant, names, url } from './machines.ts';

const read = (text: string): any => JSON.parse(text);
const place = { origin: url, name: 'Kindred', locale: 'en' } as const;

it('nothing that somebody wrote ends the script that it stands in, and everything is read back as it was', () => {
  for (const name of Object.values(names)) {
    const text = jsonLd(
      incidentThing(anIncident({ title: name, updates: [anUpdate(1, { body: `${name} </script>` })] }), {
        ...place,
        name,
      }),
    );
    expect(text).not.toMatch(/[<\n\r]/u);
    expect(read(text)).toMatchObject({ headline: name.toWellFormed() === name ? name : expect.any(String) });
    expect(jsonLd(frontPageThing({ ...place, name }))).not.toContain('<');
  }
});

it.each(locales)('the front page says whose it is and nothing that would have to be taken back, in %s', (locale) => {
  expect(read(jsonLd(frontPageThing({ ...place, locale })))).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    url: locale === 'en' ? `${url}/` : `${url}/${locale}/`,
    inLanguage: locale,
    publisher: { name: 'Kindred' },
  });
});

it('an incident says when it began and, once it is over, when it ended; a false alarm that it was one', () => {
  const open = read(jsonLd(incidentThing(anIncident(), place)));
  expect(open).toMatchObject({ coverageStartTime: '2026-11-17T12:55:00Z', about: [{ name: 'Part 1' }] });
  expect(open).not.toHaveProperty('coverageEndTime');
  expect(open.liveBlogUpdate).toMatchObject([{ articleBody: 'We are looking into it.', headline: 'Looking into it' }]);
  const over = { status: 'resolved', resolvedAt: instant('2026-11-17T15:00:00Z') } as const;
  const retracted = read(jsonLd(incidentThing(anIncident({ ...over, ending: 'retracted' }), place)));
  expect(retracted).toMatchObject({
    coverageEndTime: '2026-11-17T15:00:00Z',
    headline: 'Retracted, a false alarm: People cannot sign in',
  });
});

it('a text of 25,000 characters is told by its beginning, and a hundred updates by the newest', () => {
  const updates = Array.from({ length: 100 }, (_, n) => anUpdate(n % 10, { body: 'word '.repeat(5_000) }));
  expect(jsonLd(incidentThing(anIncident({ updates }), place)).length).toBeLessThan(16_000);
});
