import { asId, type Id } from '#domain/id.ts';
import { toldIn } from '#domain/toldGuide.ts';
import type { Locale } from '#domain/locale.ts';
import type { PublicGuide } from '#queries/publicGuides.ts';
import { guideContent } from '../support/given/guides.ts';
import type { PublicIncident, PublicNews, PublicUpdate } from '#queries/publicIncidents.ts';

export const page = { name: 'Kindred', url: 'https://status.example.org' };

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-11-17T${time}:00Z`);
const idOf = <N extends 'incident' | 'update' | 'component' | 'guide'>(text: string): Id<N> =>
  asId<N>(text) ?? missing(text);
const missing = (text: string): never => {
  throw new Error(`not an id: ${text}`);
};

const update = (sequence: number, time: string, status: PublicUpdate['status'], body: string): PublicUpdate => ({
  id: idOf(`update00000${sequence}`),
  sequence,
  kind: 'update',
  status,
  body,
  language: 'en',
  at: at(time),
  editedAt: null,
  edits: [],
  notify: true,
  movements: [],
});

const investigating = update(
  1,
  '13:33',
  'investigating',
  'Campaigns that were scheduled wait instead of going out.\nCampaigns sent by hand may wait as well.',
);
export const identified = update(
  2,
  '13:52',
  'identified',
  'The queue that hands campaigns to Postlane stopped at 13:05. **No message is lost**: what was scheduled is waiting.\n\n- If it can wait, leave it.\n- If it cannot, select *Stop*, duplicate the campaign and send the copy. See [the guide](https://help.example.org/pending?a=1&b=2).\n\nYou hear from us again by 14:30 UTC.',
);
const monitoring = update(3, '14:34', 'monitoring', 'Campaigns go out again, oldest first.');
const resolved = update(4, '15:12', 'resolved', 'Every campaign that was waiting has been sent, each of them once.');

/** A major outage, confirmed, with its second update. */
export const anIncident = (change: Partial<PublicIncident> = {}): PublicIncident => ({
  id: idOf('abcdefghijkl'),
  title: 'Scheduled campaigns stay in “Pending send”',
  language: 'en',
  frozenTitle: 'Scheduled campaigns stay in “Pending send”',
  origin: 'published',
  status: 'identified',
  ending: null,
  impact: 'critical',
  worst: 'major_outage',
  startedAt: at('13:05'),
  createdAt: at('13:33'),
  updatedAt: at('13:52'),
  monitoringAt: null,
  resolvedAt: null,
  unavailable: { from: at('13:05'), until: null, source: 'derived' },
  formerTitles: [],
  postmortem: null,
  confirmation: { mark: 'confirmed', at: at('13:31') },
  components: [
    { id: idOf('component001'), name: 'Sending', status: 'major_outage' },
    { id: idOf('component002'), name: 'Scheduled triggers', status: 'partial_outage' },
    { id: idOf('component003'), name: 'Campaign reports', status: 'degraded_performance' },
  ],
  updates: [identified, investigating],
  guides: [],
  followUp: { asked: 0, fixed: 0 },
  version: 2,
  ...change,
});

/** The same, over after two hours and seven minutes. */
export const resolvedIncident = (change: Partial<PublicIncident> = {}): PublicIncident =>
  anIncident({
    status: 'resolved',
    ending: 'resolved',
    unavailable: { from: at('13:05'), until: at('15:12'), source: 'derived' },
    resolvedAt: at('15:12'),
    updatedAt: at('15:12'),
    components: anIncident().components.map((component) => ({ ...component, status: 'operational' })),
    updates: [resolved, monitoring, identified, investigating],
    ...change,
  });

/** What to do with a scheduled campaign; in Spanish its title alone is translated. */
export const aToldGuide = (locale: Locale): PublicGuide => ({
  id: idOf('guide0000001'),
  ...toldIn(guideContent(), locale),
});

const retraction: PublicUpdate = {
  ...update(3, '14:05', 'resolved', 'Our probe measured its own delay. Every campaign has left on time.'),
  kind: 'retraction',
};

/** The same, taken back as a false alarm. */
export const retractedIncident = (change: Partial<PublicIncident> = {}): PublicIncident =>
  resolvedIncident({
    ending: 'retracted',
    impact: 'none',
    worst: 'operational',
    unavailable: null,
    confirmation: null,
    resolvedAt: at('14:05'),
    updates: [retraction, identified, investigating],
    ...change,
  });

/** What its postmortem says, as news to subscribers. */
export const aPostmortem: PublicNews = {
  ...update(5, '16:40', 'resolved', '## Cause\n\nA full disk stopped the queue.\n\n- We watch it now.'),
  id: null,
  kind: 'postmortem',
};
