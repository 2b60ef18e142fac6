import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendAgain } from '#commands/sending/sendAgain.ts';
import { proveEndpoint } from '#commands/subscribers/prove.ts';
import { sendTest } from '#commands/subscribers/test.ts';
import { delivery, sendBatch } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import type { PostChannel } from '#domain/posting.ts';
import { chatCode } from '#platform/signing.ts';
import { useDatabase } from '../support/database.ts';
import { status, useEndpoint } from '../support/endpoint.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, updateDraft, updated, type Published } from '../support/given/incidents.ts';
import { cleared, deliveriesOf, waited } from '../support/given/post.ts';
import { anActive, aPoster, aWish, rowOf, type Poster } from '../support/given/posts.ts';
import { codeOf, must } from '../support/given/results.ts';
import { wishing } from '../support/given/subscribers.ts';

const database = useDatabase(20);
const { db } = database;
const endpoint = await useEndpoint();
let house: House;
let poster: Poster;
let incident: Published;
let path = '';
let count = 0;
beforeAll(async () => {
  house = await aHouse(database);
});
beforeEach(async () => {
  poster = await aPoster(house);
  incident = await published(house, undefined, { said: { notify: false } });
  path = `/chat-${(count += 1)}`;
  endpoint.answers(status(200));
});
afterEach(async () => {
  await poster.die();
  await cleared(database);
  await db.execute(sql`update subscriber set state = 'unsubscribed', disabled_reason = null`);
});

const chat = (channel: PostChannel = 'slack', at = path) =>
  anActive(house, channel, endpoint.url(at), { wish: wishing({ incidentId: incident.incidentId }) });
const got = (at = path) => endpoint.received.filter((one) => one.path === at);
const states = async () =>
  (await deliveriesOf(house, incident.incidentId)).map((one) => one.split(' ').slice(1).join(' '));
/** A second has passed for every chat, and whatever waits is due. */
const later = async () => {
  await db.update(sendBatch).set({ attemptedAt: sql`now() - interval '2 seconds'` as never });
  await waited(house);
};

describe.each(['slack', 'teams'] as const)('a chat of %s proves itself', (channel) => {
  it('by the code that is posted there and typed on our page', async () => {
    const id = await aWish(house, channel, endpoint.url(path));
    await poster.run('chats');
    const ctx = house.visitor();
    const right = chatCode(ctx.tokens, id);
    expect(got()[0]?.body).toContain(right);
    expect(right).toMatch(/^\d{6}$/u);
    expect(await must(proveEndpoint(ctx, { id, code: { typed: '000000x', right } }))).toMatchObject({ proven: false });
    const { subscriberId } = await must(proveEndpoint(ctx, { id, code: { typed: right, right } }));
    expect(await rowOf(house, subscriberId)).toMatchObject({ state: 'active', provenBy: id });
  });

  it('and not by guessing: after five wrong codes the right one counts no more', async () => {
    const id = await aWish(house, channel, endpoint.url(path));
    const ctx = house.visitor();
    const right = chatCode(ctx.tokens, id);
    for (let n = 0; n < 5; n += 1) await must(proveEndpoint(ctx, { id, code: { typed: `wrong${n}`, right } }));
    expect(await codeOf(proveEndpoint(ctx, { id, code: { typed: right, right } }))).toBe('link_expired');
  });
});

describe('what people wrote is read as they wrote it', () => {
  const hostile =
    '<!channel> <@U123> <http://evil.example|Kindred> *bold* `code` & ${env} {"type":"Image"} [x](javascript:1)';

  it('in Slack: no mention, no link of theirs, whatever the text', async () => {
    await anActive(house, 'slack', endpoint.url(path));
    await published(house, undefined, { said: { title: `Down ${hostile}`.slice(0, 200), body: hostile } });
    await poster.run('chats');
    const message = JSON.parse(got()[0]?.body ?? '{}') as Slack;
    expect(message).toMatchObject({ parse: 'none', link_names: false });
    const [attachment] = message.attachments;
    const texts = (attachment?.blocks ?? []).flatMap(({ text, elements }) => [
      ...(text ? [text] : []),
      ...(elements ?? []),
    ]);
    for (const { type, text } of texts.filter((one) => one.type === 'mrkdwn')) {
      expect(type === 'mrkdwn' && text).not.toMatch(/evil|!channel|@U123/u);
      expect(text).toMatch(
        /^<https:\/\/status\.example\.org\/[^<>|]+\|[^<>|]+> {2}· {2}<https:\/\/[^<>|]+\|[^<>|]+>$/u,
      );
    }
    const plain = texts.filter((one) => one.type === 'plain_text').map(({ text }) => text);
    for (const text of [...plain, message.text]) expect(text).not.toMatch(/[<>]/u);
    expect(plain.join(' ')).toContain('&lt;!channel&gt; &lt;@U123&gt;');
    for (const text of plain) expect(text.length).toBeLessThanOrEqual(2_900);
  });

  it('in Teams: in runs of text, which know no Markdown, and no template is filled', async () => {
    await anActive(house, 'teams', endpoint.url(path));
    await published(house, undefined, { said: { title: 'Down', body: hostile } });
    await poster.run('chats');
    const { body } = got()[0] ?? { body: '' };
    expect(body).not.toContain('${');
    const card = (JSON.parse(body) as Teams).attachments[0]?.content;
    expect(card?.body.map(({ type }) => type)).toEqual(card?.body.map(() => 'RichTextBlock'));
    const runs = card?.body.flatMap(({ inlines }) => inlines.map(({ text }) => text)) ?? [];
    expect(runs.join('\n').replaceAll('\u2060', '')).toContain('<!channel> <@U123>');
    expect(card?.actions.map(({ url }) => new URL(url).origin)).toEqual(
      card?.actions.map(() => 'https://status.example.org'),
    );
  });

  it('however long it is: Slack’s blocks and Teams’ 28 KB hold it', async () => {
    await anActive(house, 'teams', endpoint.url(path));
    await anActive(house, 'slack', endpoint.url(`${path}s`));
    await published(house, undefined, { said: { title: '&'.repeat(200), body: '🙂<&\n'.repeat(4_900) } });
    await poster.run('chats');
    expect(Buffer.byteLength(got()[0]?.body ?? '')).toBeLessThan(28_000);
    expect(got()).toHaveLength(1);
    const { attachments } = JSON.parse(got(`${path}s`)[0]?.body ?? '{}') as Slack;
    for (const { type, text } of attachments[0]?.blocks ?? [])
      if (text) expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000);
  });
});

