import type { Impact } from './incident.ts';
import type { Topic } from './preferences.ts';

/** How a subscriber is told. Each has one file in `channels/`; an address is a union on the channel. */
export const channels = ['email', 'webhook', 'slack', 'teams'] as const;
export type Channel = (typeof channels)[number];

/** The worker sends in lanes, each at its own pace, so that no channel waits for another's hosts. RELIABILITY 4.7, A15. */
export const sendingLanes = {
  mail: ['email'],
  webhooks: ['webhook'],
  chats: ['slack', 'teams'],
} as const satisfies Record<string, readonly Channel[]>;
export type SendingLane = keyof typeof sendingLanes;

/** What a subscription is to: everything, a category (its future components too), a component, or one incident. */
export const subscriptionScopes = ['all', 'category', 'component', 'incident'] as const;
export type SubscriptionScope = (typeof subscriptionScopes)[number];

export type Wish = {
  all: boolean;
  categoryIds: readonly string[];
  componentIds: readonly string[];
  incidentId: string | null;
  /** How bad it must be and what kind of news; absent where nobody said, then nothing changes. */
  minimumImpact?: Impact;
  topics?: readonly Topic[];
};

export const subscriberStates = ['unconfirmed', 'active', 'unsubscribed', 'disabled'] as const;
export type SubscriberState = (typeof subscriberStates)[number];

/**
 * Why somebody is told nothing more: a webhook or a chat said that it is gone or failed for days, an administrator said
 * so, or mails came back for good, as a complaint, or not at all since the provider refuses the address.
 */
export const disabledReasons = [
  'gone',
  'failing',
  'by_administrator',
  'bounced',
  'complained',
  'on_providers_list',
] as const;
export type DisabledReason = (typeof disabledReasons)[number];

/** Naming no part at all means everything. */
export const wishOf = (parts: Omit<Wish, 'all'>): Wish => ({
  ...parts,
  all: parts.categoryIds.length === 0 && parts.componentIds.length === 0 && parts.incidentId === null,
});
