import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { delivery } from '#db/schema/notification.ts';
import { lanes } from '#jobs/index.ts';
import type { Desk } from '#jobs/job.ts';
import { outboxMailer } from '#platform/mailers/outbox.ts';
import { useDatabase } from '../support/database.ts';
import { hangs, status, useEndpoint } from '../support/endpoint.ts';
import { aHouse, type House } from '../support/given/house.ts';
import { published } from '../support/given/incidents.ts';
import { anActive, aPoster } from '../support/given/posts.ts';
import { aSubscriber } from '../support/given/subscribers.ts';

const database = useDatabase(20);
const { db } = database;
const webhook = await useEndpoint(hangs);
const slack = await useEndpoint(status(429, { 'Retry-After': '600' }));
const teams = await useEndpoint(status(500));
let house: House;
beforeAll(async () => {
  house = await aHouse(database);
});

it('a webhook that hangs, a Slack that is full and a Teams that is broken hold up no mail', async () => {
  await aSubscriber(house, 'lin@example.org');
  await anActive(house, 'webhook', webhook.url());
  await anActive(house, 'slack', slack.url());
  await anActive(house, 'teams', teams.url());
  await published(house);
  const poster = await aPoster(house, { totalMilliseconds: 60_000 });
  const posting = Promise.all([poster.run('webhooks'), poster.run('chats')]);
  await expect.poll(() => webhook.connections(), { timeout: 10_000 }).toBeGreaterThan(0);

  const desk = {
    ...poster.desk,
    mailers: [outboxMailer],
    ring: () => {},
    runtime: { ...poster.desk.runtime, env: {} },
  } as unknown as Desk;
  for (let again = true; again;) {
    again = false;
    for (const lane of [lanes.writing, lanes.mail])
      for (const job of Object.values(lane.jobs)) again = (await job(desk)) || again;
    await lanes.mail.settled?.();
  }
  // While the webhook still hangs.
  const states = await db.select({ state: delivery.state }).from(delivery).where(eq(delivery.channel, 'email'));
  expect(states).toEqual([{ state: 'accepted' }]);
  expect(webhook.received).toHaveLength(1);
  await webhook.close();
  await posting;
  await poster.die();
});
