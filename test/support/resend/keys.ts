import { breach, refusal, type Answer } from './answer.ts';

type KeyMemory = {
  /**
   * Runs `accept` unless this key has been answered in the last 24 hours: then the first answer again.
   * Refuses 409 when the fingerprint of path and bytes differs from the first call's, or while that one is still being answered.
   */
  once(key: string | null, fingerprint: string, accept: () => Promise<Answer>): Promise<Answer>;
};

/** Resend's memory of `Idempotency-Key`. Only what was accepted is remembered: a refused call may be mended and repeated. */
export function rememberKeys(now: () => Temporal.Instant): KeyMemory {
  const remembered = new Map<string, Remembered>();

  return {
    async once(key, fingerprint, accept) {
      if (key === null) return accept();
      const known = remembered.get(key);
      if (known && Temporal.Instant.compare(now(), known.until) < 0) {
        if (known.answer === 'in flight') return inFlight;
        return known.fingerprint === fingerprint ? known.answer : otherBytes;
      }
      const entry: Remembered = { fingerprint, answer: 'in flight', until: now().add({ hours: 24 }) };
      remembered.set(key, entry);
      try {
        entry.answer = await accept();
        if (entry.answer.status !== 200) remembered.delete(key);
        return entry.answer;
      } catch (interrupted) {
        remembered.delete(key);
        throw interrupted;
      }
    },
  };
}

type Remembered = { fingerprint: string; answer: Answer | 'in flight'; until: Temporal.Instant };

const inFlight = refusal(
  409,
  'concurrent_idempotent_requests',
  'Another request with this idempotency key is in progress.',
);
const otherBytes = breach(409, 'invalid_idempotent_request', 'This idempotency key was used with another payload.');
