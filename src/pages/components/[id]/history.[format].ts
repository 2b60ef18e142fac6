import type { APIRoute } from 'astro';
import { answerFeed } from '../../_feed.ts';

/** The history of one component. */
export const GET: APIRoute = ({ params: { id = '', format }, locals }) =>
  answerFeed(locals, format, { kind: 'component', id });
