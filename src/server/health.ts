import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Doubt } from '#platform/hookSignature.ts';
import { isStarted, runtime, type Runtime } from '#platform/runtime.ts';

/** One thing that readiness depends on: null when it is well, else what is wrong with it in words. */
export type Check = () => Promise<string | null>;

/** A number of this process, as Prometheus reads it: a counter where its name, labels apart, ends in `_total`, else a gauge. */
export type Measure = { name: string; help: string; read(): number };

export type Health = {
  check(name: string, check: Check): void;
  measure(measure: Measure): void;
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
};

/** `/healthz`, `/readyz` and `/metrics`: they answer from the first second, and say what is still missing. */
export function createHealth(): Health {
  const checks = new Map<string, Check>();
  const measures: Measure[] = [];
  return {
    measure: (measure) => void measures.push(measure),
    check: (name, check) => void checks.set(name, check),
    answer: async (request, response, path) => {
      if (!isReading(request.method)) return notTaken(request, response);
      if (path === '/healthz') return json(response, 200, { status: 'ok' });
      if (path === '/metrics') return metrics(response, [...(isStarted() ? ofRuntime(runtime()) : []), ...measures]);
      const problems = (
        await Promise.all([...checks].map(async ([name, check]) => ({ name, problem: await asked(check) })))
      ).filter(({ problem }) => problem !== null);
      return json(
        response,
        problems.length === 0 ? 200 : 503,
        problems.length === 0 ? { status: 'ready', problems: [] } : { status: 'not_ready', problems },
      );
    },
  };
}

/** A probe is read, and nothing else. */
function notTaken(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.setHeader('Allow', 'GET, HEAD');
  json(response, 405, { error: 'Method not allowed' });
}

const isReading = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

async function asked(check: Check): Promise<string | null> {
  try {
    return await Promise.race([
      check(),
      new Promise<string>((resolve) => setTimeout(() => resolve('does not answer'), 2_000).unref()),
    ]);
  } catch {
    return 'does not answer';
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

const ofRuntime = ({ client, pages, hookDoubts }: Runtime): Measure[] => [
  {
    name: 'allclear_web_statements_total',
    help: 'Statements that requests have sent to the database.',
    read: client.statements,
  },
  { name: 'allclear_page_renders_total', help: 'Public pages that were rendered.', read: pages.renders },
  ...(Object.keys(hookDoubts) as Doubt[]).map((why) => ({
    name: `allclear_hooks_refused_total{why="${why}"}`,
    help: 'Posts to /hooks that were not believed; a clock that is off shows as wrong_time.',
    read: () => hookDoubts[why],
  })),
  { name: 'allclear_page_version', help: 'Version of what the public sees.', read: pages.version },
];

function metrics(response: ServerResponse, measures: readonly Measure[]): void {
  const families = Map.groupBy(measures, ({ name }) => name.split('{')[0] ?? name);
  const lines = [...families].flatMap(([name, members]) => [
    `# HELP ${name} ${members[0]?.help ?? ''}`,
    `# TYPE ${name} ${name.endsWith('_total') ? 'counter' : 'gauge'}`,
    ...members.map((one) => `${one.name} ${one.read()}`),
  ]);
  response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end([...lines, ''].join('\n'));
}
