import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartRefusal } from '#domain/startRefusal.ts';
import { mailAddress } from '#domain/text.ts';

const flag = z.enum(['0', '1', 'on', 'off', 'true', 'false']).transform((text) => ['1', 'on', 'true'].includes(text));
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/u)
    .transform(Number)
    .refine((n) => n >= least && n <= most);
const link = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

/** Every variable that Allclear reads: its shape, and an example for the line that refuses a wrong one. */
export const variables = {
  HOST: {
    shape: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,253}$/u)
      .default('127.0.0.1'),
    example: '127.0.0.1',
  },
  PORT: { shape: wholeNumber(0, 65_535).default(4321), example: '4321' },
  PUBLIC_URL: { shape: link('http:', 'https:').refine(isOrigin).optional(), example: 'https://status.example.org' },
  DATABASE_URL: {
    shape: link('postgres:', 'postgresql:').optional(),
    example: 'postgres://user:password@db.example.org/allclear',
  },
  ALLCLEAR_DATA_DIR: { shape: z.string().min(1).optional(), example: './data' },
  ALLCLEAR_EXPORT_DIR: { shape: z.string().min(1).optional(), example: './export' },
  ALLCLEAR_SECRET: { shape: z.string().min(32).max(500).optional(), example: 'the output of: openssl rand -hex 32' },
  ALLCLEAR_ROLE: { shape: z.enum(['all', 'web', 'worker']).default('all'), example: 'all' },
  ALLCLEAR_WEB_PROCESSES: { shape: wholeNumber(1, 64).default(1), example: '1' },
  ALLCLEAR_DEMO_EMPTY: { shape: flag.default(false), example: '1' },
  RESEND_API_KEY: { shape: z.string().min(1).optional(), example: 're_123456789' },
  RESEND_BASE_URL: {
    shape: link('http:', 'https:').default('https://api.resend.com'),
    example: 'https://api.resend.com',
  },
  RESEND_WEBHOOK_SECRET: { shape: z.string().min(1).optional(), example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  SMTP_URL: {
    shape: link('smtp:', 'smtps:').refine(isMailServer).optional(),
    example: 'smtp://user:password@mail.example.org:587',
  },
  MAIL_FROM: { shape: z.string().refine(isSender).optional(), example: 'status@example.org' },
  TRUSTED_PROXY_HOPS: { shape: wholeNumber(0, 10).default(0), example: '1' },
  ALLCLEAR_ALLOW_PRIVATE_TARGETS: { shape: flag.default(false), example: 'on' },
} as const;

type Shapes = { [K in keyof typeof variables]: z.infer<(typeof variables)[K]['shape']> };
export type Env = Readonly<Shapes>;

/** Reads the environment. A wrong value stops the start with one line: the variable, what is wrong, an example. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const read = Object.entries(variables).map(([name, { shape, example }]) => {
    const text = source[name];
    const parsed = shape.safeParse(text === undefined || text === '' ? undefined : text);
    if (!parsed.success) throw new StartRefusal(`${name} is not usable as it is set. Example: ${name}=${example}`);
    return [name, parsed.data];
  });
  const env = Object.fromEntries(read) as Env;
  refuseContradictions(env);
  return env;
}

function refuseContradictions(env: Env): void {
  if (!isLoopback(env.HOST) && env.PUBLIC_URL === undefined)
    throw new StartRefusal(
      `PUBLIC_URL is missing: HOST=${env.HOST} is reachable from elsewhere, so links need the page's address. Example: PUBLIC_URL=${variables.PUBLIC_URL.example}`,
    );
  if (env.DATABASE_URL !== undefined && env.ALLCLEAR_SECRET === undefined)
    throw new StartRefusal(
      `ALLCLEAR_SECRET is missing: with DATABASE_URL all processes must share one. Example: ALLCLEAR_SECRET=$(openssl rand -hex 32)`,
    );
}

/** Whether mails leave the house, rather than being kept in the built-in outbox. */
export const sendsMail = (env: Env): boolean => env.RESEND_API_KEY !== undefined || env.SMTP_URL !== undefined;

/** Loads `.env` beside package.json where there is one; what the environment already says wins. */
export function loadDotEnv(file = resolve('.env')): void {
  if (!existsSync(file)) return;
  const parsed = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => /^\s*([A-Z_]+)=(.*?)\s*$/u.exec(line));
  for (const match of parsed) {
    const [, name, value] = match ?? [];
    if (name !== undefined && process.env[name] === undefined)
      process.env[name] = (value ?? '').replace(/^(["'])(.*)\1$/u, '$2');
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(host);

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

/** A host, perhaps a port, and both of user and password or neither, url-encoded. */
function isMailServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, username, password, pathname, search, hash } = new URL(text);
  if (hostname === '' || (username === '') !== (password === '')) return false;
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '') return false;
  try {
    return !/[\u0000-\u001f]/u.test(decodeURIComponent(username) + decodeURIComponent(password));
  } catch {
    return false;
  }
}

function isSender(text: string): boolean {
  const bare = /^[^<>"\r\n]{0,100}<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  return mailAddress(bare) !== null;
}
