import type { Id } from '#domain/id.ts';
import { asId } from '#domain/id.ts';
import { sameText, type Tokens } from './tokens.ts';

type Invited = { id: Id<'account'>; passwordHash: string | null };

/** A link's key to choose a password by: good until `until`, and only while the password is the one it was made for. */
export function invitationKey(tokens: Tokens, { id, passwordHash }: Invited, until: Temporal.Instant): string {
  const seconds = Math.floor(until.epochMilliseconds / 1000).toString(36);
  return `${id}${seconds}.${tokens.derive('invitation', `${id}:${seconds}:${passwordHash ?? ''}`)}`;
}

/** Whose key it says it is, to be looked up and then checked. */
export const invitedId = (key: string): Id<'account'> | null => asId(key.slice(0, 12));

export function isInvited(tokens: Tokens, key: string, { id, passwordHash }: Invited, now: Temporal.Instant): boolean {
  const [seconds = '', mac = ''] = key.slice(12).split('.');
  const until = Number.parseInt(seconds, 36) * 1000;
  return (
    key.startsWith(id) &&
    until > now.epochMilliseconds &&
    sameText(mac, tokens.derive('invitation', `${id}:${seconds}:${passwordHash ?? ''}`))
  );
}
