import type { ComponentStatus, IncidentComponentStatus } from '#domain/component.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Refused } from '#actions/form.ts';
import type { ConsoleIncident, PickableComponent } from '#queries/consoleIncidents.ts';
import type { ToPublish } from '#queries/consolePublishing.ts';

/** A part that a composer can name. `covered`: the developers confirmed it, or the incident names it already. */
export type Part = {
  id: string;
  name: string;
  category: string;
  covered: boolean;
  value: IncidentComponentStatus | '';
};

/** Before publishing: what was confirmed is named, as bad as the developers' answer suggests. */
export function partsToPublish(
  { confirmed, componentIds }: ToPublish,
  catalogue: readonly PickableComponent[],
): Part[] {
  const covered = confirmed?.componentIds ?? componentIds;
  return catalogue.map(({ id, name, category }) => {
    const isCovered = covered.includes(id);
    return { id, name, category, covered: isCovered, value: isCovered ? suggested(confirmed?.answer ?? null) : '' };
  });
}

/** Afterwards: what the incident states now, and what else the developers' word covers. */
export function partsToUpdate(
  { components, confirmedIds }: ConsoleIncident,
  catalogue: readonly PickableComponent[],
): Part[] {
  return catalogue.map(({ id, name, category }) => {
    const stated = components.find((one) => one.id === id);
    return {
      id,
      name,
      category,
      covered: stated !== undefined || confirmedIds.includes(id),
      value: stated === undefined ? '' : statable(stated.status),
    };
  });
}

/** A refusal names a part by its id; people know it by its name. */
export function namingParts(
  refused: Refused | null,
  catalogue: readonly { id: string; name: string }[],
): Refused | null {
  if (refused === null) return null;
  const errors = refused.refusal.errors.map((point) => {
    const component = catalogue.find(({ id }) => id === point.values?.['component'])?.name;
    return component === undefined ? point : { ...point, values: { ...point.values, component } };
  });
  return { ...refused, refusal: { ...refused.refusal, errors } };
}

const suggested = (answer: ConfirmationAnswer | null): IncidentComponentStatus =>
  answer === 'system_wide' ? 'major_outage' : 'partial_outage';

/** Maintenance is stated by a maintenance alone. */
const statable = (status: ComponentStatus): IncidentComponentStatus =>
  status === 'under_maintenance' ? 'operational' : status;
