import type { Provider } from '#domain/provider.ts';
import type { Attempt } from '#domain/sending.ts';

/** Sends one frozen batch: the very bytes, under the very key. Never throws for what happens outside the house. */
export type Mailer = {
  name: Provider;
  /** At most this many mails are frozen into one batch, so that each call has one outcome a mail. */
  perCall: number;
  /** Calls that one process makes at the same time: an answer may take longer than the limit's turn. */
  atOnce: number;
  /** The same key with the same bytes is one mail, however often it is sent. Without that a lost answer is repeated once. */
  keepsKeys: boolean;
  send(batch: { key: string; payload: Buffer; size: number }): Promise<Attempt>;
};
