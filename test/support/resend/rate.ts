import { refusal, type Answer } from './answer.ts';

type RateLimit = { headers: Record<string, string>; refused: Answer | null };

/** Counts calls in windows of one real second, all keys together. Every answer carries the `ratelimit-*` headers. */
export function limitRate(callsPerSecond: number | undefined): () => RateLimit {
  let opened = -Infinity;
  let used = 0;

  return () => {
    if (callsPerSecond === undefined) return { headers: {}, refused: null };
    const now = performance.now();
    if (now - opened >= 1000) [opened, used] = [now, 0];
    used += 1;
    const headers = {
      'ratelimit-limit': String(callsPerSecond),
      'ratelimit-remaining': String(Math.max(0, callsPerSecond - used)),
      'ratelimit-reset': '1',
    };
    if (used <= callsPerSecond) return { headers, refused: null };
    return { headers, refused: refusal(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '1' }) };
  };
}
