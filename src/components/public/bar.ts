import { componentStatuses, severity, worst, type ComponentStatus } from '#domain/component.ts';
import type { Day } from '#domain/uptime.ts';

/** A day is 3 wide and 1 apart; the worse it was, the taller it stands, so that a bar can be read without colour. */
const heights: Readonly<Record<ComponentStatus, number>> = {
  operational: 12,
  under_maintenance: 6,
  degraded_performance: 17,
  partial_outage: 22,
  major_outage: 26,
};
export const barHeight = 26;
export const barWidth = (days: number): number => days * 4 - 1;

export type BarPath = { status: ComponentStatus; d: string };

/** One path for each status that occurs: a dashed line through the middle of its marks, as thick as they are tall. */
export function barPaths(days: readonly Day[]): BarPath[] {
  const runs = runsOf(days);
  return componentStatuses
    .map((status) => ({
      status,
      d: runs
        .filter((run) => run.status === status)
        .map(pathOf)
        .join(''),
    }))
    .filter(({ d }) => d !== '');
}

/** What a bar says in words: how many days were not well, and how bad the worst of them was. Maintenance is no trouble. */
export function troubleIn(days: readonly Day[]): { days: number; worst: ComponentStatus } {
  const troubled = days.filter(({ status }) => severity(status) > severity('under_maintenance'));
  return { days: troubled.length, worst: worst(troubled.map(({ status }) => status)) };
}

type Run = { status: ComponentStatus; from: number; length: number };

function runsOf(days: readonly Day[]): Run[] {
  const runs: Run[] = [];
  for (const [from, { status }] of days.entries()) {
    const last = runs.at(-1);
    if (last?.status === status) last.length += 1;
    else runs.push({ status, from, length: 1 });
  }
  return runs;
}

const pathOf = ({ status, from, length }: Run): string =>
  `M${from * 4} ${barHeight - heights[status] / 2}h${length * 4 - 1}`;
