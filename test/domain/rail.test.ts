import { expect, it, test } from 'vitest';
import type { ConfirmationRequest } from '#domain/confirmation.ts';
import type { Investigation, Step } from '#domain/investigation.ts';
import { rail, stations, type Station, type Travelled } from '#domain/rail.ts';

const step = (kind: Step['kind']): Step => ({ id: kind, kind, text: '', outcome: null, suggestionId: null });
const investigation: Investigation = { id: 'one', steps: [], replication: null, extent: null, componentIds: [] };
const confirmation: ConfirmationRequest = {
  id: 'r',
  teamId: 't',
  componentIds: [],
  extent: null,
  answer: 'system_wide',
  answeredBy: 'tove',
};
const start: Travelled = {
  reports: 0,
  investigation,
  escalatedToManager: false,
  confirmation: null,
  incident: null,
  followedUp: false,
  closed: false,
};
const worked = { ...investigation, steps: [step('step'), step('attempt')] };
const judged = { ...worked, replication: 'replicated', extent: 'large_group', componentIds: ['sign-in'] } as const;

/** The same investigation on its way: what has happened, and the station that is open then. */
const journey: [string, Travelled, Station | null][] = [
  ['nothing has happened', start, 'reported'],
  ['somebody reported it', { ...start, reports: 1 }, 'troubleshot'],
  ['support worked on it', { ...start, investigation: worked }, 'replicated'],
  ['it was replicated', { ...start, investigation: { ...worked, replication: 'intermittent' } }, 'extent'],
  ['its extent is known and large', { ...start, investigation: judged }, 'escalated'],
  ['it went to the support manager', { ...start, investigation: judged, escalatedToManager: true }, 'confirmed'],
  [
    'the developers were asked',
    { ...start, investigation: judged, escalatedToManager: true, confirmation: { ...confirmation, answer: null } },
    'confirmed',
  ],
  [
    'the developers called it limited',
    { ...start, investigation: judged, escalatedToManager: true, confirmation: { ...confirmation, answer: 'limited' } },
    'confirmed',
  ],
  [
    'the developers confirmed it',
    { ...start, investigation: judged, escalatedToManager: true, confirmation },
    'published',
  ],
  [
    'it is on the page',
    { ...start, investigation: judged, escalatedToManager: true, confirmation, incident: 'monitoring' },
    'resolved',
  ],
  [
    'it is resolved',
    { ...start, investigation: judged, escalatedToManager: true, confirmation, incident: 'resolved' },
    'followed_up',
  ],
  [
    'everybody said that it is fixed',
    { ...start, investigation: judged, escalatedToManager: true, confirmation, incident: 'resolved', followedUp: true },
    null,
  ],
];

test.each(journey)(
  'when %s, one station is open, all before it are done and all after it lie ahead',
  (_, travelled, open) => {
    const stops = rail(travelled);
    const here = open === null ? stations.length : stations.indexOf(open);
    expect(stops.map(({ station }) => station)).toEqual(stations);
    expect(stops.map(({ state }) => state)).toEqual(
      stations.map((_station, index) => (index < here ? 'done' : index === here ? 'current' : 'ahead')),
    );
  },
);

it('what was closed on the way keeps what was done, and asks for nothing more', () => {
  const stops = rail({ ...start, reports: 1, investigation: worked, closed: true });
  expect(stops.map(({ state }) => state)).toEqual(['done', 'done', ...Array(7).fill('ahead')]);
});

it('an emergency that went straight up is not asked for the work before it', () => {
  const stops = rail({ ...start, reports: 1, escalatedToManager: true });
  expect(stops.find(({ state }) => state === 'current')?.station).toBe('confirmed');
});
