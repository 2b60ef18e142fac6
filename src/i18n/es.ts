import type { Words } from './en.ts';
import { away } from './es/away.ts';
import { channels } from './es/channels.ts';
import { console } from './es/console.ts';
import { desk } from './es/desk.ts';
import { feeds } from './es/feeds.ts';
import { guides } from './es/guides.ts';
import { mail } from './es/mail.ts';
import { maintenance } from './es/maintenance.ts';
import { preferences } from './es/preferences.ts';
import { publicWords } from './es/public.ts';
import { publishing } from './es/publishing.ts';
import { refusals } from './es/refusals.ts';
import { settings } from './es/settings.ts';
import { terms } from './es/terms.ts';

export const es: Words = {
  name: 'Español',
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
