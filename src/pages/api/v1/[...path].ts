import type { APIRoute } from 'astro';
import { createApi } from '#api/api.ts';
import { previewRoutes } from '#api/routes/previews.ts';
import { renderCard } from '../../../components/public/renderCard.ts';

const api = createApi(previewRoutes(renderCard));

/** Everything under `/api/v1`. Cookies are ignored here: the middleware knows nobody on this path. */
export const ALL: APIRoute = ({ request, locals }) => api(request, locals.ctx);
