import type { Section } from '../en.ts';

export const publishing: Section<'publishing'> = { title: 'publishing' };
