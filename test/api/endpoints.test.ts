import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { mail } from '#db/schema/notification.ts';
import { optIn, subscriber } from '#db/schema/subscriber.ts';
import { useDatabase } from '../support/database.ts';
import { anApi, type Api } from '../support/given/api.ts';
import { aHouse, type House } from '../support/given/house.ts';

const database = useDatabase();
const { db } = database;
let house: House;
let api: Api;
beforeAll(async () => {
  house = await aHouse(database);
  api = await anApi(house);
});

const webhook_url = 'https://hooks.example.com/in/abcdef';
const ask = (body: Record<string, unknown>) => api('POST', '/subscribers', { body });

describe('POST /subscribers with a webhook or a chat', () => {
  it('answers the same for a new address, a waiting one and one that is told already', async () => {
    const shape = (answer: Awaited<ReturnType<typeof ask>>) => [
      answer.status,
      { ...answer.body, url: String(answer.body.url).replace(/[^/]+$/u, 'KEY') },
    ];
    const first = await ask({ webhook_url });
    const second = await ask({ webhook_url, email: 'owner@example.org' });
    await db.update(subscriber).set({ state: 'active' }).where(eq(subscriber.address, webhook_url));
    const third = await ask({ webhook_url });
    expect([shape(second), shape(third)]).toEqual([shape(first), shape(first)]);
    expect(shape(first)).toMatchObject([202, { status: 'accepted', url: 'https://status.example.org/subscribe/KEY' }]);
    expect(new Set([first, second, third].map(({ body }) => body.url)).size).toBe(3);
  });

  it('posts one proof a minute and five a day to an address, whoever asks', async () => {
    const address = 'https://hooks.example.com/in/often';
    for (let n = 0; n < 12; n += 1) {
      expect((await ask({ webhook_url: address })).status).toBe(202);
      house.clock.forward({ seconds: 61 });
    }
    const wishes = await db
      .select()
      .from(optIn)
      .innerJoin(subscriber, eq(subscriber.id, optIn.subscriberId))
      .where(eq(subscriber.address, address));
    const proofs = await db.select().from(mail).where(eq(mail.to, address));
    expect([wishes.length, proofs.length]).toEqual([12, 5]);
  });

  it.each([
    [{ webhook_url: 'http://hooks.example.com/' }, 'webhook_url', 'https_only'],
    [{ webhook_url: 'https://127.0.0.1/' }, 'webhook_url', 'not_public'],
    [{ webhook_url: 'https://[::ffff:7f00:1]/' }, 'webhook_url', 'not_public'],
    [{ webhook_url: 'https://0x7f.1/' }, 'webhook_url', 'not_public'],
    [{ webhook_url: 'https://hooks.example.com:25/' }, 'webhook_url', 'port_not_allowed'],
    [{ webhook_url: 'https://a:b@hooks.example.com/' }, 'webhook_url', 'credentials_in_link'],
    [{ webhook_url: 'not an address' }, 'webhook_url', 'not_a_link'],
    [{ webhook_url: `https://hooks.example.com/${'x'.repeat(2_000)}` }, 'webhook_url', 'too_long'],
    [{ webhook_url: 7 }, 'webhook_url', 'wrong_type'],
    [{ webhook_url, slack_url: 'https://hooks.slack.com/services/T/B/x' }, 'slack_url', 'not_allowed'],
    [{ slack_url: 'https://hooks.example.com/services/T/B/x' }, 'slack_url', 'not_its_host'],
    [{ slack_url: 'https://hooks.slack.com/services/T/B/x', email: 'a@example.org' }, 'email', 'not_allowed'],
    [{ teams_url: 'https://example.webhook.office.com/x' }, 'teams_url', 'not_its_host'],
    [{ webhook_url, email: 'not one' }, 'email', 'not_an_address'],
    [{ webhook_url, component_ids: ['zzzzzzzzzzzz'] }, 'component_ids.0', 'unknown'],
    [{}, 'email', 'required'],
  ])('refuses %j in words, at its field', async (body, path, code) => {
    const before = await db.$count(subscriber);
    const answer = await ask(body);
    expect([answer.status, answer.body.errors]).toMatchObject([
      422,
      [{ path, code, message: expect.stringMatching(/\S{3}/u) }],
    ]);
    expect(await db.$count(subscriber)).toBe(before);
  });

  it('an administrator may vouch for one: it is told at once, and the secret is in that one answer', async () => {
    const draft = { webhook_url: 'https://hooks.example.com/vouched', confirmed: true, consent: 'contract, clause 7' };
    expect((await ask(draft)).status).toBe(401);
    expect((await api('POST', '/subscribers', { as: 'maren', body: draft })).status).toBe(403);
    const made = await api('POST', '/subscribers', { as: 'ines', body: draft });
    expect(made).toMatchObject({
      status: 201,
      body: { channel: 'webhook', state: 'active', secret: expect.stringMatching(/^whsec_/u) },
    });
    const read = await api('GET', `/subscribers/${made.body.id}`, { as: 'ines' });
    expect(read.body).toMatchObject({ webhook_url: draft.webhook_url, email: null, consent: draft.consent });
    expect(read.body).not.toHaveProperty('secret');
    const twice = await api('POST', '/subscribers', { as: 'ines', body: draft });
    expect([twice.status, twice.body.id, 'secret' in twice.body]).toEqual([201, made.body.id, false]);
  });

  it('an administrator switches one off and on, and a chat’s address is never read back whole', async () => {
    const draft = {
      slack_url: 'https://hooks.slack.com/services/T1/B2/secretsecret',
      confirmed: true,
      consent: 'asked for it',
    };
    const { body } = await api('POST', '/subscribers', { as: 'ines', body: draft });
    expect(JSON.stringify(body)).not.toContain('secretsecret');
    const off = await api('POST', `/subscribers/${body.id}/disable`, { as: 'ines' });
    expect(off).toMatchObject({ status: 200, body: { state: 'disabled', disabled_reason: 'by_administrator' } });
    const on = await api('POST', `/subscribers/${body.id}/enable`, { as: 'ines' });
    expect(on).toMatchObject({ status: 200, body: { state: 'active', disabled_reason: null } });
    expect((await api('POST', `/subscribers/${body.id}/enable`, { as: 'ines' })).body.code).toBe('not_subscribed');
  });
});
