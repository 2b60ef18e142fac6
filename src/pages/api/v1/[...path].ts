import type { APIRoute } from 'astro';
import { createApi } from '#api/api.ts';

const api = createApi();

/** Everything under `/api/v1`. Cookies are ignored here: the middleware knows nobody on this path. */
export const ALL: APIRoute = ({ request, locals }) => api(request, locals.ctx);
