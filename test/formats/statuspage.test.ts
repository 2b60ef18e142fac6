import { describe, expect, it } from 'vitest';
import { componentStatuses, type ComponentStatus } from '#domain/component.ts';
import type { Impact } from '#domain/incident.ts';
import { mostListed, statuspageAnswers, type Facts } from '#formats/statuspage/answers.ts';
import { rollup } from '#formats/statuspage/rollup.ts';
import {
  aCategory,
  aComponent,
  aMaintenance,
  anIncident,
  anUpdate,
  frame,
  idOf,
  instant,
  names,
  url,
} from './machines.ts';
import { answerNames, expectRecorded } from './statuspageShapes.ts';

const [well, slow, part, down, work] = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const satisfies ComponentStatus[];

describe('the page in Statuspage’s words', () => {
  it.each<[ComponentStatus[], string, string]>([
    [[down, down], 'critical', 'Major System Outage'],
    [[down, well], 'major', 'Partial System Outage'],
    [[part, part], 'major', 'Partial System Outage'],
    [[part, well], 'minor', 'Minor Service Outage'],
    [[part, work], 'minor', 'Minor Service Outage'],
    [[slow, slow], 'minor', 'Degraded System Service'],
    [[slow, well], 'minor', 'Partially Degraded Service'],
    [[slow, work], 'minor', 'Partially Degraded Service'],
    [[work, well], 'maintenance', 'Service Under Maintenance'],
    [[work, work], 'maintenance', 'Service Under Maintenance'],
    [[well, well], 'none', 'All Systems Operational'],
  ])('is for components %j %s: %s', (statuses, indicator, description) =>
    expect(rollup(statuses, ['critical'])).toEqual({ indicator, description }),
  );

  it('goes by the worst open incident where there is no component', () => {
    const said = (impacts: Impact[]) => rollup([], impacts).indicator;
    expect([said([]), said(['none']), said(['minor', 'critical', 'major'])]).toEqual(['none', 'none', 'critical']);
  });
});

const facts = (more: Partial<Facts> = {}): Facts => ({
  url,
  page: frame,
  categories: [
    aCategory(1, [aComponent(1, { status: down }), aComponent(2)], { status: down }),
    aCategory(2, [aComponent(3)]),
  ],
  incidents: [anIncident()],
  maintenances: [aMaintenance()],
  locale: 'en',
  ...more,
});
const answer = (name: string, more?: Partial<Facts>): any =>
  JSON.parse(JSON.stringify(statuspageAnswers[name]?.body(facts(more))));

it('answers at every address of Statuspage, and each answer is key by key what was recorded', () => {
  expect(Object.keys(statuspageAnswers).toSorted()).toEqual(answerNames.toSorted());
  for (const name of answerNames)
    for (const more of [{}, { categories: [], incidents: [], maintenances: [] }, oddly])
      expectRecorded(name, answer(name, more));
});

const oddly: Partial<Facts> = {
  categories: Object.values(names).map((name, n) => aCategory(n, [aComponent(n, { name })], { name })),
  incidents: Object.values(names).map((title, n) => anIncident({ id: idOf(`odd${n}`), title, confirmation: null })),
  maintenances: componentStatuses.map((_status, n) => aMaintenance({ id: idOf(`work${n}`), components: [] })),
};

it('tells names as they are, whatever they are', () => {
  expect(answer('incidents.json', oddly).incidents.map((one: { name: string }) => one.name)).toEqual(
    Object.values(names),
  );
});

it('makes a category a group with its status and children, and names it in each of them', () => {
  const { components } = answer('components.json');
  expect(components.map((one: any) => [one.id, one.group, one.group_id, one.status, one.components])).toEqual([
    ['category1000', true, null, down, ['component100', 'component200']],
    ['component100', false, 'category1000', down, undefined],
    ['component200', false, 'category1000', well, undefined],
    ['category2000', true, null, well, ['component300']],
    ['component300', false, 'category2000', well, undefined],
  ]);
});

it('cuts times off at milliseconds, in UTC, and has null where nothing happened yet', () => {
  const [incident] = answer('incidents.json').incidents;
  expect(incident).toMatchObject({
    created_at: '2026-11-17T13:01:00.500Z',
    started_at: '2026-11-17T12:55:00.250Z',
    monitoring_at: null,
    resolved_at: null,
    shortlink: `${url}/incidents/incident0000`,
    confirmation: 'confirmed',
  });
  expect(answer('status.json').page).toEqual({
    id: frame.id,
    name: 'Kindred',
    url,
    time_zone: 'Europe/Madrid',
    updated_at: '2026-11-17T14:02:03.456Z',
  });
});

