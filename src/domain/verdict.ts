import { severity, worst, type ComponentStatus } from './component.ts';

export type VerdictCategory = { name: string; status: ComponentStatus };

/**
 * The page in one line: the worst status anywhere, the categories that are in it, and whether anything is well besides.
 * Maintenance is named only while nothing is broken. DESIGN.md "The verdict".
 */
export type Verdict = {
  status: ComponentStatus;
  /** The categories that are as bad as the verdict says, in page order. */
  affected: string[];
  /** Others that are not well, but less so. */
  also: string[];
};

export function verdictOf(categories: readonly VerdictCategory[]): Verdict {
  const status = worst(categories.map((category) => category.status));
  const unwell = categories.filter((category) => category.status !== 'operational');
  return {
    status,
    affected: unwell.filter((category) => category.status === status).map(({ name }) => name),
    also: unwell.filter((category) => severity(category.status) < severity(status)).map(({ name }) => name),
  };
}
