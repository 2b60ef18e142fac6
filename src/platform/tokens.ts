import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { asId, type Id, type Noun } from '#domain/id.ts';

/** What a signed link is for: a key of one purpose never opens another door. */
export type Purpose =
  | 'report'
  | 'suppression'
  | 'preferences'
  | 'opt_in'
  | 'wish'
  | 'webhook'
  | 'unsubscribe'
  | 'confirmation'
  | 'set_up'
  | 'invitation'
  | 'form'
  | 'demo';

export type Tokens = {
  /** A link's key: the id and its signature. Nothing of it is stored, so nothing can be stolen from the database. */
  sign(purpose: Purpose, id: string): string;
  /** The id in a key that we signed for this purpose, else null. Constant time. */
  open<N extends Noun>(purpose: Purpose, key: string): Id<N> | null;
  /** 32 bytes that only this installation can derive, as base64url. */
  derive(purpose: Purpose, text: string): string;
};

export function signedTokens(secret: string): Tokens {
  const mac = (purpose: Purpose, text: string) =>
    createHmac('sha256', secret).update(`${purpose}:${text}`).digest('base64url');
  return {
    sign: (purpose, id) => id + mac(purpose, id),
    open: (purpose, key) => {
      const id = asId<never>(key.slice(0, 12));
      return id !== null && sameText(key.slice(12), mac(purpose, id)) ? id : null;
    },
    derive: mac,
  };
}

/** 256 random bits for a session or an API token: shown once, stored as `hashOf`. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export function sameText(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()];
  return timingSafeEqual(left, right);
}

let [lastMillisecond, counter] = [0, 0];

/** Twelve characters: eight of time, so that rows sort by age, and four of chance. Unique within a process. */
export function newId<N extends Noun>(): Id<N> {
  const now = Math.max(Date.now(), lastMillisecond);
  counter = now === lastMillisecond ? counter + 1 : randomInt(36 ** 4 - 50_000);
  // Ids of one millisecond count up from a random start; should they run out, the next millisecond is borrowed.
  const [millisecond, chance] = counter < 36 ** 4 ? [now, counter] : [now + 1, (counter = randomInt(36 ** 3))];
  lastMillisecond = millisecond;
  return (millisecond.toString(36).padStart(8, '0') + chance.toString(36).padStart(4, '0')) as Id<N>;
}

/** `R-7K3MQ`: no letters that are taken for others on the phone. */
export function newReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  return `R-${Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')}`;
}
