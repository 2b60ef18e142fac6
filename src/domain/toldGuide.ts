import {
  isSaid,
  type GuideAction,
  type GuideContent,
  type GuideMoment,
  type GuideProcess,
  type Symptom,
  type Texts,
} from './actionGuide.ts';
import type { Locale } from './locale.ts';

/** A text as one reader gets it: in their language, or the original where it is not translated. */
export type Told = { text: string; language: Locale };

export type ToldAction = { do: Told; fallbacks: Told[] };
export type ToldSymptom = {
  seen: Told;
  means: Told | null;
  when: GuideMoment;
  actions: ToldAction[];
  caveat: Told | null;
};
export type ToldProcess = {
  name: Told;
  where: Told | null;
  symptoms: ToldSymptom[];
  caveat: Told | null;
  contact: Told | null;
};
export type ToldGuide = { title: Told; intro: Told | null; processes: ToldProcess[]; contact: Told | null };

/** A guide for one reader. What lacks its original is left out: only a draft does. */
export function toldIn(content: GuideContent, locale: Locale): ToldGuide {
  const { originalLanguage: original } = content;
  const told = (texts: Texts): Told | null => {
    const language = isSaid(texts, locale) ? locale : original;
    return isSaid(texts, language) ? { text: texts[language] ?? '', language } : null;
  };
  const action = ({ do: what, fallbacks }: GuideAction): ToldAction[] => {
    const first = told(what);
    return first === null ? [] : [{ do: first, fallbacks: fallbacks.flatMap((one) => told(one) ?? []) }];
  };
  const symptom = ({ seen, means, when, actions, caveat }: Symptom): ToldSymptom[] => {
    const name = told(seen);
    if (name === null) return [];
    return [{ seen: name, means: told(means), when, actions: actions.flatMap(action), caveat: told(caveat) }];
  };
  const job = ({ name, where, symptoms, caveat, contact }: GuideProcess): ToldProcess[] => {
    const heading = told(name);
    if (heading === null) return [];
    const seen = symptoms.flatMap(symptom);
    return [{ name: heading, where: told(where), symptoms: seen, caveat: told(caveat), contact: told(contact) }];
  };
  return {
    title: told(content.title) ?? { text: '', language: original },
    intro: told(content.intro),
    processes: content.processes.flatMap(job),
    contact: told(content.contact),
  };
}

/** What a guide is called for a reader. */
export const titleIn = (content: GuideContent, locale: Locale): Told => toldIn(content, locale).title;

/** What of a guide counts at a moment: a process of which nothing does is left out. */
export function processesAt(guide: Pick<ToldGuide, 'processes'>, moment: 'during' | 'afterwards'): ToldProcess[] {
  return guide.processes
    .map((job) => ({
      ...job,
      symptoms: job.symptoms.filter(({ when }) => when === 'always' || when === moment),
    }))
    .filter(({ symptoms }) => symptoms.length > 0);
}

/** The language of what is not in the reader's; null where all of it is. */
export const otherLanguageIn = (guide: ToldGuide, locale: Locale): Locale | null =>
  allOf(guide).find(({ language }) => language !== locale)?.language ?? null;

const allOf = ({ title, intro, processes, contact }: ToldGuide): Told[] =>
  [title, intro, contact, ...processes.flatMap(textsOfProcess)].filter((one) => one !== null);
const textsOfProcess = ({ name, where, symptoms, caveat, contact }: ToldProcess): (Told | null)[] => [
  name,
  where,
  caveat,
  contact,
  ...symptoms.flatMap(textsOfSymptom),
];
const textsOfSymptom = ({ seen, means, actions, caveat }: ToldSymptom): (Told | null)[] => [
  seen,
  means,
  caveat,
  ...actions.flatMap((action) => [action.do, ...action.fallbacks]),
];

/** What the front page and a mail have room for, over all guides of an incident. */
export const shortForm = { symptoms: 4, characters: 1_200 } as const;

/** One symptom as the short form shows it, with the kind of job; `caveat` is its own, else that of all of it. */
export type ShortSymptom = Omit<ToldSymptom, 'when'> & { job: Told };

/**
 * The first symptoms that count while it goes on and that ask for something, as many as there is room for; one that is
 * too long is left to the guide's own page, as is what needs nothing done.
 */
export function inShort(guides: readonly Pick<ToldGuide, 'processes'>[]): ShortSymptom[] {
  const all = guides.flatMap((guide) =>
    processesAt(guide, 'during').flatMap(({ name, caveat, symptoms }) =>
      symptoms
        .filter(({ actions }) => actions.length > 0)
        .map(({ when: _when, ...symptom }) => ({ ...symptom, job: name, caveat: symptom.caveat ?? caveat })),
    ),
  );
  const shown: ShortSymptom[] = [];
  let room: number = shortForm.characters;
  for (const symptom of all) {
    const length = lengthOf(symptom);
    if (shown.length >= shortForm.symptoms || length > room) continue;
    shown.push(symptom);
    room -= length;
  }
  return shown;
}

const lengthOf = ({ job, seen, actions, caveat }: ShortSymptom): number =>
  [job, seen, caveat, ...actions.flatMap((action) => [action.do, ...action.fallbacks])].reduce(
    (sum, one) => sum + (one?.text.length ?? 0),
    0,
  );
