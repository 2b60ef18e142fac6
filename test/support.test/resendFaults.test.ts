import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Resend } from 'resend';
import { afterEach, expect, it } from 'vitest';
import { startResend, type FakeResend, type ResendOptions } from '../support/resend.ts';

let provider: FakeResend;
afterEach(() => provider.close());

async function given(options: ResendOptions = {}): Promise<(key: string) => ReturnType<Resend['emails']['send']>> {
  provider = await startResend(options);
  const resend = new Resend('re_test', { baseUrl: provider.url });
  return (key) =>
    resend.emails.send(
      { from: 'status@example.org', to: 'ana@example.org', subject: key, text: 'Hello' },
      { idempotencyKey: key },
    );
}

it('turns away callers without a key, with the wrong one, or without a user agent', async () => {
  await given({ apiKey: 're_right' });
  const call = (headers: Record<string, string>) =>
    fetch(`${provider.url}/emails`, { method: 'POST', body: '{}', headers });
  expect((await call({})).status).toBe(401);
  expect((await call({ authorization: 'Bearer re_wrong' })).status).toBe(403);
  expect((await call({ authorization: 'Bearer re_right', 'user-agent': '' })).status).toBe(403);
  expect(provider.violations).toHaveLength(3);
});

it('slows down who calls too often, and says for how long', async () => {
  const send = await given({ callsPerSecond: 2 });
  const answers = [await send('1'), await send('2'), await send('3')];
  expect(answers.map(({ error }) => error?.statusCode ?? 200)).toEqual([200, 200, 429]);
  expect(answers[0]?.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
  expect(answers[2]?.error?.name).toBe('rate_limit_exceeded');
  await new Promise((resolve) => setTimeout(resolve, Number(answers[2]?.headers?.['retry-after']) * 1000));
  expect((await send('3')).error).toBeNull();
});

it('may fail with any status and any headers', async () => {
  const send = await given();
  provider.failNext({ kind: 'status', status: 429, name: 'daily_quota_exceeded', headers: { 'retry-after': '7' } });
  const { error, headers } = await send('1');
  expect(error).toMatchObject({ statusCode: 429, name: 'daily_quota_exceeded' });
  expect(headers?.['retry-after']).toBe('7');
  expect(provider.accepted).toEqual([]);
});

it('may fail although it accepted, and then repeats its ids', async () => {
  const send = await given();
  provider.failNext({ kind: 'status', status: 500, name: 'internal_server_error', accepts: true });
  expect((await send('1')).error?.statusCode).toBe(500);
  expect((await send('1')).data?.id).toBe(provider.accepted[0]?.id);
  expect(provider.accepted).toHaveLength(1);
});

it('may reset the socket before it accepts, or after', async () => {
  const send = await given();
  provider.failNext({ kind: 'reset-before' }, { kind: 'reset-after' });
  expect((await send('1')).error).toMatchObject({ name: 'application_error', statusCode: null });
  expect(provider.accepted).toHaveLength(0);
  expect((await send('1')).error).toMatchObject({ name: 'application_error', statusCode: null });
  expect(provider.accepted).toHaveLength(1);
  expect((await send('1')).data?.id).toBe(provider.accepted[0]?.id);
  expect(provider.calls.map((call) => call.status)).toEqual([null, null, 200]);
});

it('may stay down, and comes back under the same address with its memory', async () => {
  const send = await given();
  await send('1');
  await provider.goDown();
  expect((await send('1')).error?.statusCode).toBeNull();
  await provider.recover();
  provider.failAlways({ kind: 'status', status: 503, name: 'application_error' });
  expect([(await send('2')).error?.statusCode, (await send('2')).error?.statusCode]).toEqual([503, 503]);
  await provider.recover();
  expect((await send('1')).error).toBeNull();
  expect(provider.accepted).toHaveLength(1);
});

it('fails by chance in the same order for the same seed, and retries still reach everyone once', async () => {
  const kinds = async (): Promise<(number | null)[]> => {
    const send = await given({ faultRate: 0.4, seed: 7 });
    for (let mail = 0; mail < 30; mail += 1) while ((await send(String(mail))).error) continue;
    expect(provider.accepted).toHaveLength(30);
    return provider.calls.map((call) => call.status);
  };
  const first = await kinds();
  await provider.close();
  expect(await kinds()).toEqual(first);
  expect(first.filter((status) => status !== 200).length).toBeGreaterThan(5);
});

it('accepts nothing from a caller that is killed in the middle of its body', async () => {
  const send = await given();
  const { port } = new URL(provider.url);
  const half = `require('net').connect(${port}, '127.0.0.1', function () {
    this.write('POST /emails HTTP/1.1\\r\\nhost: x\\r\\nauthorization: Bearer re_test\\r\\nuser-agent: x\\r\\ncontent-length: 90000\\r\\n\\r\\n{"from":');
    console.log('half sent');
  })`;
  const caller = spawn(process.execPath, ['-e', half], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(caller.stdout, 'data');
  caller.kill('SIGKILL');
  await once(caller, 'exit');
  expect((await send('1')).error).toBeNull();
  expect(provider.accepted).toHaveLength(1);
  expect(provider.calls).toHaveLength(1);
});

it('takes mails from a caller that left after its whole body', async () => {
  await given();
  provider.failNext({ kind: 'delay', ms: 200 });
  const body = JSON.stringify({ from: 'status@example.org', to: ['ana@example.org'], subject: 'Hi', text: 'Hello' });
  const headers = { authorization: 'Bearer re_test', 'user-agent': 'test' };
  const call = fetch(`${provider.url}/emails`, { method: 'POST', body, headers, signal: AbortSignal.timeout(100) });
  await expect(call).rejects.toThrow();
  await provider.waitFor((accepted) => accepted.length === 1, 2_000);
});

it('says what it has when it is waited for in vain', async () => {
  const send = await given();
  await send('Email is slow');
  await expect(provider.waitFor((accepted) => accepted.length === 2, 50)).rejects.toThrow(
    'ana@example.org: Email is slow',
  );
});
