import { markPaths } from '../public/mark.ts';

/** Our mark as the page's icon, without a request. */
export const favicon = `data:image/svg+xml,${`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='#5a5fd0'>${markPaths("'")}</svg>`.replaceAll('#', '%23')}`;
