import { away } from './en/away.ts';
import { channels } from './en/channels.ts';
import { console } from './en/console.ts';
import { desk } from './en/desk.ts';
import { feeds } from './en/feeds.ts';
import { guides } from './en/guides.ts';
import { mail } from './en/mail.ts';
import { maintenance } from './en/maintenance.ts';
import { preferences } from './en/preferences.ts';
import { publicWords } from './en/public.ts';
import { publishing } from './en/publishing.ts';
import { refusals } from './en/refusals.ts';
import { settings } from './en/settings.ts';
import { terms } from './en/terms.ts';

/** English: the language that every other one is typed after. A section is a file of `en/`. */
export const en = {
  name: 'English',
  away,
  terms,
  public: publicWords,
  mail,
  refusals,
  console,
  publishing,
  settings,
  guides,
  maintenance,
  desk,
  feeds,
  channels,
  preferences,
};

/** What another language must have: the same keys, functions with the same arguments, any text. */
type Like<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Like<T[K]> };
export type Words = Like<typeof en>;
export type Section<K extends keyof typeof en> = Words[K];
