import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, temporaryFolder } from '../support/embeddedFolders.ts';
import {
  acknowledged,
  inOrder,
  journeyOf,
  newestWords,
  readers,
  untilConfirmed,
  type Json,
} from '../support/journey.ts';
import { randomNumbers, startMortal, type Mortal } from '../support/journey/mortal.ts';
import { startResend, type FakeResend } from '../support/resend.ts';
import { setTimeout as pause } from 'node:timers/promises';

describe('after a kill -9 of the whole process group', { timeout: 120_000 }, () => {
  let resend: FakeResend;
  let mortal: Mortal;

  afterEach(async () => {
    await mortal?.current().stop();
    await resend?.close();
    await cleanUp();
  });

  async function given(): Promise<void> {
    resend = await startResend();
    const dataDir = join(await temporaryFolder(), 'data');
    mortal = await startMortal({
      script: 'demo',
      dataDir,
      env: {
        ALLCLEAR_DEMO_EMPTY: '1',
        RESEND_API_KEY: 're_test',
        RESEND_BASE_URL: resend.url,
        MAIL_FROM: 'status@lantern.example',
      },
    });
  }

  it('whatever was acknowledged is still there, and each subscriber is told once and in order', async () => {
    await given();
    const journey = journeyOf(mortal.allclear, resend);
    const steps = inOrder(journey);
    const starts: number[] = [];
    for (const [, step] of steps) {
      await step.act();
      await mortal.kill9();
      starts.push(await mortal.startAgain());
      await step.stands();
    }
    for (const [, step] of steps) await step.stands();
    console.log(steps.length, starts.map(Math.round).join(' '));
    for (const email of readers) {
      await resend.waitFor(() => resend.mailsTo(email).length >= 4, 20_000);
      const [optIn, ...told] = resend.mailsTo(email);
      expect(optIn?.text).toContain('/subscriptions/');
      expect(told.map((mail) => newestWords(mail.text))).toEqual(['looking into it', 'had stopped', 'have gone out']);
    }
    // What came twice would come now: whatever was in flight when it was killed has been repeated by its key.
    await pause(3_000);
    expect(readers.map((email) => resend.mailsTo(email).length)).toEqual([4, 4, 4]);
    expect(resend.violations).toEqual([]);
    expect(await (await mortal.allclear.fetch('/')).text()).toContain('All systems operational');
    expect(mortal.output()).not.toMatch(/^\s+at |Unhandled/mu);
  });

  it('a click whose answer was lost is repeated with its key, and has happened once', async () => {
    await given();
    const journey = journeyOf(mortal.allclear, resend);
    await untilConfirmed(journey);
    await journey.steps.publication.act();
    const random = randomNumbers(20);
    const manager = journey.as('manager');
    const path = `/incidents/${journey.known.of('incident')}`;
    const bodies = Array.from({ length: 10 }, (_, n) => `What we know, part ${n}.`);
    const outcomes: string[] = [];
    for (const [n, body] of bodies.entries()) {
      const click = () =>
        manager.post(`${path}/updates`, { status: 'identified', body }, { 'Idempotency-Key': `click-${n}` });
      const lost = click().then(
        ({ status }) => status,
        () => 'lost',
      );
      await pause(random() * 60);
      await mortal.kill9();
      outcomes.push(String(await lost));
      await mortal.startAgain();
      acknowledged(await click(), 201);
    }
    console.log(outcomes.join());
    const { updates } = acknowledged(await manager.get(path), 200) as { updates: Json[] };
    expect(updates.map((update) => update['body']).toReversed()).toEqual(['We are looking into it.', ...bodies]);
    expect(updates.map((update) => update['sequence']).toReversed()).toEqual(updates.map((_, n) => n + 1));
  });
});
