import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, startAllclear, type Allclear } from '../support/allclear.ts';

/** CONTRACT `/hooks/resend`: only what is signed, fresh and new has an effect. RELIABILITY 7 B08 and D05. */
describe('what Resend tells of our mails', { timeout: 60_000 }, () => {
  const key = randomBytes(24);
  let allclear: Allclear;
  beforeAll(async () => {
    allclear = await startAllclear({
      script: 'demo',
      env: { ALLCLEAR_DEMO_EMPTY: '1', RESEND_WEBHOOK_SECRET: `whsec_${key.toString('base64')}` },
    });
  }, 180_000);
  afterAll(() => allclear?.stop());

  let count = 0;
  const post = async (event: unknown, how: { ago?: number; id?: string; change?: string; sign?: string } = {}) => {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    const id = how.id ?? `msg_${(count += 1)}`;
    const timestamp = String(Math.floor(Date.now() / 1_000) - (how.ago ?? 0));
    const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    const answer = await allclear.fetch('/hooks/resend', {
      method: 'POST',
      body: body + (how.change ?? ''),
      headers: {
        'content-type': 'application/json',
        'svix-id': id,
        'svix-timestamp': timestamp,
        'svix-signature': how.sign?.replace('OURS', signature) ?? signature,
      },
    });
    return answer.status;
  };
  const bounced = (to: string) => ({
    type: 'email.bounced',
    created_at: '2026-11-25T10:00:00.000Z',
    data: {
      email_id: 'x',
      from: 'a@b.c',
      to: [to],
      subject: 's',
      bounce: { type: 'Permanent', message: 'no mailbox' },
    },
  });
  const admin = () => api(allclear, allclear.account('admin').token);
  const added = async (email: string) =>
    (await admin().post<{ id: string }>('/subscribers', { email, confirmed: true, consent: 'On the phone' })).body.id;
  const stateOf = async (id: string) => {
    const { body } = await admin().get<{ state: string; disabled_reason: string | null }>(`/subscribers/${id}`);
    return [body.state, body.disabled_reason];
  };

  it('a bounce of which the signature holds stops the mails to that address, told however often', async () => {
    const id = await added('gone@example.org');
    expect(await post(bounced('gone@example.org'), { id: 'msg_same' })).toBe(200);
    expect(await post(bounced('gone@example.org'), { id: 'msg_same' })).toBe(200);
    expect(await stateOf(id)).toEqual(['disabled', 'bounced']);
  });

  it.each([
    ['one byte more', { change: ' ' }],
    ['an old one, posted again', { ago: 360 }],
    ['one from the future', { ago: -360 }],
    ['a signature of another length', { sign: 'v1,AAAA' }],
    ['another scheme', { sign: 'v1a,AAAA v2,AAAA' }],
    ['no signature', { sign: '' }],
  ])('%s is refused and has no effect', async (name, how) => {
    const email = `${name.replace(/\W/gu, '')}@example.org`;
    const id = await added(email);
    expect(await post(bounced(email), how)).toBe(400);
    expect(await stateOf(id)).toEqual(['active', null]);
  });

  it('one good signature among several is enough, so that a secret can be changed', async () => {
    const id = await added('rotated@example.org');
    expect(await post(bounced('rotated@example.org'), { sign: 'v1,AAAA OURS' })).toBe(200);
    expect(await stateOf(id)).toEqual(['disabled', 'bounced']);
  });

  it('what it does not understand is taken, so that it is not told for three days', async () => {
    for (const odd of [{ type: 'contact.created', data: {} }, {}, [], 'not json', '""', { type: 'email.bounced' }])
      expect(await post(odd), JSON.stringify(odd)).toBe(200);
  });

  it('counts what was refused, and takes no body of more than 256 KiB', async () => {
    const metrics = await (await allclear.fetch('/metrics')).text();
    expect(metrics).toMatch(/^allclear_hooks_refused_total\{why="wrong_time"\} 2$/mu);
    expect(metrics).toMatch(/^allclear_hooks_refused_total\{why="forged"\} 3$/mu);
    expect(await post('x'.repeat(300_000))).toBe(413);
  });
});
