import type { DisabledReason } from './subscription.ts';

/** What a provider tells of a mail after it was accepted, from the least to the most certain: a later word never goes back. */
export const fates = ['delayed', 'delivered', 'bounced', 'complained'] as const;
export type Fate = (typeof fates)[number];

/** What came back of one mail. */
export type Returned = { type: string; bounceType?: string | undefined; message?: string | undefined };

/** What follows from it. `address`: whether it is written to no more, has failed for now, or works. */
export type Effect = {
  fate?: Fate;
  /** What the delivery is from now on; only where nobody knew, or the provider refused after all. */
  state?: 'accepted' | 'suppressed' | 'failed';
  address?: 'works' | 'failed_for_now' | MailReason;
};

/** Why an address is written to no more. Source: RELIABILITY 2.5. */
export type MailReason = Extract<DisabledReason, 'bounced' | 'complained' | 'on_providers_list'>;

/** So many failures within so many days without a mail that arrived, and an address is written to no more. */
export const mostFailures = 5;
export const failureDays = 30;

/** What follows from a provider's event; null where nothing does. Source: Resend's event list, RELIABILITY 2.5 and 2.6. */
export function effectOf({ type, bounceType }: Returned): Effect | null {
  switch (type) {
    case 'email.sent':
      return { state: 'accepted' };
    case 'email.delivered':
      return { state: 'accepted', fate: 'delivered', address: 'works' };
    case 'email.delivery_delayed':
      return { fate: 'delayed' };
    case 'email.bounced':
      return { fate: 'bounced', address: bounceType?.toLowerCase() === 'permanent' ? 'bounced' : 'failed_for_now' };
    case 'email.complained':
      return { fate: 'complained', address: 'complained' };
    case 'email.suppressed':
      return { state: 'suppressed', address: 'on_providers_list' };
    case 'email.failed':
      return { state: 'failed' };
    default:
      return null;
  }
}

/** Events come in any order: what is known for certain stays. */
export const outranks = (next: Fate, known: Fate | null): boolean =>
  known === null || fates.indexOf(next) > fates.indexOf(known);
