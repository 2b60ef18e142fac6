import { postChannels } from '#channels/index.ts';
import type { Page } from '#channels/post.ts';
import { freezeLetters, type Letter } from '#commands/sending/freezeLetters.ts';
import type { Id } from '#domain/id.ts';
import type { PostChannel } from '#domain/posting.ts';
import { challengeOf, chatCode } from '#platform/signing.ts';
import { frozenPost } from './freezePosts.ts';
import type { Desk, Job } from './job.ts';
import { postPages } from './postPage.ts';

/** Writes the proofs and tests that wait to be posted. */
export const freezePostLettersJob =
  (channel: PostChannel): Job =>
  (desk) =>
    freezeLetters(desk.db, Temporal.Now.instant(), channel, async (tx, letters) => {
      const pageIn = postPages(tx, desk);
      const pages = new Map<Letter, Page>();
      for (const letter of letters) {
        const page = await pageIn(letter.locale);
        if (page !== null) pages.set(letter, page);
      }
      const sent = letters.filter((letter) => pages.has(letter));
      return {
        frozen: sent.map((letter) =>
          frozenPost(channel, letter.to, [bodyOf(desk, channel, letter, pages.get(letter))]),
        ),
        sent,
        lost: letters.filter((letter) => !pages.has(letter)),
      };
    });

function bodyOf(
  { runtime }: Desk,
  channel: PostChannel,
  { kind, about, locale }: Letter,
  page: Page | undefined,
): string {
  if (page === undefined) throw new Error('a letter without its page');
  const file = postChannels[channel];
  const { tokens, publicUrl } = runtime;
  const optInId = about['optInId'];
  if (kind === 'proof' && optInId !== undefined)
    return file.proof(
      {
        challenge: challengeOf(tokens, optInId),
        code: chatCode(tokens, optInId),
        pageUrl: `${publicUrl}${locale === 'en' ? '' : `/${locale}`}/subscribe/${tokens.sign('wish', optInId)}`,
      },
      page,
    );
  const unsubscribeUrl = `${publicUrl}/u/${tokens.sign('unsubscribe', about['subscriberId'] as Id<'subscriber'>)}`;
  return file.test({ unsubscribeUrl, hearsOf: () => true }, page);
}
