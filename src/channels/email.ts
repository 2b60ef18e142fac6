import { incidentMail } from '#emails/incident.ts';
import { maintenanceMail } from '#emails/maintenance.ts';
import type { MailPage, RenderedMail } from '#emails/mail.ts';
import type { Locale } from '#domain/locale.ts';
import type { PublicIncident, PublicNews } from '#queries/publicIncidents.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import type { Written } from './letters.ts';
import { from, type Message, type Sender } from './message.ts';

/** One subscriber to be told by mail. */
export type Recipient = {
  deliveryId: number;
  address: string;
  locale: Locale;
  unsubscribeUrl: string;
  why: string[];
  /** Whether earlier words were not told by themselves: then this mail has the whole story. */
  recap: boolean;
};
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
      ...listHeaders(sender, recipient.unsubscribeUrl),
      'Auto-Submitted': 'auto-generated',
      References: thread,
      'In-Reply-To': thread,
    },
    tags: [{ name: 'delivery', value: String(recipient.deliveryId) }],
  };
}

function mailOf({ locale, unsubscribeUrl: unsubscribe, why, recap }: Recipient, told: Told): RenderedMail {
  const origin = `${told.page.url}${locale === 'en' ? '' : `/${locale}`}`;
  const preferences = `${origin}/preferences`;
  if (told.of === 'incident')
    return incidentMail({
      ...told,
      locale,
      why,
      recap,
      links: { incident: `${origin}/incidents/${told.incident.id}`, preferences, unsubscribe },
    });
  const links = { maintenance: `${origin}/maintenances/${told.maintenance.id}`, preferences, unsubscribe };
  return maintenanceMail({ ...told, locale, why, links });
}

/** A letter to one person: its own thread where it has one, and list headers only where it is a subscriber's. */
export function letterMessage(
  sender: Sender,
  to: string,
  mailId: string,
  { mail, thread, unsubscribeUrl }: Pick<Written, 'mail' | 'thread' | 'unsubscribeUrl'>,
): Message {
  const references: Record<string, string> =
    thread === null ? {} : { References: `<${thread}@${sender.host}>`, 'In-Reply-To': `<${thread}@${sender.host}>` };
  return {
    ...letter(sender, to, mail),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl === undefined ? {} : listHeaders(sender, unsubscribeUrl)),
      ...references,
    },
    tags: [{ name: 'mail', value: mailId }],
  };
}

/** What mail programs make an "unsubscribe" button of. RFC 2919, RFC 2369, RFC 8058. */
const listHeaders = (sender: Sender, unsubscribeUrl: string) => ({
  'List-Id': `"${sender.name.replace(/["\\<>]/gu, ' ')}" <incidents.${sender.host}>`,
  'List-Unsubscribe': `<${unsubscribeUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

const letter = (sender: Sender, to: string, { subject, html, text }: RenderedMail) => ({
  from: from(sender),
  to: [to] as [string],
  subject,
  html,
  text,
  ...(sender.replyTo === null ? {} : { reply_to: sender.replyTo }),
});
