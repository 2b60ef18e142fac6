import { asId, type Id } from '#domain/id.ts';
import { reportKinds, reportSources, reportStates } from '#domain/report.ts';
import type { ReportFilter } from '#queries/consoleReports.ts';

/** What narrows the inbox, in the order in which its address names them. */
const names = ['state', 'kind', 'component', 'assigned', 'source', 'late', 'mine', 'q'] as const;

/** What the inbox's address asks for; what it does not know it leaves out. */
export function filterOf(params: URLSearchParams, accountId: Id<'account'>): ReportFilter {
  const [state, kind, source] = [params.get('state'), params.get('kind'), params.get('source')];
  const search = (params.get('q') ?? '').trim().slice(0, 200);
  return {
    state: reportStates.find((one) => one === state) ?? (state === 'all' ? 'all' : 'open'),
    kind: reportKinds.find((one) => one === kind) ?? (kind === 'none' ? 'none' : null),
    componentId: params.get('component') === 'none' ? 'none' : asId<'component'>(params.get('component')),
    assigned: assignedOf(params, accountId),
    source: reportSources.find((one) => one === source) ?? null,
    late: params.get('late') === '1',
    search: search === '' ? null : search,
  };
}

function assignedOf(params: URLSearchParams, accountId: Id<'account'>): ReportFilter['assigned'] {
  const assigned = params.get('assigned');
  if (assigned === 'me' || params.get('mine') === '1') return accountId;
  return assigned === 'nobody' ? 'nobody' : asId<'account'>(assigned);
}

/** The address of the inbox with one thing changed; the older pages begin anew. */
export function hrefWith(params: URLSearchParams, change: Record<string, string | null>): string {
  const query = queryOf(params, change);
  return query === '' ? '/console/reports' : `/console/reports?${query}`;
}

/** What narrows the inbox and nothing else, as a view keeps it. */
export function queryOf(params: URLSearchParams, change: Record<string, string | null> = {}): string {
  const next = new URLSearchParams();
  for (const name of names) {
    const value = name in change ? change[name] : params.get(name);
    if (value != null && value.trim() !== '') next.set(name, value);
  }
  if (change.cursor != null) next.set('cursor', change.cursor);
  return next.toString();
}
