import { notificationMessage } from '#channels/email.ts';
import { freeze } from '#commands/sending/batches.ts';
import { freezeNotifications, type Open, type Waiting } from '#commands/sending/freezeNotifications.ts';
import type { Database, Transaction } from '#db/client.ts';
import type { Locale } from '#domain/locale.ts';
import { newId } from '#platform/tokens.ts';
import { batchesAhead } from '#queries/batchesAhead.ts';
import { subscribedParts } from '#queries/letters.ts';
import { newsOf, publicIncident } from '#queries/publicIncidents.ts';
import { toldMaintenance } from '#queries/toldMaintenance.ts';
import type { Desk, Job } from './job.ts';
import { senderOf } from './sender.ts';

/** Renders and freezes the next hundred mails of a notification. */
export const freezeNotificationsJob: Job = async (desk) => {
  // So far ahead that nobody waits for it, and no further: what is not frozen can still be taken back one by one.
  if ((await batchesAhead(desk.db)) >= mostAhead) return false;
  return freezeNotifications(desk.db, Temporal.Now.instant(), 'email', async (tx, told, people) => {
    const messages = await render(desk, tx, told, people);
    return freeze(messages, desk.mailers[0].perCall, newId<'batch'>);
  });
};

const mostAhead = 24;

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

/** What it is about, as it stood with this word: what came later is a mail of its own. */
export const view = (tx: Transaction, told: Open, locale: Locale) =>
  told.of === 'incident' ? incidentView(tx, told, locale) : maintenanceView(tx, told, locale);

async function incidentView(tx: Transaction, { aboutId, updateId }: Open & { of: 'incident' }, locale: Locale) {
  const incident = await publicIncident(tx as unknown as Database, aboutId, locale);
  const update = incident === null ? null : newsOf(incident, updateId);
  if (incident === null || update === null) throw new Error(`what is to be said of incident ${aboutId} is gone`);
  const updates = incident.updates.filter((one) => one.sequence <= update.sequence);
  return { of: 'incident' as const, incident: { ...incident, updates }, update };
}

async function maintenanceView(tx: Transaction, { aboutId, updateId }: Open & { of: 'maintenance' }, locale: Locale) {
  const found = await toldMaintenance(tx, aboutId, updateId, locale);
  if (found === null) throw new Error(`the maintenance of update ${updateId} is gone`);
  return { of: 'maintenance' as const, ...found };
}
