import { notificationMessage } from '#channels/email.ts';
import { freezeNotifications, type Open, type Waiting } from '#commands/sending/freezeNotifications.ts';
import type { Database, Transaction } from '#db/client.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { newId } from '#platform/tokens.ts';
import { subscribedParts } from '#queries/letters.ts';
import { publicIncident } from '#queries/publicIncidents.ts';
import type { Desk, Job } from './job.ts';
import { senderOf } from './sender.ts';

/** Renders and freezes the next hundred mails of a notification. */
export const freezeNotificationsJob: Job = (desk) =>
  freezeNotifications(desk.db, Temporal.Now.instant(), async (tx, told, people) => {
    const messages = await render(desk, tx, told, people);
    return { id: newId<'batch'>(), payload: Buffer.from(JSON.stringify(messages)), size: messages.length };
  });

async function render({ runtime }: Desk, tx: Transaction, told: Open, people: readonly Waiting[]) {
  const { sender, page } = await senderOf(tx, runtime);
  const why = await subscribedParts(
    tx,
    people.map((one) => one.subscriberId),
  );
  const views = new Map<Locale, Awaited<ReturnType<typeof view>>>();
  for (const locale of new Set(people.map((one) => one.locale))) views.set(locale, await view(tx, told, locale));
  return people.map((one) => {
    const found = views.get(one.locale);
    if (found === undefined) throw new Error('a language without its view');
    const unsubscribeUrl = `${runtime.publicUrl}/u/${runtime.tokens.sign('unsubscribe', one.subscriberId)}`;
    return notificationMessage(
      sender,
      { ...one, unsubscribeUrl, why: why.get(one.subscriberId) ?? [] },
      { page, ...found },
    );
  });
}

/** The incident as it stood with this update: what came later is a mail of its own. */
async function view(tx: Transaction, { aboutId, updateId }: Open, locale: Locale) {
  const incident = await publicIncident(tx as unknown as Database, aboutId as Id<'incident'>, locale);
  const update = incident?.updates.find((one) => one.id === updateId);
  if (incident === null || update === undefined) throw new Error(`the incident of update ${updateId} is gone`);
  const updates = incident.updates.filter((one) => one.sequence <= update.sequence);
  return { incident: { ...incident, updates }, update };
}
