/** Bounds of what people may write, in characters. One list for forms, API and database. */
export const bounds = {
  name: 120,
  title: 200,
  short: 500,
  text: 5_000,
  body: 25_000,
  email: 254,
  link: 2_000,
  password: 200,
} as const;

/** Bidi overrides and isolates would let a title or a subject read differently from what it says (RELIABILITY 6.11). */
const invisible = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

/** One line for a name, title or subject: no control characters, no bidi overrides, single spaces, trimmed. */
export const oneLine = (text: string): string => text.replace(invisible, ' ').replace(/\s+/gu, ' ').trim();

/** At most `most` characters, and never half of one that takes two: half a letter is refused by JSON columns. */
export const clip = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/u, '');

/** What somebody searches for as plain words: small letters and digits without accents, at most ten. */
export const wordsToFind = (text: string): string[] =>
  (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, 10);

/** Whether a line holds a character that may not stand in a name or a subject at all. */
export const hasLineBreakOrControl = (text: string): boolean => /[\r\n\u0000-\u001f\u007f-\u009f]/u.test(text);
export const hasControl = (text: string): boolean => control.test(text);

/**
 * Our own strict grammar for an address (RELIABILITY 6.11): one @, no quotes, comments, spaces or lists, a dotted
 * domain of letters, digits and hyphens, at most 254 characters. Returns it trimmed with the domain in lower case,
 * or null. The local part is kept as written.
 */
export function mailAddress(text: string): string | null {
  const address = text.trim().normalize('NFC');
  if (address.length > bounds.email) return null;
  const match = /^([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})@([A-Za-z0-9.-]{1,253})$/u.exec(address);
  if (!match) return null;
  const [local, domain] = [match[1] ?? '', (match[2] ?? '').toLowerCase()];
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  const labels = domain.split('.');
  const wellFormed =
    labels.length >= 2 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label));
  return wellFormed && !/^\d+$/u.test(labels.at(-1) ?? '') ? `${local}@${domain}` : null;
}

/** For the evidence page and lists that others read: `ma•••@example.org`. */
export const maskAddress = (address: string): string => address.replace(/^(.{1,2})[^@]*(@.*)$/u, '$1•••$2');
