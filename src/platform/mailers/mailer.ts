import type { Attempt } from '#domain/sending.ts';

/** Sends one frozen batch: the very bytes, under the very key. Never throws for what happens outside the house. */
export type Mailer = {
  name: 'resend' | 'outbox';
  send(batch: { key: string; payload: Buffer; size: number }): Promise<Attempt>;
};
