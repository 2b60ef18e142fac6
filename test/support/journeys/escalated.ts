import { api } from '../allclear.ts';
import type { House } from './house.ts';

/** How support knows a problem. `part` is the one component that it touches. */
export type Problem = { title: string; part: string; reporter: string; actual: string };

/** A problem that an agent has taken as far as the support manager, over the API. The investigation's id. */
export async function escalate(house: House, { title, part, reporter, actual }: Problem): Promise<string> {
  const agent = api(house.allclear, house.person('ana').token);
  const known = async (path: string, fits: (row: Row) => boolean) =>
    (await agent.get<{ data: Row[] }>(path)).body.data.find(fits)?.id ?? missing(path);
  const done = async (path: string, body?: unknown) => {
    const { status, body: answer } = await agent.post<Row>(path, body);
    return status < 300 ? answer.id : missing(`${path}: ${status}`);
  };
  const component = await known('/components', ({ name }) => name === part);
  const report = await done('/reports', {
    reporter: { email: reporter },
    tried: 'Do what I always do',
    expected: 'That it works',
    actual,
    component_id: component,
  });
  await done(`/reports/${report}/claim`);
  const id = await done('/investigations', { title, report_ids: [report] });
  const path = `/investigations/${id}`;
  await done(`${path}/steps`, { kind: 'step', text: 'Asked for the exact words on the screen', outcome: 'done' });
  await done(`${path}/steps`, { kind: 'attempt', text: 'Did the same on another network', outcome: 'failed' });
  await done(`${path}/replication`, { outcome: 'replicated', details: 'On two accounts, every time' });
  await done(`${path}/extent`, { extent: 'large_group', component_ids: [component], audience: 'everybody who writes' });
  await done(`${path}/escalations`, {
    target_id: await known('/targets', ({ kind }) => kind === 'support_manager'),
    priority: 'high',
  });
  return id;
}

type Row = { id: string; name?: string; kind?: string; team_id?: string };

function missing(what: string): never {
  throw new Error(`The demo did not give ${what}.`);
}
