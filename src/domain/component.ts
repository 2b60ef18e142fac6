import type { Locale } from './locale.ts';

/** From well to worst: the index is the severity. The words are Statuspage's. */
export const componentStatuses = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export type ComponentStatus = (typeof componentStatuses)[number];

/** What an incident may state of a component; maintenance is stated by a maintenance alone. */
export const incidentComponentStatuses = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const satisfies readonly ComponentStatus[];
export type IncidentComponentStatus = (typeof incidentComponentStatuses)[number];

/** What a category or component is called in the other languages; what is missing is shown as it was given first. */
export type NameTranslations = Partial<Record<Locale, { name?: string | undefined; description?: string | undefined }>>;

export const severity = (status: ComponentStatus): number => componentStatuses.indexOf(status);

/** The worst of what is stated; `operational` when nothing is. PRODUCT 6: resolving one never paints another green. */
export function worst(statuses: readonly ComponentStatus[]): ComponentStatus {
  return statuses.reduce<ComponentStatus>((a, b) => (severity(b) > severity(a) ? b : a), 'operational');
}
