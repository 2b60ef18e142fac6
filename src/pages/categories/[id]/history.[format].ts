import type { APIRoute } from 'astro';
import { answerFeed } from '../../_feed.ts';

/** The history of one category: of every component that it ever had. */
export const GET: APIRoute = ({ params: { id = '', format }, locals }) =>
  answerFeed(locals, format, { kind: 'category', id });
