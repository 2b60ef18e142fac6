import { incidentMail } from '#emails/incident.ts';
import type { MailPage, RenderedMail } from '#emails/mail.ts';
import type { Locale } from '#domain/locale.ts';
import type { PublicIncident, PublicUpdate } from '#queries/publicIncidents.ts';
import { from, type Message, type Sender } from './message.ts';

/** One subscriber to be told by mail. */
export type Recipient = { deliveryId: number; address: string; locale: Locale; unsubscribeUrl: string; why: string[] };
export type Told = { page: MailPage; incident: PublicIncident; update: PublicUpdate };

/** The mail that one subscriber gets of one incident update: headers as RELIABILITY 2.2, one thread an incident. */
export function notificationMessage(sender: Sender, recipient: Recipient, told: Told): Message {
  const { page, incident, update } = told;
  const path = recipient.locale === 'en' ? '' : `/${recipient.locale}`;
  const links = { incident: `${page.url}${path}/incidents/${incident.id}`, unsubscribe: recipient.unsubscribeUrl };
  const mail = incidentMail({ page, locale: recipient.locale, incident, update, links, why: recipient.why });
  const thread = `<incident-${incident.id}@${sender.host}>`;
  return {
    ...letter(sender, recipient.address, mail),
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
