export const nouns = [
  'page',
  'account',
  'session',
  'token',
  'team',
  'category',
  'component',
  'target',
  'report',
  'message',
  'investigation',
  'step',
  'escalation',
  'confirmation_request',
  'confirmation_link',
  'incident',
  'update',
  'maintenance',
  'series',
  'subscriber',
  'opt_in',
  'preferences_link',
  'notification',
  'mail',
  'batch',
  'playbook',
  'guide',
  'attachment',
  'calendar',
  'contract',
  'feedback',
  'note',
  'view',
  'macro',
] as const;
export type Noun = (typeof nouns)[number];

/** The id of one noun: `[a-z0-9]{12}`, the same in the database, the API and every URL. Never a secret. */
export type Id<N extends Noun> = string & { readonly __noun: N };

export const idPattern = /^[a-z0-9]{12}$/;

/** Reads a stranger's text as an id; null where it cannot be one. Whether the row exists is the query's business. */
export function asId<N extends Noun>(text: unknown): Id<N> | null {
  return typeof text === 'string' && idPattern.test(text) ? (text as Id<N>) : null;
}
