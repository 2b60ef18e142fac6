import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '#commands/command.ts';
import { actions, can, holders, roles, type Action, type Role } from '#domain/policy.ts';
import { useDatabase } from '../support/database.ts';
import { aHouse, contextOf, type House } from '../support/given/house.ts';
import { changedTables, fingerprints } from '../support/given/record.ts';
import { codeOf } from '../support/given/results.ts';

const root = new URL('../..', import.meta.url).pathname;
const files = globSync('src/commands/**/*.ts', { cwd: root }).toSorted();
const exported = await Promise.all(
  files.map(async (file) => ({ file, values: (await import(`${root}${file}`)) as Record<string, unknown> })),
);

type Walked = { name: string; file: string; run: Command<unknown, unknown> };
const isCommand = (value: unknown): value is Command<unknown, unknown> =>
  typeof value === 'function' && 'action' in value;
const commands: Walked[] = exported.flatMap(({ file, values }) =>
  Object.entries(values).flatMap(([name, value]) => (isCommand(value) ? [{ name, file, run: value }] : [])),
);

/** What stands in src/commands and is no command: it needs a command's transaction, or is the worker's, or only reads. */
const helpers: Record<string, readonly string[]> = {
  'src/commands/command.ts': ['command', 'step', 'recordRefused'],
  'src/commands/componentStatus.ts': ['recomputeStatuses'],
  'src/commands/guides/guideRow.ts': ['lockGuide', 'namedComponents', 'keepVersion', 'storedOf'],
  'src/commands/idempotency.ts': ['remember'],
  'src/commands/incidents/carriedGuides.ts': ['unknownGuides', 'guidesAbout', 'carryGuides'],
  'src/commands/mail.ts': ['queueMail', 'queuePost'],
  'src/commands/overtaken.ts': ['anewIfOvertaken'],
  'src/commands/rateLimit.ts': ['takeTry'],
  'src/commands/statusHistory.ts': ['retellHistory'],
  'src/commands/incidents/change.ts': ['retitled'],
  'src/commands/incidents/incidentRow.ts': [
    'aboutIncident',
    'lockIncident',
    'unknownComponents',
    'appendUpdate',
    'stateComponents',
  ],
  'src/commands/investigations/ending.ts': ['endingOf', 'lockAtStake', 'endsWith', 'closedByItself', 'saveEnd'],
  'src/commands/investigations/investigationRow.ts': [
    'lockInvestigation',
    'touch',
    'hasPassedToManager',
    'confirmersOf',
    'latestConfirmation',
  ],
  'src/commands/maintenances/maintenanceRow.ts': [
    'lockMaintenance',
    'lockSeries',
    'unknownComponentIds',
    'knownComponentIds',
    'replaceComponents',
    'appendNews',
    'windowOf',
  ],
  'src/commands/maintenances/run.ts': ['moveOn'],
  'src/commands/maintenances/schedule.ts': ['draftPoints', 'lengthOf', 'recurrenceOf', 'planOf', 'beginSeries'],
  'src/commands/maintenances/series.ts': [
    'readRecurrence',
    'makeAhead',
    'windowFrom',
    'wordsOf',
    'followingOf',
    'realign',
    'endSeries',
  ],
  'src/commands/maintenances/occurrences.ts': ['occurrences', 'isTimeZone'],
  'src/commands/desk/keepPromises.ts': ['holding'],
  'src/commands/feedback/feedbackRow.ts': ['lockFeedback', 'addWish', 'dropIfEmpty'],
  'src/commands/hours/retime.ts': ['retime'],
  'src/commands/pictures.ts': ['keepPictures'],
  'src/commands/reports/doubt.ts': ['doubtResolution'],
  'src/commands/reports/reportRow.ts': ['lockReport', 'lockParts', 'nameOf', 'saveReport', 'aboutReport'],
  'src/commands/reports/tellParts.ts': ['tellParts'],
  'src/commands/sending/batches.ts': ['freeze', 'insertBatch', 'placesIn'],
  'src/commands/sending/carrier.ts': ['belongsTo', 'oneByOne', 'parted'],
  'src/commands/sending/control.ts': ['subjectOf'],
  'src/commands/sending/expire.ts': ['expireKeys'],
  'src/commands/sending/giveUp.ts': ['giveUp', 'giveUpIfTooOld'],
  'src/commands/sending/guard.ts': ['guardAgainstRestore'],
  'src/commands/sending/hold.ts': ['holdStale', 'hold', 'letGo'],
  'src/commands/sending/provider.ts': ['turnAt', 'callEnded'],
  'src/commands/sending/supersede.ts': ['supersedeResolved'],
  'src/commands/sending/claim.ts': ['claimBatch', 'workerLockClass'],
  'src/commands/sending/fanOut.ts': ['fanOut'],
  'src/commands/sending/finish.ts': ['finishBatch'],
  'src/commands/sending/finishPost.ts': ['finishPost', 'abandonPost'],
  'src/commands/sending/daily.ts': ['gatherDaily'],
  'src/commands/sending/freezeLetters.ts': ['freezeLetters'],
  'src/commands/sending/freezeNotifications.ts': ['freezeNotifications'],
  'src/commands/sending/tell.ts': ['tell', 'afterUndo'],
  'src/commands/sending/tidy.ts': ['tidy'],
  'src/commands/sending/withdraw.ts': ['lockUnfinishedNotifications', 'withdraw'],
  'src/commands/sending/worker.ts': ['signOn', 'seen', 'signOff'],
  'src/commands/session/end.ts': ['otherSessions'],
  'src/commands/session/resume.ts': ['resumeSession', 'resumeToken'],
  'src/commands/subscribers/ask.ts': ['unknownParts', 'formVersion'],
  'src/commands/subscribers/subscriberRow.ts': ['lockSubscriber'],
  'src/commands/subscribers/subscriptions.ts': ['addSubscriptions'],
  'src/commands/subscribers/suppressed.ts': ['addressHash', 'isSuppressed', 'writeAgain'],
};

