import { eq, sql } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renewSecret, revealSecret } from '#commands/subscribers/secret.ts';
import { sendTest } from '#commands/subscribers/test.ts';
import { unsubscribe } from '#commands/subscribers/unsubscribe.ts';
import { mail, sendBatch } from '#db/schema/notification.ts';
import { subscriber } from '#db/schema/subscriber.ts';
import { webhookSecret } from '#platform/signing.ts';
import { useDatabase } from '../support/database.ts';
import { hangs, status, useEndpoint, type Received } from '../support/endpoint.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published, resolved, updated, type Published } from '../support/given/incidents.ts';
import { cleared, deliveriesOf, waited } from '../support/given/post.ts';
import { anActive, aPoster, aWish, postBatches, rowOf, type Poster } from '../support/given/posts.ts';
import { must } from '../support/given/results.ts';
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
  path = `/hook-${(count += 1)}`;
  endpoint.answers(status(204));
});
afterEach(async () => {
  await poster.die();
  await cleared(database);
  await db.execute(sql`update subscriber set state = 'unsubscribed', disabled_reason = null`);
});

const hook = (ownerEmail: string | null = null) =>
  anActive(house, 'webhook', endpoint.url(path), { wish: wishing({ incidentId: incident.incidentId }), ownerEmail });
const got = (): Received[] => endpoint.received.filter((one) => one.path === path);
const bodies = () =>
  got().map(({ body }) => JSON.parse(body) as { incident?: Record<string, unknown>; meta: Record<string, unknown> });
const idOf = ({ headers }: Received) => headers['webhook-id'];
const states = async () =>
  (await deliveriesOf(house, incident.incidentId)).map((one) => one.split(' ').slice(1).join(' '));
const secondsUntil = async () => {
  const rows = await db.execute<{ s: number }>(
    sql`select round(extract(epoch from available_at - now()))::int s from send_batch where state = 'ready' and channel = 'webhook'`,
  );
  return rows.map(({ s }) => s);
};
const echoing = () =>
  endpoint.answers(
    ({ body }, response) => void response.end((JSON.parse(body) as { challenge?: string }).challenge ?? ''),
  );

describe('a webhook proves itself', () => {
  it('by answering its challenge, and is told from then on', async () => {
    echoing();
    await aWish(house, 'webhook', endpoint.url(path), { now: () => Temporal.Now.instant() });
    await poster.run();
    const [row] = await db
      .select()
      .from(subscriber)
      .where(eq(subscriber.address, endpoint.url(path)));
    expect(row).toMatchObject({ state: 'active', channel: 'webhook' });
    expect(Object.keys(JSON.parse(got()[0]?.body ?? '{}') as object)).toEqual(['meta', 'page', 'challenge']);
  });

  it.each([
    ['any other 200', status(200), 'not_echoed'],
    ['an error', status(500), 'status 500'],
    ['a redirect', status(307, { Location: '/elsewhere' }), 'redirected 307'],
  ])('and not by %s: nothing is told, and what went wrong is known', async (_what, behaviour, failure) => {
    endpoint.answers(behaviour);
    await aWish(house, 'webhook', endpoint.url(path));
    await poster.run();
    await updated(house, incident.incidentId);
    await poster.run();
    const [row] = await db
      .select()
      .from(subscriber)
      .where(eq(subscriber.address, endpoint.url(path)));
    expect(row).toMatchObject({ state: 'unconfirmed', lastFailure: failure });
    expect(got()).toHaveLength(1);
  });

  it('a second wish for one that is active adds to what it hears, and leaves its secret as it is', async () => {
    const id = await hook();
    echoing();
    await aWish(house, 'webhook', endpoint.url(path), { now: () => Temporal.Now.instant() });
    const before = await rowOf(house, id);
    await poster.run();
    expect(await rowOf(house, id)).toMatchObject({ provenBy: before.provenBy, secretNumber: 1 });
    const scopes = await db.execute(sql`select scope from subscription where subscriber_id = ${id} order by scope`);
    expect(scopes.map((row) => row['scope'])).toEqual(['all', 'incident']);
  });
});

