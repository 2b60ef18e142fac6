import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ApiAnswer } from '../allclear.ts';
import { journeyOf, untilConfirmed, type Journey, type Json } from '../journey.ts';
import type { FakeResend } from '../resend.ts';
import type { Mortal } from './mortal.ts';

/** What is published, updated twice and resolved. */
export const told = ['The first word.', 'The second word.', 'The third word.', 'The last word.'] as const;

export type Sending = {
  journey: Journey;
  /** Publishes, updates twice and resolves, however often that fails in between. */
  tellAll(): Promise<void>;
  publish(): Promise<void>;
  /** Which of the words each person got, by number, in the order in which the provider took them. */
  heard(): Map<string, number[]>;
  /** How many mails with those words the provider took. */
  count(): number;
  /** The calls for them, by the status of their answers; null while they are in flight, and where the answer was lost. */
  calls(): (number | null)[];
};

/** A confirmed incident that waits to be published, and people who have agreed to hear of it. */
export async function readyToTell(
  { allclear }: Pick<Mortal, 'allclear'>,
  resend: FakeResend,
  people: readonly string[],
): Promise<Sending> {
  const journey = journeyOf(allclear, resend);
  await untilConfirmed(journey);
  for (const email of people)
    expect(
      (await journey.as('admin').post('/subscribers', { email, confirmed: true, consent: 'a form at the fair' }))
        .status,
    ).toBe(201);
  // The reporter's and the developer's letters are out of the way.
  await resend.waitFor(() => resend.accepted.length === 2);
  const before = resend.calls.length;
  const heard = () => {
    const all = new Map<string, number[]>();
    for (const mail of resend.accepted) {
      const newest = told.findLastIndex((words) => mail.text?.includes(words));
      if (newest >= 0) all.set(mail.to, [...(all.get(mail.to) ?? []), newest]);
    }
    return all;
  };
  const publish = async () => {
    const draft = {
      title: 'Campaigns stay pending',
      status: 'investigating',
      body: told[0],
      components: { [journey.known.of('component')]: 'major_outage' },
    };
    const published = await insist(journey, `/investigations/${journey.known.of('investigation')}/publish`, draft);
    expect(published.status, JSON.stringify(published.body)).toBe(201);
    journey.known.learn({ incident: published.body['id'] });
  };
  const tellAll = async () => {
    await publish();
    const path = `/incidents/${journey.known.of('incident')}`;
    expect((await insist(journey, `${path}/updates`, { status: 'identified', body: told[1] })).status).toBe(201);
    expect((await insist(journey, `${path}/updates`, { status: 'monitoring', body: told[2] })).status).toBe(201);
    expect((await insist(journey, `${path}/resolve`, { body: told[3] })).status).toBe(200);
  };
  return {
    journey,
    publish,
    tellAll,
    heard,
    count: () => [...heard().values()].flat().length,
    calls: () => resend.calls.slice(before).map((call) => call.status),
  };
}

/** What a manager does whose browser shows an error: presses again, with the same key. */
async function insist(journey: Journey, path: string, body: Json): Promise<ApiAnswer<Json>> {
  for (;;) {
    const answer = await journey
      .as('manager')
      .post(path, body, { 'Idempotency-Key': String(body['body']) })
      .catch(() => null);
    if (answer !== null && answer.status < 500) return answer;
    await pause(50);
  }
}
