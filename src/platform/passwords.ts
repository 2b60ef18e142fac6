import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP's argon2id: 19 MiB, two passes, one lane (RELIABILITY 6.4). */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const atOnce = 4;

let running = 0;
const waiting: (() => void)[] = [];

/** `argon2id$<salt>$<tag>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `argon2id$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

/** Takes as long for an unknown person (null) as for a known one, and is then false. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, salt, tag] = (stored ?? nobody).split('$');
  const expected = Buffer.from(tag ?? '', 'base64url');
  const actual = await derive(password, Buffer.from(salt ?? '', 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual) && stored !== null;
}

const nobody = `argon2id$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;

/** At most four at once: signing in must not starve the page (RELIABILITY 6.4). */
async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) =>
      argon2('argon2id', { ...cost, message: password.normalize('NFKC'), nonce }, (error, tag) =>
        error ? reject(error) : resolve(tag),
      ),
    );
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