describe('what is posted', () => {
  it('is Statuspage’s incident, key by key, and one post for each component that it moved', async () => {
    await anActive(house, 'webhook', endpoint.url(path));
    const { incidentId } = await published(house);
    await poster.run();
    const [first, ...components] = bodies();
    expect(Object.keys(first ?? {})).toEqual(['meta', 'page', 'incident']);
    expect(Object.keys(first?.incident ?? {}).toSorted()).toEqual(
      [...incidentKeys, 'confirmation', 'started_at'].toSorted(),
    );
    expect(first?.incident).toMatchObject({ id: incidentId, status: 'investigating', postmortem_body: null });
    expect(first?.meta).toMatchObject({ version: 1, sequence: 1 });
    expect(components.length).toBeGreaterThan(0);
    for (const one of components) {
      expect(Object.keys(one)).toEqual(['meta', 'page', 'component', 'component_update']);
      expect(Object.keys((one as unknown as { component_update: object }).component_update).toSorted()).toEqual(
        ['component_id', 'component_type', 'created_at', 'id', 'new_status', 'old_status'].toSorted(),
      );
    }
    expect(new Set(got().map(idOf)).size).toBe(got().length);
  });

  it('is signed so that the scheme’s own library takes it, and no other secret opens it', async () => {
    const id = await hook();
    await updated(house, incident.incidentId);
    await poster.run();
    const [{ body, headers } = { body: '', headers: {} }] = got();
    const ctx = house.visitor();
    const secret = webhookSecret(ctx.tokens, await must(revealSecret(ctx, { id })));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u);
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ page: {} });
    expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
    expect(() => new Webhook(webhookSecret(ctx.tokens, { id, number: 9 })).verify(body, headers as never)).toThrow();
  });

  it('is signed by the old secret too for a day after a new one was made', async () => {
    const id = await hook();
    const ctx = house.visitor({ now: () => Temporal.Now.instant() });
    const former = webhookSecret(ctx.tokens, await must(revealSecret(ctx, { id })));
    const newest = webhookSecret(ctx.tokens, await must(renewSecret(ctx, { id })));
    expect(await revealSecret(ctx, { id })).toMatchObject({ refusal: { code: 'already_shown' } });
    await must(sendTest(ctx, { id }));
    await poster.run();
    const opens = (secret: string) => {
      const { body, headers } = got().at(-1) as Received;
      try {
        return new Webhook(secret).verify(body, headers as Record<string, string>) !== null;
      } catch {
        return false;
      }
    };
    expect([opens(former), opens(newest)]).toEqual([true, true]);
    await db.update(subscriber).set({ secretRotatedAt: sql`now() - interval '25 hours'` as never });
    await must(sendTest(ctx, { id }));
    await poster.run();
    expect([opens(former), opens(newest)]).toEqual([false, true]);
  });

  it('of a test is neither an incident nor a component, so that no receiver raises an alarm', async () => {
    await must(sendTest(house.visitor(), { id: await hook() }));
    await poster.run();
    expect(bodies()).toMatchObject([{ meta: { test: true }, page: {} }]);
    expect(Object.keys(bodies()[0] ?? {})).toEqual(['meta', 'page']);
  });
});

describe('what is not taken', () => {
  it('is tried eight times over 27 hours with the same id and bytes, and then has failed', async () => {
    await hook();
    endpoint.answers(status(503));
    await updated(house, incident.incidentId);
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      await poster.run();
      waits.push(...(await secondsUntil()));
      await waited(house);
    }
    await poster.run();
    expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]);
    expect(got()).toHaveLength(8);
    expect(new Set(got().map(idOf)).size).toBe(1);
    expect(new Set(got().map(({ body }) => body)).size).toBe(1);
    expect(await states()).toEqual(['2 failed']);
  });

  it('goes on behind the posts that were taken', async () => {
    await anActive(house, 'webhook', endpoint.url(path));
    endpoint.answers(
      ({ body }, response) => void response.writeHead(body.includes('component_update') ? 500 : 200).end(),
    );
    await published(house);
    await poster.run();
    const [incidents, updates] = [1, got().length - 1];
    expect(updates).toBe(1);
    endpoint.answers(status(200));
    await waited(house);
    await poster.run();
    expect(bodies().filter(({ incident }) => incident !== undefined)).toHaveLength(incidents);
    expect(idOf(got()[1] as Received)).toBe(idOf(got()[2] as Received));
  });

  it('waits longer where the other side says so', async () => {
    await hook();
    endpoint.answers(status(429, { 'Retry-After': '120' }));
    await updated(house, incident.incidentId);
    await poster.run();
    expect(await secondsUntil()).toEqual([120]);
  });

  it('does not hold up the next word, which says by its sequence that it is newer', async () => {
    await hook();
    endpoint.answers(status(500));
    await updated(house, incident.incidentId);
    await poster.run();
    endpoint.answers(status(200));
    await resolved(house, incident.incidentId);
    await poster.run();
    const told = bodies().map(({ meta }) => meta['sequence']);
    expect(told[0]).toBe(2);
    expect(told.at(-1)).toBe(3);
    await waited(house);
    await poster.run();
    expect((await states()).every((one) => one.endsWith('accepted'))).toBe(true);
  });

  it('is posted again under the same id after a kill in the middle of it', async () => {
    await hook();
    endpoint.answers(hangs);
    await updated(house, incident.incidentId);
    const impatient = await aPoster(house, { totalMilliseconds: 150 });
    await impatient.run();
    // As a worker leaves it that was killed while it waited for the answer.
    await db
      .update(sendBatch)
      .set({
        state: 'leased',
        leaseOwner: String(impatient.owner),
        leaseUntil: sql`now() + interval '90 seconds'` as never,
      })
      .where(eq(sendBatch.channel, 'webhook'));
    await impatient.die();
    endpoint.answers(status(200));
    await waited(house);
    await expect.poll(async () => (await poster.run(), await states())).toEqual(['2 accepted']);
    expect(new Set(got().map(idOf)).size).toBe(1);
  });

  it('is not posted to whoever left meanwhile', async () => {
    const id = await hook();
    await updated(house, incident.incidentId);
    await must(unsubscribe(house.visitor(), { id }));
    await poster.run();
    expect(got()).toEqual([]);
    expect(await states()).toEqual([]);
  });
});