describe('a chat is never told twice by us', () => {
  it('what may have arrived is unknown at once, and is sent again on a manager’s word alone', async () => {
    await chat();
    endpoint.answers(status(500));
    await updated(house, incident.incidentId);
    await poster.run('chats');
    await later();
    await poster.run('chats');
    expect(got()).toHaveLength(1);
    expect(await states()).toEqual(['2 unknown']);
    const [row] = await db.select().from(delivery).where(eq(delivery.state, 'unknown'));
    endpoint.answers(status(200));
    const again = { id: incident.incidentId, deliveryId: row?.id ?? 0 };
    expect(await codeOf(sendAgain(house.as('ana'), again))).toBe('forbidden');
    await must(sendAgain(house.as('maren'), again));
    await later();
    await poster.run('chats');
    expect(await states()).toEqual(['2 accepted']);
    expect(await codeOf(sendAgain(house.as('maren'), again))).toBe('already_sent');
  });

  it('not after a kill in the middle of it either', async () => {
    const id = await chat();
    await updated(house, incident.incidentId);
    await db.update(subscriber).set({ address: 'http://127.0.0.1:9/' }).where(eq(subscriber.id, id));
    await poster.run('chats');
    // As a worker leaves it that was killed while it waited for the answer.
    await db
      .update(sendBatch)
      .set({ state: 'leased', leaseOwner: '1', leaseUntil: sql`now() + interval '1 hour'` as never })
      .where(eq(sendBatch.state, 'ready'));
    await poster.run('chats');
    expect(await states()).toEqual(['2 unknown']);
  });

  it('what certainly did not arrive is tried again', async () => {
    const id = await chat();
    const [{ address } = { address: '' }] = [await rowOf(house, id)];
    await updated(house, incident.incidentId);
    await db.update(subscriber).set({ address: 'http://127.0.0.1:9/' }).where(eq(subscriber.id, id));
    await poster.run('chats');
    expect(await states()).toEqual(['2 batched']);
    await db.update(subscriber).set({ address }).where(eq(subscriber.id, id));
    await later();
    await poster.run('chats');
    expect([await states(), got().length]).toEqual([['2 accepted'], 1]);
  });
});

describe('a chat’s own limits', () => {
  it('who asks us to wait is waited for, without a try being counted, and no other chat waits with it', async () => {
    await chat();
    await chat('slack', `${path}b`);
    endpoint.answers(
      ({ path: at }, response) =>
        void (at === path ? response.writeHead(429, { 'Retry-After': '30' }) : response).end(),
    );
    await updated(house, incident.incidentId);
    await poster.run('chats');
    const [row] = await db
      .select()
      .from(sendBatch)
      .where(sql`${sendBatch.state} = 'ready' and ${sendBatch.channel} = 'slack'`);
    expect(row).toMatchObject({ attempts: 0 });
    const [wait] = await db.execute<{ s: number }>(
      sql`select round(extract(epoch from available_at - now()))::int s from send_batch where state = 'ready'`,
    );
    expect(wait?.s).toBe(30);
    expect(got(`${path}b`)).toHaveLength(1);
    await must(
      sendTest(house.visitor(), {
        id: (
          await db
            .select()
            .from(subscriber)
            .where(eq(subscriber.address, endpoint.url(`${path}b`)))
        )[0]?.id as never,
      }),
    );
    await later();
    endpoint.answers(status(200));
    await poster.run('chats');
    expect((await states()).every((one) => one.endsWith('accepted'))).toBe(true);
  });

  it('one message a second', async () => {
    const id = await chat();
    for (let n = 0; n < 3; n += 1) await must(sendTest(house.visitor(), { id }));
    await poster.run('chats');
    expect(got()).toHaveLength(1);
    await later();
    await poster.run('chats');
    expect(got()).toHaveLength(2);
  });

  it('a webhook that was taken down is told nothing more', async () => {
    const id = await chat();
    endpoint.answers(status(404));
    await updated(house, incident.incidentId);
    await poster.run('chats');
    expect(await rowOf(house, id)).toMatchObject({ state: 'disabled', disabledReason: 'gone' });
    expect(await states()).toEqual(['2 failed']);
  });
});

it('updates of one incident arrive in their order', async () => {
  await chat();
  await updated(house, incident.incidentId, updateDraft(incident.incidentId, { body: 'The first word.' }));
  await updated(house, incident.incidentId, updateDraft(incident.incidentId, { body: 'The second word.' }));
  for (let n = 0; n < 3; n += 1) {
    await poster.run('chats');
    await later();
  }
  expect(got().map(({ body }) => /The \w+ word/u.exec(body)?.[0])).toEqual(['The first word', 'The second word']);
});

type Text = { type: string; text: string };
type Slack = { text: string; attachments: { blocks: { type: string; text?: Text; elements?: Text[] }[] }[] };
type Teams = {
  attachments: { content: { body: { type: string; inlines: Text[] }[]; actions: { url: string }[] } }[];
};
