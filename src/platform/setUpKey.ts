import type { Tokens } from './tokens.ts';

/** The key of an empty database's one-time link: derived, so that a restart prints the same one. */
export const setUpKey = (tokens: Tokens): string => tokens.derive('set_up', 'first administrator');
