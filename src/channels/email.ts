import { incidentMail } from '#emails/incident.ts';
import { maintenanceMail } from '#emails/maintenance.ts';
import type { MailPage, RenderedMail } from '#emails/mail.ts';
import type { Locale } from '#domain/locale.ts';
import type { PublicIncident, PublicNews } from '#queries/publicIncidents.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import { from, type Message, type Sender } from './message.ts';

/** One subscriber to be told by mail. */
export type Recipient = { deliveryId: number; address: string; locale: Locale; unsubscribeUrl: string; why: string[] };
export type Told = { page: MailPage } & (
  | { of: 'incident'; incident: PublicIncident; update: PublicNews }
  | { of: 'maintenance'; maintenance: PublicMaintenance; update: PublicMaintenanceUpdate; next: Temporal.Instant[] }
);

/** The mail that one subscriber gets of one word: headers as RELIABILITY 2.2, one thread an incident or maintenance. */
export function notificationMessage(sender: Sender, recipient: Recipient, told: Told): Message {
  const { id } = told.of === 'incident' ? told.incident : told.maintenance;
  const thread = `<${told.of}-${id}@${sender.host}>`;
  return {
    ...letter(sender, recipient.address, mailOf(recipient, told)),
    headers: {
      'List-Id': `"${sender.name.replace(/["\\<>]/gu, ' ')}" <incidents.${sender.host}>`,
      'List-Unsubscribe': `<${recipient.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      References: thread,
      'In-Reply-To': thread,
    },
    tags: [{ name: 'delivery', value: String(recipient.deliveryId) }],
  };
}

function mailOf({ locale, unsubscribeUrl: unsubscribe, why }: Recipient, told: Told): RenderedMail {
  const origin = `${told.page.url}${locale === 'en' ? '' : `/${locale}`}`;
  if (told.of === 'incident')
    return incidentMail({
      ...told,
      locale,
      why,
      links: { incident: `${origin}/incidents/${told.incident.id}`, unsubscribe },
    });
  const links = { maintenance: `${origin}/maintenances/${told.maintenance.id}`, unsubscribe };
  return maintenanceMail({ ...told, locale, why, links });
}

/** A letter to one person: no list headers, and its own thread where it has one. */
export function letterMessage(
  sender: Sender,
  to: string,
  mail: RenderedMail,
  mailId: string,
  thread: string | null,
): Message {
  const references: Record<string, string> =
    thread === null ? {} : { References: `<${thread}@${sender.host}>`, 'In-Reply-To': `<${thread}@${sender.host}>` };
  return {
    ...letter(sender, to, mail),
    headers: { 'Auto-Submitted': 'auto-generated', ...references },
    tags: [{ name: 'mail', value: mailId }],
  };
}

const letter = (sender: Sender, to: string, { subject, html, text }: RenderedMail) => ({
  from: from(sender),
  to: [to] as [string],
  subject,
  html,
  text,
  ...(sender.replyTo === null ? {} : { reply_to: sender.replyTo }),
});
