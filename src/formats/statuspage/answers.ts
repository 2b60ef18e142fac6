import type { Locale } from '#domain/locale.ts';
import { maintenanceStatuses, underWayStatuses, type MaintenanceStatus } from '#domain/maintenance.ts';
import type { PublicIncident } from '#queries/publicIncidents.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import type { PublicCategory, PublicFrame } from '#queries/publicPage.ts';
import { milliseconds } from '../instants.ts';
import { groupsAndComponents } from './component.ts';
import { statuspageIncident } from './incident.ts';
import { statuspageMaintenance } from './maintenance.ts';
import { rollup } from './rollup.ts';

/** What an answer is made of. Incidents are those that it asked for, at most fifty, the newest first. */
export type Facts = {
  /** The page's origin, without a slash at the end. */
  url: string;
  page: PublicFrame;
  categories: readonly PublicCategory[];
  incidents: readonly PublicIncident[];
  maintenances: readonly PublicMaintenance[];
  locale: Locale;
};

type Answer = {
  incidents: 'none' | 'open' | 'all';
  /** In which states; none at all where it is left out. */
  maintenances?: readonly MaintenanceStatus[];
  body(facts: Facts): object;
};

/** Statuspage's lists hold the fifty newest. */
export const mostListed = 50;

/** Everything below `/api/v2/`, by its path: which incidents it needs, and what it says. statuspage-api.md 3.1. */
export const statuspageAnswers: Readonly<Record<string, Answer>> = {
  'summary.json': {
    incidents: 'open',
    maintenances: ['scheduled', ...underWayStatuses],
    body: (facts) => ({
      ...pageOf(facts),
      ...componentsOf(facts),
      ...incidentsOf(facts),
      ...maintenancesOf(facts),
      ...statusOf(facts),
    }),
  },
  'status.json': { incidents: 'open', body: (facts) => ({ ...pageOf(facts), ...statusOf(facts) }) },
  'components.json': { incidents: 'none', body: (facts) => ({ ...pageOf(facts), ...componentsOf(facts) }) },
  'incidents.json': { incidents: 'all', body: (facts) => ({ ...pageOf(facts), ...incidentsOf(facts) }) },
  'incidents/unresolved.json': { incidents: 'open', body: (facts) => ({ ...pageOf(facts), ...incidentsOf(facts) }) },
  'scheduled-maintenances.json': {
    incidents: 'none',
    maintenances: maintenanceStatuses,
    body: (facts) => ({ ...pageOf(facts), ...maintenancesOf(facts) }),
  },
  'scheduled-maintenances/upcoming.json': {
    incidents: 'none',
    maintenances: ['scheduled'],
    body: (facts) => ({ ...pageOf(facts), ...maintenancesOf(facts) }),
  },
  'scheduled-maintenances/active.json': {
    incidents: 'none',
    maintenances: underWayStatuses,
    body: (facts) => ({ ...pageOf(facts), ...maintenancesOf(facts) }),
  },
};

const pageOf = ({ page: { id, name, timeZone, changedAt }, url }: Facts) => ({
  page: { id, name, url, time_zone: timeZone, updated_at: milliseconds(changedAt) },
});

const componentsOf = ({ categories, page }: Facts) => ({ components: groupsAndComponents(categories, page.id) });

const incidentsOf = ({ incidents, page, url, categories, locale }: Facts) => ({
  incidents: incidents.map((incident) => statuspageIncident(incident, { pageId: page.id, url, categories, locale })),
});

const maintenancesOf = ({ maintenances, page, url, categories, locale }: Facts) => ({
  scheduled_maintenances: maintenances.map((one) =>
    statuspageMaintenance(one, { pageId: page.id, url, categories, locale }),
  ),
});

const statusOf = ({ categories, incidents }: Facts) => ({
  status: rollup(
    categories.flatMap(({ components }) => components.map(({ status }) => status)),
    incidents.map(({ impact }) => impact),
  ),
});
