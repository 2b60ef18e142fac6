import { createHash } from 'node:crypto';
import code from '../../../../public/composer.js?raw';

/** Browsers keep the file for a year: its address changes with its content. */
export const composerHref = `/composer.js?${createHash('sha256').update(code).digest('hex').slice(0, 10)}`;
