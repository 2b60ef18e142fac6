/** What a customer has bought (source 001 "When to call"): always somebody there, office hours, or paid by the hour. */
export const contractTerms = ['around_the_clock', 'business_hours', 'time_and_materials'] as const;
export type ContractTerms = (typeof contractTerms)[number];

/** The patterns that an address may belong to, the closest first: itself, then its domain. All lower case. */
export function patternsOf(address: string): readonly [string, string] {
  const whole = address.toLowerCase();
  return [whole, whole.slice(whole.lastIndexOf('@'))];
}

/** Reads what an administrator typed: `name@example.org`, `@example.org` or `example.org`; null where it is none of them. */
export function customerPattern(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const [, local = '', domain = ''] = /^(?:([^@\s]{1,64})?@)?([a-z0-9.-]{3,253})$/u.exec(text) ?? [];
  const labels = domain.split('.');
  const isDomain = labels.length >= 2 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label));
  return isDomain ? `${local}@${domain}` : null;
}
