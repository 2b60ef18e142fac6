import type { Section } from '../en.ts';

export const settings: Section<'settings'> = { title: 'settings' };
