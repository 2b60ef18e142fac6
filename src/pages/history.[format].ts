import type { APIRoute } from 'astro';
import { answerFeed } from './_feed.ts';

/** `/history.atom`, `.rss`, `.json` and `.ics`: what happened, for feed readers and calendars. */
export const GET: APIRoute = ({ params, locals }) => answerFeed(locals, params.format, null);