it('says with each update what it moved, and how the others stood by then', () => {
  const [one, two] = [
    { id: idOf<'component'>('component1'), name: 'Part 1' },
    { id: idOf<'component'>('component2'), name: 'Part 2' },
  ];
  const updates = [
    anUpdate(3, { status: 'resolved', movements: [{ ...one, from: down, to: well }] }),
    anUpdate(2, { movements: [{ ...two, from: well, to: part }], editedAt: instant('2026-11-17T14:00:00Z') }),
    anUpdate(1, { movements: [{ ...one, from: well, to: down }] }),
  ];
  const [incident] = answer('incidents.json', { incidents: [anIncident({ updates })] }).incidents;
  expect(
    incident.incident_updates.map((update: any) =>
      update.affected_components.map((moved: any) => `${moved.name}: ${moved.old_status} to ${moved.new_status}`),
    ),
  ).toEqual([
    ['Part 1: major_outage to operational', 'Part 2: partial_outage to partial_outage'],
    ['Part 1: major_outage to major_outage', 'Part 2: operational to partial_outage'],
    ['Part 1: operational to major_outage'],
  ]);
  expect(incident.incident_updates[1]).toMatchObject({
    created_at: '2026-11-17T13:02:00.500Z',
    updated_at: '2026-11-17T14:00:00.000Z',
  });
});

it('has a maintenance over that was called off, and says so in its words', () => {
  const cancelledAt = instant('2026-11-18T09:00:00Z');
  const off = aMaintenance({ status: 'cancelled', cancelledAt });
  const [told] = answer('scheduled-maintenances.json', { maintenances: [off] }).scheduled_maintenances;
  expect(told).toMatchObject({
    status: 'completed',
    resolved_at: '2026-11-18T09:00:00.000Z',
    impact: 'maintenance',
    scheduled_for: '2026-11-29T02:00:00.000Z',
    started_at: '2026-11-17T13:30:00.000Z',
  });
});

describe('much of everything', () => {
  const numbered = (word: string, n: number) => idOf<never>(word + String(n).padStart(8, '0'));
  const many = (count: number) => Array.from({ length: count }, (_, n) => n);
  const categories = many(10).map((c) =>
    aCategory(
      c,
      many(10).map((n) =>
        aComponent(n, { id: numbered('part', c * 10 + n), status: c === 0 && n === 0 ? down : well }),
      ),
    ),
  );
  const incidents = many(mostListed).map((n) => anIncident({ id: numbered('many', n) }));

  it('is told whole with a hundred components and fifty incidents, key by key as recorded', () => {
    for (const name of answerNames) expectRecorded(name, answer(name, { categories, incidents }));
    const summary = answer('summary.json', { categories, incidents });
    expect(summary.components.length).toBe(110);
    expect(new Set(summary.components.map((one: any) => one.id)).size).toBe(110);
    expect(summary.incidents.map((one: any) => one.id)).toEqual(incidents.map(({ id }) => id));
    expect(summary.status).toEqual({ indicator: 'major', description: 'Partial System Outage' });
    expect(JSON.stringify(summary).length).toBeLessThan(200_000);
  });
});

it('tells that a retracted incident was a false alarm wherever it is named', () => {
  const over = { status: 'resolved', ending: 'retracted', resolvedAt: instant('2026-11-17T13:30:00Z') } as const;
  const [told] = answer('incidents.json', { incidents: [anIncident(over)] }).incidents;
  expect(told).toMatchObject({
    name: 'Retracted, a false alarm: People cannot sign in',
    status: 'resolved',
    resolved_at: '2026-11-17T13:30:00.000Z',
  });
  expectRecorded('incidents.json', answer('incidents.json', { incidents: [anIncident(over)] }));
});

it('has a published postmortem as the newest update and as the incident’s state', () => {
  const postmortem = {
    body: 'A certificate had run out.',
    language: 'en',
    at: instant('2026-11-20T10:00:00Z'),
    editedAt: instant('2026-11-21T10:00:00Z'),
    edits: [],
  } as const;
  const more = {
    incidents: [anIncident({ status: 'resolved', ending: 'resolved', postmortem: { ...postmortem, edits: [] } })],
  };
  expectRecorded('incidents.json', answer('incidents.json', more));
  const [told] = answer('incidents.json', more).incidents;
  expect(told.status).toBe('postmortem');
  expect(told.incident_updates.map((one: any) => one.status)).toEqual(['postmortem', 'investigating']);
  expect(told.incident_updates[0]).toMatchObject({
    body: 'A certificate had run out.',
    created_at: '2026-11-20T10:00:00.000Z',
    updated_at: '2026-11-21T10:00:00.000Z',
    incident_id: told.id,
  });
});
