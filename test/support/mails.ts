import type { AcceptedMail } from './resend.ts';

/** The first http link of a text part, without the punctuation that ends its sentence. Throws when there is none. */
export function firstLink(text: string | null): string {
  const link = /https?:\/\/[^\s<>"']+/.exec(text ?? '')?.[0].replace(/[.,;:!?)\]]+$/, '');
  return link ?? missing('link', text ?? 'The mail has no text part.');
}

/** The http link of `List-Unsubscribe`, to be POSTed to (RFC 8058 §3.1). Throws when there is none. */
export function listUnsubscribe(headers: Record<string, string>): string {
  const value = header(headers, 'List-Unsubscribe');
  return /<(https?:\/\/[^<>]+)>/.exec(value)?.[1] ?? missing('link in List-Unsubscribe', value);
}

/** What mail programs group by: the `References` value. Throws when there is none, since two missing ones are no thread. */
export function threadOf(mail: Pick<AcceptedMail, 'headers'>): string {
  return header(mail.headers, 'References');
}

/** Header names ignore case (RFC 5322 §1.2.2). */
function header(headers: Record<string, string>, name: string): string {
  const found = Object.entries(headers).find(([written]) => written.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? missing(`${name} header`, Object.keys(headers).join(', '));
}

function missing(what: string, where: string): never {
  throw new Error(`No ${what} in: ${where}`);
}
