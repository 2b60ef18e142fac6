import { batchSize } from '#domain/notification.ts';
import type { Mailer } from './mailer.ts';

/** Where neither Resend nor SMTP is set: the batch is "accepted", and marking it so puts its mails in the outbox. */
export const outboxMailer: Mailer = {
  name: 'outbox',
  perCall: batchSize,
  atOnce: 1,
  keepsKeys: true,
  send: async ({ key, size }) => ({
    outcome: 'accepted',
    ids: Array.from({ length: size }, (_, n) => `${key}/${n}`),
    reasons: {},
    waitSeconds: 0,
  }),
};
