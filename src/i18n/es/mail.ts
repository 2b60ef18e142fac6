import type { Section } from '../en.ts';
export const mail: Section<'mail'> = { unsubscribe: 'Darse de baja con un clic' };
