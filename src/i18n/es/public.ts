import type { Section } from '../en.ts';
export const publicWords: Section<'public'> = { status: 'Estado' };
