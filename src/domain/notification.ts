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

/** Why what has not left waits for a person: it is too old, or it was due in a database that has been restored since. */
export const holdReasons = ['too_old', 'restored'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What the house itself writes beside a delivery: why it is held, or which later word was told instead. */
export const houseReasons = [
  ...holdReasons,
  'resolved_meanwhile',
  'later_word_told',
  'told_together',
  'told_daily',
] as const;
export type HouseReason = (typeof houseReasons)[number];

/** A frozen batch: `ready` may be claimed, `leased` is being sent by somebody, `held` waits for a word, the rest are over. */
export const batchStates = ['ready', 'leased', 'held', 'accepted', 'failed', 'cancelled', 'unknown'] as const;
export type BatchState = (typeof batchStates)[number];

/** What is known of the newest attempt: `ambiguous` may have arrived and is repeated with the same key and bytes only. */
export const attemptOutcomes = ['not_sent', 'ambiguous'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** How long, in seconds, a word may wait for second thoughts before it leaves. None unless an administrator says so. */
export const undoWindows = [0, 10, 30, 60, 120] as const;

/** At most this many mails go in one call (RELIABILITY 3). */
export const batchSize = 100;

/** The reason beside an accepted mail that was repeated after a lost answer, where the provider keeps no keys. */
export const possibleDuplicate = 'possible duplicate: the answer to an earlier attempt was lost';

/** Resend keeps a key for 24 h; after 23 an ambiguous batch is not repeated any more (RELIABILITY 4.4). */
export const keyLifetime = { hours: 23 } as const;

/**
 * The longest that a batch rests before its next attempt, in seconds: 5, 10, 20. In a long outage it is the provider that
 * rests, for all batches alike (`domain/provider.ts`): a batch that was in hand at several kills need not wait for minutes. How long it really rests is
 * drawn by chance between nothing and this (full jitter, RELIABILITY 4.8), so that what failed together does not come
 * back together.
 */
export const restAtMostSeconds = (attempts: number): number =>
  Math.min(5 * 2 ** Math.min(Math.max(attempts - 1, 0), 9), 20);

/** Older than this, what has not left is held: a late word is worse than none, unless a person says otherwise. */
export const staleAfter = { minutes: 60 } as const;

/** When an incident is resolved, older words that have waited so long are not told any more: the last one tells them all. */
export const supersededAfter = { minutes: 10 } as const;
