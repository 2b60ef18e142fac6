import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { readTarget } from '#domain/target.ts';
import { createOutgoing } from '#platform/outgoing/index.ts';
import { isPublic } from '#platform/outgoing/addresses.ts';
import { hangs, status, useEndpoint } from '../support/endpoint.ts';

const endpoint = await useEndpoint();
const guarded = createOutgoing({ private: false });
const open = createOutgoing({ private: true });
const quick = createOutgoing({ private: true, connectMilliseconds: 200, totalMilliseconds: 200 });
const post = (url: string, through = open) =>
  through.post({ url: new URL(url), headers: { 'Content-Type': 'application/json' }, body: Buffer.from('{"a":1}') });

const spellings = [
  '127.0.0.1',
  '0x7f.1',
  '2130706433',
  '0177.0.0.1',
  '127.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::]',
  '0',
  '0.0.0.0',
  '①②⑦.⓪.⓪.①',
];
const inside = [
  '169.254.169.254',
  '[64:ff9b::7f00:1]',
  '[fd00::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[2002:7f00:1::]',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

describe.each([...spellings, ...inside])('an address within our own networks, spelled %s,', (host) => {
  it('is refused when it is saved and when it is sent to, and nothing connects', async () => {
    const before = endpoint.connections();
    const url = new URL(`http://${host}:${endpoint.port}/`);
    expect(await guarded.vet(url)).toBe('not_public');
    expect(await post(url.href, guarded)).toEqual({ kind: 'unanswered', failure: 'not_public', sent: false });
    expect(endpoint.connections()).toBe(before);
  });
});

describe('a name', () => {
  const named = (...answers: LookupAddress[][]) =>
    createOutgoing({ private: false, resolve: async () => answers.shift() ?? [] });
  const ours = { address: '127.0.0.1', family: 4 };
  const theirs = { address: '93.184.215.14', family: 4 };

  it.each(['localhost', 'localhost.'])('of our own, %s, is refused', async (host) => {
    expect(await guarded.vet(new URL(`http://${host}:${endpoint.port}/`))).not.toBeNull();
  });

  it('with a public and a private address is refused, whichever comes first', async () => {
    expect(await named([theirs, ours]).vet(new URL('https://hooks.example.com/'))).toBe('not_public');
    expect(await named([ours, theirs]).vet(new URL('https://hooks.example.com/'))).toBe('not_public');
  });

  it('that turns private after it was saved is refused when it is sent to', async () => {
    const before = endpoint.connections();
    const turning = named([theirs], [ours]);
    const url = new URL(`http://hooks.example.com:${endpoint.port}/`);
    expect(await turning.vet(url)).toBeNull();
    expect(await post(url.href, turning)).toEqual({ kind: 'unanswered', failure: 'not_public', sent: false });
    expect(endpoint.connections()).toBe(before);
  });

  it('is looked up once for a call: the connection goes to the very address that was vetted', async () => {
    let asked = 0;
    const rebinding = createOutgoing({
      private: true,
      resolve: async () => ((asked += 1) === 1 ? [ours] : [{ address: '127.0.0.9', family: 4 }]),
    });
    const answer = await post(`http://rebinding.example.com:${endpoint.port}/once`, rebinding);
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toBe(1);
    expect(endpoint.received.at(-1)?.headers.host).toBe(`rebinding.example.com:${endpoint.port}`);
  });

  it('that nobody knows, or that no name system answers for, cannot be saved', async () => {
    const nobody = createOutgoing({ private: false, resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    const silent = createOutgoing({ private: false, connectMilliseconds: 20, resolve: () => new Promise(() => {}) });
    const url = new URL('https://nowhere.example.com/');
    expect(await nobody.vet(url)).toBe('not_found_anywhere');
    expect(await silent.vet(url)).toBe('not_found_anywhere');
    expect(await post(url.href, silent)).toEqual({ kind: 'unanswered', failure: 'timed_out', sent: false });
  });
});

it.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111'])('%s is anybody’s', (address) => {
  expect(isPublic(address)).toBe(true);
});

describe('an answer', () => {
  it('that redirects is not followed', async () => {
    endpoint.answers(status(302, { Location: endpoint.url('/elsewhere') }));
    expect(await post(endpoint.url('/first'))).toMatchObject({ kind: 'answered', status: 302 });
    expect(endpoint.received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
  });

  it('of 100 MB is left after 64 KB, and its status counts', async () => {
    let written = 0;
    endpoint.answers((_request, response) => {
      const chunk = Buffer.alloc(65_536, 'x');
      const write = () => {
        while (written < 100 * 2 ** 20 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    const answer = await post(endpoint.url());
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(answer.kind === 'answered' && answer.body.length).toBe(65_536);
    expect(written).toBeLessThan(20 * 2 ** 20);
  });

  it('that never comes, or never ends, is not waited for', async () => {
    endpoint.answers(hangs);
    expect(await post(endpoint.url(), quick)).toEqual({ kind: 'unanswered', failure: 'timed_out', sent: true });
    endpoint.answers((_request, response) => void response.writeHead(201).write('and'));
    expect(await post(endpoint.url(), quick)).toMatchObject({ kind: 'answered', status: 201, body: 'and' });
  });

  it('that breaks off may have been a yes; a closed port certainly was none', async () => {
    endpoint.answers((_request, response) => void response.socket?.destroy());
    expect(await post(endpoint.url())).toEqual({ kind: 'unanswered', failure: 'cut_off', sent: true });
    expect(await post('http://127.0.0.1:9/')).toEqual({
      kind: 'unanswered',
      failure: 'refused_connection',
      sent: false,
    });
  });

  it('says when to come back, in seconds or as a date, a day at most', async () => {
    const after = async (text: string) => {
      endpoint.answers(status(429, { 'Retry-After': text }));
      const answer = await post(endpoint.url());
      return answer.kind === 'answered' ? answer.retryAfterSeconds : undefined;
    };
    expect(await after('7')).toBe(7);
    expect(await after('999999')).toBe(86_400);
    expect(await after(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(55);
    expect(await after('soon')).toBeNull();
  });
});

describe('what may be saved', () => {
  const read = (text: string, channel: 'webhook' | 'slack' | 'teams' = 'webhook') => {
    const found = readTarget(text, channel, { private: false });
    return found.refused ?? found.url.href;
  };
  it.each([
    ['https://hooks.example.com/a?b=c#d', 'https://hooks.example.com/a?b=c'],
    ['  https://HOOKS.example.com:443/A ', 'https://hooks.example.com/A'],
    ['https://hooks.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['http://hooks.example.com/', 'https_only'],
    ['ftp://hooks.example.com/', 'https_only'],
    ['file:///etc/passwd', 'https_only'],
    ['javascript:alert(1)', 'https_only'],
    ['https://user:word@hooks.example.com/', 'credentials_in_link'],
    ['https://hooks.example.com:22/', 'port_not_allowed'],
    ['hooks.example.com', 'not_a_link'],
    ['https://', 'not_a_link'],
    ['https://hooks.example.com/a b', 'not_a_link'],
    ['https://hooks.example.com/\r\nX: y', 'not_a_link'],
    [`https://hooks.example.com/${'é'.repeat(1_000)}`, 'too_long'],
  ])('of a webhook: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
  it.each([
    ['slack', 'https://hooks.slack.com/services/T1/B2/abc', true],
    ['slack', 'https://hooks.slack.com.evil.example/services/T1', false],
    ['slack', 'https://evil.example/?hooks.slack.com', false],
    ['teams', 'https://prod-12.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?sig=x', true],
    ['teams', 'https://default1a2b.3c.environment.api.powerplatform.com:443/powerautomate/automations/direct/x', true],
    ['teams', 'https://logic.azure.com.evil.example/', false],
    ['teams', 'https://example.webhook.office.com/webhookb2/x', false],
  ] as const)('of %s: %s', (channel, text, ok) => {
    expect(read(text, channel) !== 'not_its_host').toBe(ok);
  });
});
