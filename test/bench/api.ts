import type { Program } from './programs.ts';

type Json = { [key: string]: unknown; data?: unknown };

/** The workflow API as somebody of the demo. */
export const api =
  ({ url, output }: Program, role: 'admin' | 'manager' = 'admin') =>
  async (method: string, path: string, body?: Json): Promise<Json> => {
    const token = new RegExp(`^${role} \\S+ \\S+ (\\S+)$`, 'mu').exec(output())?.[1] ?? '';
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Json;
  };
