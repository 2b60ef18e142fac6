/** What subscribers are told of: a word of the timeline, that it is taken back (only those who were told), or a postmortem. */
export const notificationKinds = ['update', 'retraction', 'postmortem'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/**
 * A delivery's life. All but the first two are terminal, and each delivery reaches exactly one of them
 * (RELIABILITY, decision 4).
 */
export const deliveryStates = [
  'pending',
  'batched',
  'accepted',
  'suppressed',
  'unsubscribed',
  'failed',
  'cancelled',
  'superseded',
  'held',
  'unknown',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const unfinishedDeliveryStates = ['pending', 'batched'] as const satisfies readonly DeliveryState[];

/** A frozen batch: `ready` may be claimed, `leased` is being sent by somebody, the rest are over. */
export const batchStates = ['ready', 'leased', 'accepted', 'failed', 'cancelled', 'unknown'] as const;
export type BatchState = (typeof batchStates)[number];

/** What is known of the newest attempt: `ambiguous` may have arrived and is repeated with the same key and bytes only. */
export const attemptOutcomes = ['not_sent', 'ambiguous'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** At most this many mails go in one call (RELIABILITY 3). */
export const batchSize = 100;

/** The reason beside an accepted mail that was repeated after a lost answer, where the provider keeps no keys. */
export const possibleDuplicate = 'possible duplicate: the answer to an earlier attempt was lost';

/** The reasons beside a superseded one whose reader chose to hear later: what it said is in the mail that they get. */
export const toldTogether = 'told together with a later word';
export const toldDaily = 'told in the daily mail';

/** Resend keeps a key for 24 h; after 23 an ambiguous batch is not repeated any more (RELIABILITY 4.4). */
export const keyLifetime = { hours: 23 } as const;

/** Seconds before the next attempt: 2, 4, 8 … at most 5 minutes. */
export const retryAfterSeconds = (attempts: number): number => Math.min(2 ** Math.min(attempts, 9), 300);
