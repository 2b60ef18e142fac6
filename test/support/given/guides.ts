import { createGuide } from '#commands/guides/create.ts';
import type { GuideContent } from '#domain/actionGuide.ts';
import type { Id } from '#domain/id.ts';
import type { House, Name } from './house.ts';
import { must } from './results.ts';

/** What to do with a campaign, in English, its title in Spanish too. */
export const guideContent = (more: Partial<GuideContent> = {}): GuideContent => ({
  originalLanguage: 'en',
  title: { en: 'Scheduled campaigns', es: 'Campañas programadas' },
  intro: {},
  contact: { en: 'Write to help@example.org.' },
  processes: [
    {
      name: { en: 'A campaign that was scheduled' },
      where: { en: 'the campaign’s *report*' },
      caveat: {},
      contact: {},
      symptoms: [
        {
          seen: { en: 'It says “Pending send”' },
          means: { en: 'It has not left yet.' },
          when: 'always',
          actions: [
            { do: { en: 'Watch it.' }, fallbacks: [] },
            { do: { en: 'Stop it.' }, fallbacks: [{ en: 'Duplicate it and send the copy.' }] },
          ],
          caveat: { en: 'The original may still go out.' },
        },
        { seen: { en: 'It shows figures' }, means: {}, when: 'afterwards', actions: [], caveat: {} },
      ],
    },
  ],
  ...more,
});

/** Somebody of support has written a guide about these components. */
export const aGuide = async (
  house: House,
  componentIds: readonly Id<'component'>[],
  { by = 'ana', ...more }: Partial<GuideContent> & { by?: Name } = {},
): Promise<Id<'guide'>> => (await must(createGuide(house.as(by), { content: guideContent(more), componentIds }))).id;
