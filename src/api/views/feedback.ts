import type { Wish, WishLine } from '#queries/feedback.ts';
import { time, timeOrNull } from '../time.ts';

export const wishLineView = (wish: WishLine) => ({
  id: wish.id,
  title: wish.title,
  decision: wish.decision,
  reporters: wish.reporters,
  votes: wish.votes,
  voted: wish.isMine,
  created_at: time(wish.createdAt),
});

export const wholeWish = (wish: Wish) => ({
  ...wishLineView(wish),
  words: wish.words,
  decided_at: timeOrNull(wish.decidedAt),
  report_ids: wish.reports.map(({ id }) => id),
  version: wish.version,
});
