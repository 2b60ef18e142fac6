import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { StartRefusal } from '#domain/startRefusal.ts';
import { isLoopback, loadDotEnv, readEnv, variables } from '#platform/env.ts';

type Name = keyof typeof variables;
const names = Object.keys(variables) as Name[];

/** Values that do not work, for each variable that can be wrong. */
const wrong: Record<Name, string[]> = {
  HOST: ['a b', 'http://127.0.0.1', 'a'.repeat(254), 'host\nname'],
  PORT: ['-1', '65536', '43.21', 'http', '0x10', '4321 ', '99999999999'],
  PUBLIC_URL: [
    'status.example.org',
    'ftp://status.example.org',
    'https://status.example.org/page',
    'https://status.example.org/?a',
    'https://status.example.org/#a',
    'https://user:password@status.example.org',
    'javascript:alert(1)',
    'https://',
  ],
  DATABASE_URL: ['mysql://db.example.org/allclear', 'db.example.org', 'postgres'],
  ALLCLEAR_DATA_DIR: [],
  ALLCLEAR_EXPORT_DIR: [],
  ALLCLEAR_SECRET: ['short', 'x'.repeat(31), 'x'.repeat(501)],
  ALLCLEAR_ROLE: ['All', 'both', 'web,worker'],
  ALLCLEAR_WEB_PROCESSES: ['0', '65', 'two', '1.5'],
  ALLCLEAR_DEMO_EMPTY: ['yes', '2', 'TRUE'],
  RESEND_API_KEY: [],
  RESEND_BASE_URL: ['api.resend.com', 'ftp://api.resend.com'],
  RESEND_WEBHOOK_SECRET: [],
  SMTP_URL: [
    'mail.example.org:587',
    'http://mail.example.org',
    'smtp://',
    'smtp://user@mail.example.org',
    'smtp://user:50%@mail.example.org',
    'smtp://user:a%0d%0ab@mail.example.org',
    'smtp://mail.example.org/?pool=true',
    'smtp://mail.example.org/inbox',
  ],
  MAIL_FROM: [
    'status',
    'status@localhost',
    'Status <status>',
    'a@b.co, c@d.co',
    'Status\r\nBcc: x <status@example.org>',
    '"status"@example.org',
  ],
  TRUSTED_PROXY_HOPS: ['-1', '11', 'all', '1.5'],
  ALLCLEAR_ALLOW_PRIVATE_TARGETS: ['yes', 'ON', '2'],
};

const refusalOf = (source: Record<string, string>): Error => {
  try {
    readEnv(source);
  } catch (error) {
    return error as Error;
  }
  throw new Error(`nothing was refused: ${JSON.stringify(source)}`);
};

describe('without anything set', () => {
  it('everything has a value that just works here', () => {
    expect(readEnv({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 4321,
      ALLCLEAR_ROLE: 'all',
      ALLCLEAR_WEB_PROCESSES: 1,
      TRUSTED_PROXY_HOPS: 0,
      ALLCLEAR_DEMO_EMPTY: false,
      ALLCLEAR_ALLOW_PRIVATE_TARGETS: false,
      RESEND_BASE_URL: 'https://api.resend.com',
    });
  });

  it('an empty text is the same as nothing', () => {
    expect(readEnv(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readEnv({}));
  });
});

describe.each(names)('%s', (name) => {
  test.each(wrong[name].map((value) => [value.slice(0, 60), value]))(
    '%j stops the start with one line that names it and gives an example',
    (_, value) => {
      const refusal = refusalOf({ [name]: value });
      expect(refusal).toBeInstanceOf(StartRefusal);
      expect(refusal.message).toMatch(new RegExp(`^${name} [^\\n]+ Example: ${name}=\\S`, 'u'));
      expect(refusal.message.split('\n')).toHaveLength(1);
    },
  );

  it('works with its own example', () => {
    const needs = { ALLCLEAR_SECRET: 'x'.repeat(32), PUBLIC_URL: 'https://status.example.org' };
    expect(readEnv({ ...needs, [name]: variables[name].example })).toHaveProperty(name);
  });
});

describe('what does not go together', () => {
  test.each(['0.0.0.0', '::', '192.168.0.7', 'status.example.org'])(
    'HOST=%s without PUBLIC_URL is refused: links would lead nowhere',
    (host) => {
      expect(refusalOf({ HOST: host }).message).toMatch(
        /^PUBLIC_URL is missing: HOST=[^\n]+ Example: PUBLIC_URL=https:\/\/\S+$/u,
      );
      expect(readEnv({ HOST: host, PUBLIC_URL: 'https://status.example.org' }).HOST).toBe(host);
    },
  );

  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('HOST=%s needs none', (host) =>
    expect([isLoopback(host), readEnv({ HOST: host }).HOST]).toEqual([true, host]),
  );

  test.each(['127.0.0.1.example.org', '1270.0.0.1', 'localhost.example.org', '0.0.0.0'])(
    '%s only looks like this machine',
    (host) => expect(isLoopback(host)).toBe(false),
  );

  it('a database of one’s own without a secret is refused: each process would sign its own links', () => {
    const database = { DATABASE_URL: 'postgres://user:password@db.example.org/allclear' };
    expect(refusalOf(database).message).toMatch(/^ALLCLEAR_SECRET is missing: [^\n]+ Example: ALLCLEAR_SECRET=/u);
    expect(readEnv({ ...database, ALLCLEAR_SECRET: 'x'.repeat(32) })).toMatchObject(database);
  });

  it('a refusal never shows a password', () => {
    for (const [name, value] of [
      ['DATABASE_URL', 'mysql://user:hunter2@db/x'],
      ['SMTP_URL', 'http://user:hunter2@mail'],
      ['ALLCLEAR_SECRET', 'hunter2'],
      ['PUBLIC_URL', 'https://user:hunter2@status.example.org'],
    ] as const)
      expect(refusalOf({ [name]: value }).message).not.toContain('hunter2');
  });
});

it('every variable stands in .env.example, and nothing else does', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const shown = [...example.matchAll(/^#?([A-Z][A-Z_]+)=/gmu)].map((match) => match[1]);
  expect(shown.toSorted()).toEqual([...names].toSorted());
});

describe('a .env file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-env-'));
  const file = join(folder, '.env');
  const set = ['PORT', 'MAIL_FROM', 'ALLCLEAR_ROLE', 'HOST'] as const;
  const before = Object.fromEntries(set.map((name) => [name, process.env[name]]));
  afterEach(() => {
    for (const name of set) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives what the environment does not say itself, with or without quotes, and leaves comments alone', () => {
    process.env['PORT'] = '5000';
    delete process.env['HOST'];
    writeFileSync(
      file,
      '# PORT=1\nPORT=6000\n  MAIL_FROM="Status <status@example.org>"\nALLCLEAR_ROLE=\'web\'\n#HOST=0.0.0.0\nnonsense\n',
    );
    loadDotEnv(file);
    expect(set.map((name) => process.env[name])).toEqual(['5000', 'Status <status@example.org>', 'web', undefined]);
  });

  it('need not be there', () => expect(() => loadDotEnv(join(folder, 'nothing'))).not.toThrow());
});
