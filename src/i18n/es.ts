import type { Words } from './en.ts';
import { mail } from './es/mail.ts';
import { publicWords } from './es/public.ts';
import { refusals } from './es/refusals.ts';
import { terms } from './es/terms.ts';

export const es: Words = { name: 'Español', terms, public: publicWords, mail, refusals };
