import { expect, it } from 'vitest';
import { locales } from '#domain/locale.ts';
import { maintenanceNews } from '#domain/maintenance.ts';
import { ofMaintenance } from './maintenances.ts';

it('every mail of a maintenance has the same subject, in each language: one thread holds them', () => {
  const subjects = locales.flatMap((locale) => maintenanceNews.map((news) => ofMaintenance(news, locale).subject));
  expect(new Set(subjects)).toEqual(new Set(['[Kindred] New session store']));
});

it('a move tells the old time and the new', () => {
  const { text } = ofMaintenance('moved', 'en');
  expect(text).toContain('Now: Sun 29 Nov, 02:00 to 04:00 UTC.');
  expect(text).toContain('It was planned for Sat 28 Nov, 22:00 to Sun 29 Nov, 00:00 UTC.');
});

it('the end tells how long it took', () => {
  expect(ofMaintenance('completed', 'en').text).toContain(
    'Took place from 02:04 UTC to 03:41 UTC (1\u00a0h 37\u00a0min).',
  );
  expect(ofMaintenance('completed', 'es').text).toContain('(1\u00a0h 37\u00a0min)');
});

it('one that comes again names the next ones', () => {
  expect(ofMaintenance('scheduled', 'en').text).toContain('Sun 6 Dec, 02:00 to 04:00 UTC');
});
