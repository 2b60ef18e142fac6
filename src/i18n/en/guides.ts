import type { GuideMoment } from '#domain/actionGuide.ts';

/** "at 13:31 UTC", but "on Tue 17 Nov, 13:31 UTC". */
const at = (when: string): string => (/^\d/u.test(when) ? `at ${when}` : `on ${when}`);

const s = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Action guides: what customers read on the page, the incident and in mails, and where the console writes them. */
export const guides = {
  /** What a guide says around its own words, wherever it is shown. */
  told: {
    meanwhile: 'What to do meanwhile',
    check: 'What to check now',
    checkLead: 'The time above tells which of your jobs to look at. By what you see:',
    lead: 'By what you see:',
    toGuide: (title: string) => `More: ${title}`,
    where: 'Where to look',
    nothing: 'Nothing to do.',
    otherwise: 'If that does not work:',
    otherwiseAgain: 'If that does not work either:',
    mind: 'Bear in mind:',
    contact: 'Whom to contact',
    help: 'Still need help?',
    mixed: (language: string) => `Not all of this is translated yet. What is not stands in ${language}, the original.`,
    languages: { en: 'English', es: 'Spanish' },
    when: {
      always: 'during and afterwards',
      during: 'while it goes on',
      afterwards: 'once it is over',
    } satisfies Record<GuideMoment, string>,
  },

  /** A guide's own page. */
  page: {
    about: 'It is about',
    open: (count: number) => s(count, 'An incident is going on:', 'Incidents are going on:'),
    none: 'No incident that needs this is going on right now.',
    updated: (time: string) => `As of ${time}.`,
    archived: 'This guide is kept for past incidents. It is not kept up to date any more.',
    processes: 'What is it about?',
    reportIt: 'None of this is what you see? Tell us',
  },

  console: {
    title: 'Guides',
    lead: 'What customers do during and after an incident. An incident carries the guides of its parts.',
    none: 'There are no guides yet',
    noneHint:
      'Begin with what people ask most when something is down: a campaign that was scheduled, a sync job, an import.',
    add: 'Write a guide',
    new: 'A new guide',
    edit: 'Change a guide',
    processes: (count: number) => s(count, '1 process', `${count} processes`),
    symptoms: (count: number) => s(count, '1 symptom', `${count} symptoms`),
    noParts: 'linked to no part',
    carried: (count: number) => s(count, 'on 1 open incident', `on ${count} open incidents`),
    archived: 'Archived',
    complete: 'In both languages',
    missing: (count: number, language: string) =>
      s(count, `1 text not in ${language} yet`, `${count} texts not in ${language} yet`),
    languages: { en: 'English', es: 'Spanish' },
    changedBy: (name: string) => `by ${name}`,
    onPage: 'See it on its page',
    saved: 'Saved. It is on its page, and on every incident that carries it.',
    added: 'Written. It is on its page, and offered when one of its parts is published.',
    removed: 'Archived. Incidents that carry it keep it.',
    readOnly: 'Developers write guides for parts of their own team. This one is about others.',

    form: {
      label: 'The guide',
      save: 'Save the guide',
      preview: 'Preview',
      original: 'The original is written in',
      originalHint: 'It stands on the left. Readers of the other language get it wherever there is no translation.',
      title: 'Title',
      titleHint: 'What it helps with, such as “Campaigns that were scheduled”.',
      intro: 'Introduction',
      introHint: 'Who should read it, in a sentence or two.',
      parts: 'Which parts it is about',
      partsHint: 'When one of them is published, this guide is offered, ticked already.',
      contact: 'Whom to contact, when nothing of it helps',
      process: (number: number) => `Process ${number}`,
      processName: 'What kind of job',
      processNameHint: '“A campaign that was scheduled”, “a sync job”, “a trigger”, “an import”.',
      where: 'Where to look',
      whereHint: 'The report or the activity log that shows how it went.',
      processCaveat: 'To bear in mind, for all of it',
      processContact: 'Whom to contact about it',
      symptom: (number: number) => `Symptom ${number}`,
      seen: 'What is seen there',
      seenHint: '“Pending send”, “no data”, “full error”, “successful”.',
      means: 'What it means',
      when: 'When it counts',
      action: (number: number) => `Action ${number}`,
      actions: 'What to do, in order',
      actionsHint: 'Leave it empty where there is nothing to do.',
      do: 'Do this',
      fallback: 'If that does not work',
      caveat: 'To bear in mind',
      optional: 'optional',
      untranslated: 'Not translated yet',
      addProcess: 'Add a process',
      addSymptom: 'Add a symptom',
      addAction: 'Add an action',
      up: (what: string) => `Move ${what} up`,
      down: (what: string) => `Move ${what} down`,
      remove: (what: string) => `Take out ${what}`,
      kept: 'Nothing is saved until you press the button at the end.',
      refused: 'It was not saved.',
      room: (used: string, most: string) => `${used} of at most ${most} characters, in all languages together.`,
      markdown: 'Markdown is fine in everything but names.',
    },

    preview: {
      label: 'As readers see it',
      frame: { en: 'The guide in English', es: 'The guide in Spanish' },
    },

    history: {
      title: 'What it said before',
      version: (number: number) => `Version ${number}`,
      now: 'what it says now',
      look: 'Look at it',
      looking: (number: number) =>
        `Below stands version ${number}, not what the guide says now. Saving makes it the newest.`,
      back: 'Back to what it says now',
    },

    archive: {
      summary: 'Archive it',
      hint: 'It is not offered any more. Incidents that carry it keep it, so that links in mails go on working.',
      confirm: (title: string) => `Archive ${title}`,
    },
  },

  /** In the composer of a publication or an update. */
  compose: {
    legend: 'What to do meanwhile',
    hint: 'Guides of the chosen parts are ticked. They stand on the page and in the mails.',
    about: (parts: string) => `about ${parts}`,
    more: 'Other guides',
    none: 'There are no guides for these parts.',
    write: 'Write one',
    untranslated: (language: string) => `not all of it in ${language}`,
    archived: 'archived since',
  },
  updatedAt: (time: string) => `changed ${at(time)}`,
};
