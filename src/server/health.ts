import type { IncomingMessage, ServerResponse } from 'node:http';
import { isStarted, runtime } from '#platform/runtime.ts';

/** One thing that readiness depends on: null when it is well, else what is wrong with it in words. */
export type Check = () => Promise<string | null>;

export type Health = {
  check(name: string, check: Check): void;
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
};

/** `/healthz`, `/readyz` and `/metrics`: they answer from the first second, and say what is still missing. */
export function createHealth(): Health {
  const checks = new Map<string, Check>();
  return {
    check: (name, check) => void checks.set(name, check),
    answer: async (request, response, path) => {
      if (!isReading(request.method)) return notTaken(request, response);
      if (path === '/healthz') return json(response, 200, { status: 'ok' });
      if (path === '/metrics') return metrics(response);
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

function metrics(response: ServerResponse): void {
  const counts = isStarted()
    ? [
        [
          'allclear_web_statements_total',
          'Statements that requests have sent to the database.',
          runtime().client.statements(),
        ],
        ['allclear_page_renders_total', 'Public pages that were rendered.', runtime().pages.renders()],
        ['allclear_page_version', 'Version of what the public sees.', runtime().pages.version()],
      ]
    : [];
  const lines = counts.flatMap(([name, help, value]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${String(name).endsWith('_total') ? 'counter' : 'gauge'}`,
    `${name} ${value}`,
  ]);
  response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end([...lines, ''].join('\n'));
}
