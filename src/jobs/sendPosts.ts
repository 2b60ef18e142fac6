import { postChannels } from '#channels/index.ts';
import { claimBatch, type Claimed } from '#commands/sending/claim.ts';
import { abandonPost, finishPost } from '#commands/sending/finishPost.ts';
import { disableEndpoint } from '#commands/subscribers/disable.ts';
import { proveEndpoint } from '#commands/subscribers/prove.ts';
import type { Id } from '#domain/id.ts';
import type { Answer, PostChannel, Posted } from '#domain/posting.ts';
import { contextFor } from '#platform/requestContext.ts';
import { challengeOf, postId, signedHeaders } from '#platform/signing.ts';
import { destinationOf, type Destination } from '#queries/endpoints.ts';
import type { Desk, Job } from './job.ts';
import type { Pool } from './pool.ts';
import { tally } from './tally.ts';

const tallied = {
  accepted: 'accepted',
  again: 'again',
  unknown: 'unknown',
  refused: 'failed',
  gone: 'failed',
} as const;

/** Claims the next post that may leave, and makes the call beside the lane's rounds, so that nobody waits for it. */
export const sendPostsJob =
  (lane: 'webhooks' | 'chats', pool: Pool): Job =>
  async (desk) => {
    if (pool.isFull()) return false;
    const inHand = pool.inHand() as Id<'batch'>[];
    const batch = await claimBatch(desk.db, desk.owner, { lane, keepsKeys: false, inHand });
    if (batch === null) return false;
    if (batch === 'retry') return true;
    // Posts have hosts of their own, and no provider whose turn they wait for.
    if ('restMilliseconds' in batch) return false;
    pool.begin(batch.id, () =>
      deliver(desk, batch)
        // Of the database or of ourselves: the batch stays leased, and is taken up again like a dead worker's.
        .catch((error: unknown) =>
          console.error('A post could not be brought to its end:', error instanceof Error ? error.message : 'unknown'),
        )
        .finally(desk.ring),
    );
    return true;
  };

async function deliver(desk: Desk, batch: Claimed): Promise<void> {
  const to = await destinationOf(desk.db, batch.id);
  if (to === null) return abandonPost(desk.db, batch);
  const posts = JSON.parse(batch.payload.toString()) as string[];
  const posted = await post(desk, batch, to, posts[batch.sent] ?? '');
  tally(batch.channel, tallied[posted.outcome]);
  const verdict = await finishPost(desk.db, batch, posted, {
    subscriberId: to.subscriberId,
    posts: posts.length,
    isLetter: to.letter !== null,
  });
  if (verdict !== null) await disableEndpoint(asHouse(desk), { id: to.subscriberId, reason: verdict });
}

async function post(desk: Desk, { channel, sent }: Claimed, to: Destination, text: string): Promise<Posted> {
  const { tokens, outgoing } = desk.runtime;
  const file = postChannels[channel as PostChannel];
  const body = Buffer.from(text);
  const now = Temporal.Now.instant();
  const id = postId(tokens, sent === 0 ? to.name : `${to.name} ${sent}`);
  const answer = await outgoing.post({
    url: new URL(to.address),
    headers: {
      'Content-Type': 'application/json',
      ...(file.signed ? signedHeaders(tokens, to.secret, { id, body, now }) : {}),
    },
    body,
  });
  const posted = file.read(answer);
  return to.letter?.kind === 'proof' && posted.outcome === 'accepted' ? proven(desk, to, channel, answer) : posted;
}

/** A webhook proves itself by answering the challenge, at once; a chat by the code, whenever somebody types it. */
async function proven(desk: Desk, to: Destination, channel: Claimed['channel'], answer: Answer): Promise<Posted> {
  const optInId = to.letter?.optInId;
  if (channel !== 'webhook' || optInId == null) return { outcome: 'accepted' };
  const echoes = answer.kind === 'answered' && answer.body.includes(challengeOf(desk.runtime.tokens, optInId));
  if (!echoes) return { outcome: 'refused', failure: 'not_echoed' };
  const proof = await proveEndpoint(asHouse(desk), { id: optInId });
  // It answered to a wish that is too old by now.
  return proof.ok ? { outcome: 'accepted' } : { outcome: 'refused', failure: 'not_echoed' };
}

const asHouse = ({ runtime, db }: Desk) => ({ ...contextFor(runtime, { kind: 'system' }, 'en'), db });
