import type { Id } from './id.ts';
import { can, personOf, type Actor } from './policy.ts';

/** Letters to one person; notifications to subscribers are rows of their own. Each has one file in `emails/`. */
export const mailKinds = [
  'report_received',
  'report_reply',
  'opt_in',
  'confirmation_request',
  'follow_up',
  'invitation',
  'test',
  'endpoint_disabled',
  'answer_due',
  'answers_late',
  'follow_up_silent',
  'not_over',
  'feedback_decided',
  'preferences',
  'digest',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** What is posted to one webhook or chat that is no notification: its proof, or a try. Each channel has its own file. */
export const postKinds = ['proof', 'test'] as const;
export type PostKind = (typeof postKinds)[number];
export type LetterKind = MailKind | PostKind;

/** A letter that the built-in outbox kept; `kind` is null for a notification, `personId` whose link stands in it. */
export type KeptLetter = { kind: MailKind | null; personId: Id<'account'> | null };

/**
 * Whether a kept letter is shown with its link. Who confirms and who publishes are different people (PRODUCT 5), so a
 * developer's link is shown to that developer alone, whatever roles a reader holds. An invited person cannot sign in yet
 * to read theirs: administrators, who let people in anyway, hand it over.
 */
export function showsLink({ kind, personId }: KeptLetter, reader: Actor): boolean {
  if (kind === 'confirmation_request') return personId !== null && personId === personOf(reader);
  return kind !== 'invitation' || can(reader, 'people.change');
}

/** What stands in a link's place: the address of `/confirm/…` or an invitation without its key. */
export const withoutKeys = (text: string): string =>
  text.replace(/\/(confirm|console\/invitation)\/[A-Za-z0-9_.-]+/gu, '/$1/…');
