import type { Section } from '../en.ts';

export const console: Section<'console'> = { title: 'console' };
