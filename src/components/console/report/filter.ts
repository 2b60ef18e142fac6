import type { Id } from '#domain/id.ts';
import { reportKinds, reportStates } from '#domain/report.ts';
import type { ReportFilter } from '#queries/consoleReports.ts';

/** What the inbox's address asks for; what it does not know it leaves out. */
export function filterOf(params: URLSearchParams, accountId: Id<'account'>): ReportFilter {
  const [state, kind] = [params.get('state'), params.get('kind')];
  return {
    state: reportStates.find((one) => one === state) ?? (state === 'all' ? 'all' : 'open'),
    kind: reportKinds.find((one) => one === kind) ?? (kind === 'none' ? 'none' : null),
    mine: params.get('mine') === '1' ? accountId : null,
    late: params.get('late') === '1',
  };
}

/** The address of the inbox with one thing changed; the older pages begin anew. */
export function hrefWith(params: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams();
  for (const name of ['state', 'kind', 'mine', 'late']) {
    const value = name in change ? change[name] : params.get(name);
    if (value != null) next.set(name, value);
  }
  if (change.cursor != null) next.set('cursor', change.cursor);
  const query = next.toString();
  return query === '' ? '/console/reports' : `/console/reports?${query}`;
}