const database = useDatabase();
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

describe('everything that src/commands exports', () => {
  it('is a command with an entry in the permission table, or a helper that is listed here', () => {
    const odd = exported.flatMap(({ file, values }) =>
      Object.entries(values)
        .filter(([name, value]) => !isCommand(value) && !(helpers[file] ?? []).includes(name))
        .map(([name]) => `${file}: ${name}`),
    );
    expect(odd).toEqual([]);
    expect(commands.filter(({ run }) => !actions.includes(run.action)).map(({ name }) => name)).toEqual([]);
    expect(commands.length).toBeGreaterThan(40);
  });

  it('opens its transactions through command.ts alone', () => {
    const opening = files.filter((file) => /\.transaction\(/u.test(readFileSync(`${root}${file}`, 'utf8')));
    expect(opening).toEqual(['src/commands/command.ts']);
  });
});

const refusedRoles = (action: Action): Role[] => {
  const allowed = holders(action);
  return allowed === 'visitor' ? [] : roles.filter((role) => !allowed.includes(role));
};

describe.each(commands.map(({ name, run }) => [name, run.action, run] as const))('%s (%s)', (_name, action, run) => {
  it('refuses every role that the table does not name, before it looks at anything', async () => {
    for (const role of refusedRoles(action)) {
      const { accountId, name } = house.people.ines;
      const ctx = contextOf(database, house.clock, { kind: 'person', accountId, name, roles: [role], teamIds: [] });
      expect(await codeOf(run(ctx, null)), role).toBe('forbidden');
    }
    if (!can({ kind: 'visitor' }, action)) expect(await codeOf(run(house.visitor(), null))).toBe('unauthenticated');
  });
});

it('and all of that has changed nothing but the audit log', async () => {
  const before = await fingerprints(database.db);
  for (const { run } of commands)
    for (const role of refusedRoles(run.action)) {
      const { accountId, name } = house.people.ines;
      await run(
        contextOf(database, house.clock, { kind: 'person', accountId, name, roles: [role], teamIds: [] }),
        null,
      );
    }
  expect(changedTables(before, await fingerprints(database.db))).toEqual(['event']);
});
