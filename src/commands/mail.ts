import type { Transaction } from '#db/client.ts';
import { mail } from '#db/schema/notification.ts';
import type { Locale } from '#domain/locale.ts';
import type { MailKind, PostKind } from '#domain/mail.ts';
import type { PostChannel } from '#domain/posting.ts';
import type { Context } from '#platform/context.ts';

/** Queues a letter to one person. It is rendered by the worker, from what `about` names; wake the lane `mail`. */
export async function queueMail(
  tx: Transaction,
  ctx: Context,
  letter: { kind: MailKind; to: string; locale: Locale; about: Record<string, string> },
): Promise<void> {
  await tx.insert(mail).values({ ...letter, id: ctx.newId<'mail'>(), state: 'pending', createdAt: ctx.now() });
}

/** The same for what is posted to one webhook or chat: its proof, or a test. `about` names the subscriber. */
export async function queuePost(
  tx: Transaction,
  ctx: Context,
  letter: {
    kind: PostKind;
    channel: PostChannel;
    to: string;
    locale: Locale;
    about: { subscriberId: string; optInId?: string };
  },
): Promise<void> {
  await tx.insert(mail).values({ ...letter, id: ctx.newId<'mail'>(), state: 'pending', createdAt: ctx.now() });
}
