import type { ComponentStatus } from '#domain/component.ts';
import { impacts, type Impact } from '#domain/incident.ts';

export type Indicator = Impact | 'maintenance';
export type Rollup = { indicator: Indicator; description: string };

/**
 * The page in Statuspage's words, from its components (groups apart), whatever incidents say; where there is none, from
 * the worst impact of what is open. The first rule that holds counts. The words are clients' vocabulary, and never
 * translated. statuspage-api.md 3.2.
 */
export function rollup(statuses: readonly ComponentStatus[], openImpacts: readonly Impact[]): Rollup {
  if (statuses.length === 0) return byImpact[impacts.findLast((impact) => openImpacts.includes(impact)) ?? 'none'];
  const all = (status: ComponentStatus) => statuses.every((one) => one === status);
  const any = (status: ComponentStatus) => statuses.includes(status);
  if (all('major_outage')) return { indicator: 'critical', description: 'Major System Outage' };
  if (any('major_outage') || all('partial_outage')) return { indicator: 'major', description: 'Partial System Outage' };
  if (any('partial_outage')) return { indicator: 'minor', description: 'Minor Service Outage' };
  if (all('degraded_performance')) return { indicator: 'minor', description: 'Degraded System Service' };
  if (any('degraded_performance')) return { indicator: 'minor', description: 'Partially Degraded Service' };
  if (any('under_maintenance')) return { indicator: 'maintenance', description: 'Service Under Maintenance' };
  return byImpact.none;
}

const byImpact: Readonly<Record<Impact, Rollup>> = {
  none: { indicator: 'none', description: 'All Systems Operational' },
  minor: { indicator: 'minor', description: 'Minor Service Outage' },
  major: { indicator: 'major', description: 'Partial System Outage' },
  critical: { indicator: 'critical', description: 'Major System Outage' },
};
