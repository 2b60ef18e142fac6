import type { Told } from '#channels/email.ts';
import type { Sender } from '#channels/message.ts';
import type { Transaction } from '#db/client.ts';
import type { Runtime } from '#platform/runtime.ts';
import { publicFrame } from '#queries/publicPage.ts';

/** The host of message ids and list ids. An address is no mail domain: while trying things out, `localhost` stands in. */
export function mailHost(publicUrl: string): string {
  const named = new URL(publicUrl).hostname;
  return /^[\d.]+$|^\[/u.test(named) ? 'localhost' : named;
}

/** Who our mails come from: MAIL_FROM, or `status@` and the page's host. */
export async function senderOf(
  tx: Transaction,
  { env, publicUrl }: Runtime,
): Promise<{ sender: Sender; page: Told['page'] }> {
  const row = await publicFrame(tx);
  const name = `${row?.name ?? 'Allclear'} Status`;
  const host = mailHost(publicUrl);
  const stated = env.MAIL_FROM ?? `status@${host}`;
  const [, given, bare] = /^([^<>]*)<([^<>]+)>$/u.exec(stated) ?? [];
  const sender = {
    name: given?.trim().replace(/^"|"$/gu, '') || name,
    address: bare ?? stated,
    host,
    replyTo: row?.supportEmail ?? null,
  };
  return { sender, page: { name: row?.name ?? 'Allclear', url: publicUrl, accent: row?.brand.accent ?? null } };
}
