import { plainBrand } from '#domain/brand.ts';
import { asId, type Id, type Noun } from '#domain/id.ts';
import type { PublicIncident, PublicUpdate } from '#queries/publicIncidents.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import type { PublicCategory, PublicComponent, PublicFrame } from '#queries/publicPage.ts';

/** What programs are told about, as the queries would have it: names that break out of whatever holds them included. */
export const url = 'https://status.example.org';

export const names = {
  script: '</script><script>alert(1)</script>',
  cdata: ']]> & <![CDATA[ "quoted" \'too\'',
  hebrew: 'שירות התשלומים',
  arabic: 'المدفوعات (النسخة ٢)',
  emoji: '👩‍👩‍👧‍👦 Families 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉',
  control: 'Bell\u0007, null\u0000, vertical\u000b, half \ud83d',
  calendar: 'BEGIN:VEVENT; a, b \\ c\r\nEND:VEVENT',
  long: 'x'.repeat(120),
} as const;

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const at = (time: string): Temporal.Instant => instant(`2026-11-17T${time}Z`);

export function idOf<N extends Noun>(text: string): Id<N> {
  const id = asId<N>(text.padEnd(12, '0'));
  if (id === null) throw new Error(`not an id: ${text}`);
  return id;
}

export const frame: PublicFrame = {
  id: idOf('page'),
  name: 'Kindred',
  supportEmail: null,
  brand: plainBrand,
  version: 7,
  timeZone: 'Europe/Madrid',
  changedAt: at('14:02:03.456789'),
};

export const aComponent = (n: number, more: Partial<PublicComponent> = {}): PublicComponent => ({
  id: idOf(`component${n}`),
  name: `Part ${n}`,
  language: 'en',
  description: null,
  status: 'operational',
  vendor: null,
  position: n,
  createdAt: at('01:00:00.001'),
  updatedAt: at('02:00:00.002'),
  days: [],
  uptime: 100,
  ...more,
});

export const aCategory = (n: number, components: PublicComponent[], more: Partial<PublicCategory> = {}) =>
  ({
    id: idOf(`category${n}`),
    name: `Category ${n}`,
    language: 'en',
    description: null,
    status: 'operational',
    position: n,
    createdAt: at('00:30:00'),
    updatedAt: at('00:40:00'),
    days: [],
    uptime: 100,
    components,
    ...more,
  }) satisfies PublicCategory;

export const anUpdate = (sequence: number, more: Partial<PublicUpdate> = {}): PublicUpdate => ({
  id: idOf(`update${sequence}`),
  sequence,
  kind: 'update',
  status: 'investigating',
  body: 'We are looking into it.',
  language: 'en',
  at: at(`13:0${sequence}:00.5`),
  editedAt: null,
  edits: [],
  notify: true,
  movements: [],
  ...more,
});

export const anIncident = (more: Partial<PublicIncident> = {}): PublicIncident => ({
  id: idOf('incident'),
  title: 'People cannot sign in',
  language: 'en',
  frozenTitle: 'People cannot sign in',
  origin: 'published',
  ending: null,
  status: 'investigating',
  impact: 'critical',
  worst: 'major_outage',
  startedAt: at('12:55:00.25'),
  createdAt: at('13:01:00.5'),
  updatedAt: at('13:02:00.5'),
  monitoringAt: null,
  resolvedAt: null,
  unavailable: null,
  formerTitles: [],
  confirmation: { mark: 'confirmed', at: at('13:00:00') },
  components: [{ id: idOf('component1'), name: 'Part 1', status: 'major_outage' }],
  updates: [
    anUpdate(1, {
      movements: [{ id: idOf('component1'), name: 'Part 1', from: 'operational', to: 'major_outage' }],
    }),
  ],
  followUp: { asked: 0, fixed: 0 },
  guides: [],
  postmortem: null,
  version: 1,
  ...more,
});

const window = { startsAt: instant('2026-11-29T02:00:00Z'), endsAt: instant('2026-11-29T04:00:00Z') };

export const aMaintenance = (more: Partial<PublicMaintenance> = {}): PublicMaintenance => ({
  id: idOf('maintenance'),
  title: 'Moving to new machines',
  language: 'en',
  frozenTitle: 'Moving to new machines',
  body: 'Planned: sign-in is slow.',
  bodyLanguage: 'en',
  status: 'scheduled',
  ...window,
  autoStart: true,
  autoComplete: true,
  createdAt: at('13:30:00'),
  updatedAt: at('13:30:00'),
  startedAt: null,
  verifyingAt: null,
  completedAt: null,
  cancelledAt: null,
  components: [{ id: idOf('component1'), name: 'Part 1' }],
  updates: [
    {
      id: idOf('news1'),
      sequence: 1,
      news: 'scheduled',
      status: 'scheduled',
      body: 'Planned: sign-in is slow.',
      language: 'en',
      at: at('13:30:00'),
      window,
      former: null,
    },
  ],
  recurrence: null,
  incidents: [],
  version: 1,
  ...more,
});
