/** One mail as the provider takes it, in Resend's own field names: these bytes are what is frozen. */
export type Message = {
  from: string;
  to: [string];
  subject: string;
  html: string;
  text: string;
  reply_to?: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
};

/** A page's postal side: who sends, and which host stands in message ids and list ids. */
export type Sender = { name: string; address: string; host: string; replyTo: string | null };

/** `"Kindred Status" <status@example.org>`; a name cannot break out of its quotes. */
export const from = ({ name, address }: Sender): string =>
  `"${name.replace(/["\\<>\r\n\u0000-\u001f]/gu, ' ').trim()}" <${address}>`;
