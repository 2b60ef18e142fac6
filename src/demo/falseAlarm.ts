import type { PastScript } from './past.ts';

/** Published, and taken back an hour later. */
export const falseAlarm: PastScript = {
  daysAgo: 17,
  agent: 'Mateo Silva',
  title: { en: 'Bank transfers seem to be missing', es: 'Parece que faltan transferencias' },
  reports: [],
  steps: [
    { kind: 'step', text: 'Compared this morning’s list with that of the bank', outcome: 'done' },
    { kind: 'attempt', text: 'Loaded the list again: 40 transfers are missing', outcome: 'failed' },
  ],
  replication: 'The list of today ends at 06:00.',
  extent: { extent: 'large_group', parts: ['Bank transfers'], audience: 'everybody who gave by transfer today' },
  confirmation: {
    team: 'Money and data',
    asks: 'Jonas Adeyemi',
    note: 'Are they lost, or late?',
    developer: 'Clara Roca',
    answer: 'Our monitor counts 40 too few. Looking for them.',
  },
  published: {
    manager: 'Jonas Adeyemi',
    notify: false,
    parts: { 'Bank transfers': 'partial_outage' },
    body: {
      en: 'Some of today’s bank transfers do not appear in the list. We are looking for them.',
      es: 'Algunas transferencias de hoy no aparecen en la lista. Las estamos buscando.',
    },
  },
  retracted: {
    minute: 55,
    body: {
      en: 'No transfer was missing. It is a holiday at the bank: it sends its list at noon, and our monitor did not know that.',
      es: 'No faltaba ninguna transferencia. En el banco es festivo y envía su lista a mediodía; nuestro control no lo sabía.',
    },
  },
};