describe('an endpoint ends', () => {
  it('when it says 410: it is told nothing more, and what waited is put down as such', async () => {
    const id = await hook('owner@example.org');
    endpoint.answers(status(410));
    await updated(house, incident.incidentId);
    await poster.run();
    expect(await rowOf(house, id)).toMatchObject({ state: 'disabled', disabledReason: 'gone' });
    await updated(house, incident.incidentId);
    await poster.run();
    expect(got()).toHaveLength(1);
    expect(await states()).toEqual(['2 failed']);
  });

  it('when nothing was taken for five days, and its owner is written to', async () => {
    const id = await hook('owner@example.org');
    endpoint.answers(status(500));
    await updated(house, incident.incidentId);
    await poster.run();
    await updated(house, incident.incidentId);
    await poster.run();
    await db
      .update(subscriber)
      .set({ failingSince: sql`now() - interval '119 hours'` as never })
      .where(eq(subscriber.id, id));
    await db.execute(
      sql`update send_batch set attempts = 7, available_at = now() where id = (select id from send_batch where state = 'ready' order by created_at limit 1)`,
    );
    await poster.run();
    expect(await rowOf(house, id)).toMatchObject({ state: 'active' });
    await db
      .update(subscriber)
      .set({ failingSince: sql`now() - interval '121 hours'` as never })
      .where(eq(subscriber.id, id));
    await db.execute(sql`update send_batch set attempts = 7, available_at = now() where state = 'ready'`);
    await poster.run();
    expect(await rowOf(house, id)).toMatchObject({
      state: 'disabled',
      disabledReason: 'failing',
      lastFailure: 'status 500',
    });
    const letters = await db.select().from(mail).where(eq(mail.kind, 'endpoint_disabled'));
    expect(letters).toMatchObject([{ to: 'owner@example.org', channel: 'email' }]);
  });

  it('but one answer in between sets the clock back', async () => {
    const id = await hook();
    endpoint.answers(status(500));
    await updated(house, incident.incidentId);
    await poster.run();
    expect((await rowOf(house, id)).failingSince).not.toBeNull();
    endpoint.answers(status(200));
    await waited(house);
    await poster.run();
    expect(await rowOf(house, id)).toMatchObject({ failingSince: null, lastFailure: 'status 500' });
  });
});

describe('one dead endpoint in a hundred', () => {
  it('takes at most two of the lane’s places: the others have all been told while it still hangs', async () => {
    const dead = await useEndpoint(hangs);
    const wish = wishing({ incidentId: incident.incidentId });
    for (let n = 1; n <= 5; n += 1) await anActive(house, 'webhook', dead.url(`/${n}`), { wish });
    for (let n = 1; n <= 99; n += 1)
      await anActive(house, 'webhook', endpoint.url(`${path}/${n}`, `127.0.${n}.1`), { wish });
    await updated(house, incident.incidentId);
    const running = aPoster(house, { totalMilliseconds: 60_000 }).then((one) => one.run());
    void running.catch(() => {});
    await expect
      .poll(() => endpoint.received.filter((one) => one.path.startsWith(`${path}/`)).length, { timeout: 20_000 })
      .toBe(99);
    expect(dead.connections()).toBe(2);
    await dead.close();
    await running;
  }, 30_000);
});

it('every batch that was made here is over or waits for its time', async () => {
  const rows = await postBatches(house);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ state }) => state === 'leased')).toEqual([]);
});

const incidentKeys = [
  'name',
  'status',
  'created_at',
  'updated_at',
  'monitoring_at',
  'resolved_at',
  'impact',
  'shortlink',
  'postmortem_ignored',
  'postmortem_body',
  'postmortem_body_last_updated_at',
  'postmortem_published_at',
  'postmortem_notified_subscribers',
  'postmortem_notified_twitter',
  'backfilled',
  'scheduled_for',
  'scheduled_until',
  'scheduled_remind_prior',
  'scheduled_reminded_at',
  'impact_override',
  'scheduled_auto_in_progress',
  'scheduled_auto_completed',
  'id',
  'page_id',
  'incident_updates',
  'components',
];
