import { expect, test } from 'vitest';
import { incidentStatuses } from '#domain/incident.ts';
import { close, endsByItself, type Ending } from '#domain/investigation.ts';
import { codeOf } from '../support/given/results.ts';

const still: Ending = { isClosed: false, incident: null, unfinishedReports: 2 };

test.each<[string, Ending, string]>([
  ['nothing of which was announced', still, 'accepted'],
  ['that nobody reported', { ...still, unfinishedReports: 0 }, 'accepted'],
  ['that is resolved, though somebody has not answered', { ...still, incident: 'resolved' }, 'accepted'],
  ['that is closed already', { ...still, isClosed: true }, 'investigation_closed'],
  ...incidentStatuses
    .filter((status) => status !== 'resolved')
    .map((incident): [string, Ending, string] => [
      `that the page calls ${incident}`,
      { ...still, incident },
      'incident_open',
    ]),
])('closing an investigation %s: %s', async (_, ending, outcome) => {
  expect(await codeOf(close(ending))).toBe(outcome);
});

test.each<[string, Ending, boolean]>([
  ['the incident is resolved and everyone is heard', { ...still, incident: 'resolved', unfinishedReports: 0 }, true],
  ['somebody has not answered', { ...still, incident: 'resolved', unfinishedReports: 1 }, false],
  ['the incident is open', { ...still, incident: 'monitoring', unfinishedReports: 0 }, false],
  ['nothing was announced', { ...still, unfinishedReports: 0 }, false],
  ['it is closed already', { isClosed: true, incident: 'resolved', unfinishedReports: 0 }, false],
])('whether it ends by itself when %s', (_, ending, ends) => expect(endsByItself(ending)).toBe(ends));
