import { Resend } from 'resend';
import { afterEach, describe, expect, it } from 'vitest';
import { startResend, type FakeResend, type ResendOptions } from '../support/resend.ts';

let provider: FakeResend;
afterEach(() => provider.close());

/** The real client, pointed at the fake. */
async function given(options: ResendOptions = {}): Promise<Resend> {
  provider = await startResend(options);
  return new Resend('re_test', { baseUrl: provider.url });
}

const to = (address: string, subject = 'Email is slow') => ({
  from: 'Allclear <status@example.org>',
  to: address,
  subject,
  text: 'We are looking into it.',
  html: '<p>We are looking into it.</p>',
  headers: { 'List-Unsubscribe': '<https://example.org/u/1>' },
  replyTo: 'help@example.org',
  tags: [{ name: 'delivery', value: 'd1' }],
});

describe('one mail', () => {
  it('is accepted with everything that it says', async () => {
    const resend = await given();
    const { data } = await resend.emails.send(to('Ana <ana@example.org>'), { idempotencyKey: 'k1' });
    expect(provider.mailsTo('ANA@example.org')).toMatchObject([
      {
        id: data?.id,
        to: 'ana@example.org',
        key: 'k1',
        position: 0,
        replyTo: ['help@example.org'],
        tags: { delivery: 'd1' },
      },
    ]);
    expect(provider.accepted[0]?.headers).toEqual({ 'List-Unsubscribe': '<https://example.org/u/1>' });
    expect(provider.inboxOf('ana@example.org')).toContain('Email is slow\n\nWe are looking into it.');
    expect(provider.calls).toMatchObject([
      { path: '/emails', key: 'k1', status: 200, userAgent: 'resend-node:6.38.0' },
    ]);
  });

  it.each([
    ['no recipient address', { ...to('ana') }],
    ['two recipients', { ...to('a@example.org'), to: ['a@example.org', 'b@example.org'] }],
    ['a line break in its subject', to('a@example.org', 'Hi\r\nBcc: everyone@example.org')],
    ['no subject', to('a@example.org', '')],
    ['no body', { ...to('a@example.org'), text: '', html: '' }],
    ['a blind copy', { ...to('a@example.org'), bcc: 'b@example.org' }],
  ])('with %s is refused', async (_, mail) => {
    const resend = await given();
    const { error } = await resend.emails.send(mail);
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
    expect(provider.accepted).toEqual([]);
  });
});

describe('a batch', () => {
  it('keeps its order', async () => {
    const resend = await given();
    const { data } = await resend.batch.send(Array.from({ length: 100 }, (_, index) => to(`p${index}@example.org`)));
    expect(provider.accepted.map((mail) => mail.id)).toEqual(data?.data.map((mail) => mail.id));
    expect(provider.accepted.map((mail) => mail.position)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('of more than a hundred breaks the protocol', async () => {
    const resend = await given();
    const { error } = await resend.batch.send(Array.from({ length: 101 }, (_, index) => to(`p${index}@example.org`)));
    expect(error?.statusCode).toBe(422);
    expect(provider.violations).toEqual([expect.stringContaining('between 1 and 100')]);
  });

  it('is refused whole by strict validation when one address is bad', async () => {
    const resend = await given();
    const { error } = await resend.batch.send([to('ana@example.org'), to('nowhere')]);
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' });
    expect(provider.accepted).toEqual([]);
    expect(provider.violations).toEqual([]);
  });

  it('loses only the refused address under permissive validation', async () => {
    const resend = await given();
    provider.refused.add('poison@example.org');
    const batch = [to('ana@example.org'), to('poison@example.org'), to('ben@example.org')];
    const { data } = await resend.batch.send(batch, { batchValidation: 'permissive' });
    expect(data?.errors).toMatchObject([{ index: 1 }]);
    expect(data?.data).toHaveLength(2);
    expect(provider.accepted.map(({ to: address, position }) => [address, position])).toEqual([
      ['ana@example.org', 0],
      ['ben@example.org', 2],
    ]);
  });
});

describe('an idempotency key', () => {
  it('repeats the first answer and sends nothing new', async () => {
    const resend = await given();
    const send = () => resend.batch.send([to('ana@example.org')], { idempotencyKey: 'b/1' });
    const [first, second] = [await send(), await send()];
    expect(second.data).toEqual(first.data);
    expect(provider.mailsTo('ana@example.org')).toHaveLength(1);
    expect(provider.calls[0]?.sha256).toBe(provider.calls[1]?.sha256);
  });

  it('refuses other bytes, and that is on record', async () => {
    const resend = await given();
    await resend.emails.send(to('ana@example.org'), { idempotencyKey: 'k' });
    const { error } = await resend.emails.send(to('ben@example.org'), { idempotencyKey: 'k' });
    expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' });
    expect(provider.violations).toEqual([expect.stringContaining('invalid_idempotent_request')]);
    expect(provider.accepted).toHaveLength(1);
  });

  it('asks for patience while the first call is in flight', async () => {
    const resend = await given();
    provider.failNext({ kind: 'delay', ms: 300 });
    const send = () => resend.emails.send(to('ana@example.org'), { idempotencyKey: 'k' });
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ error }) => error?.name ?? 'accepted').sort()).toEqual([
      'accepted',
      'concurrent_idempotent_requests',
    ]);
    expect((await send()).error).toBeNull();
    expect(provider.accepted).toHaveLength(1);
    expect(provider.violations).toEqual([]);
  });

  it('is forgotten after 24 hours', async () => {
    let now = Temporal.Instant.from('2026-03-01T09:00:00Z');
    const resend = await given({ now: () => now });
    const send = () => resend.emails.send(to('ana@example.org'), { idempotencyKey: 'k' });
    await send();
    now = now.add({ hours: 23, minutes: 59 });
    await send();
    expect(provider.accepted).toHaveLength(1);
    now = now.add({ minutes: 1 });
    await send();
    expect(provider.accepted).toHaveLength(2);
  });

  it('may be used again for mended bytes after a refusal', async () => {
    const resend = await given();
    await resend.emails.send(to('nowhere'), { idempotencyKey: 'k' });
    expect((await resend.emails.send(to('ana@example.org'), { idempotencyKey: 'k' })).error).toBeNull();
  });

  it('of more than 256 characters is refused', async () => {
    const resend = await given();
    const { error } = await resend.emails.send(to('ana@example.org'), { idempotencyKey: 'k'.repeat(257) });
    expect(error).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' });
  });
});
