import type { Id } from './id.ts';
import { locales, type Locale } from './locale.ts';
import type { Actor } from './policy.ts';
import { accept, refuse, type Point, type Result } from './result.ts';

/** When a symptom is worth looking for: while it goes on, once it is over, or both. */
export const guideMoments = ['always', 'during', 'afterwards'] as const;
export type GuideMoment = (typeof guideMoments)[number];

/** One text in each language that it is written in; empty where nothing is said. */
export type Texts = Readonly<Partial<Record<Locale, string>>>;

/** One thing to do, and what to do instead when it does not work, in this order. */
export type GuideAction = { do: Texts; fallbacks: readonly Texts[] };

/** What somebody sees, what it means, and what to do then; without actions there is nothing to do. */
export type Symptom = { seen: Texts; means: Texts; when: GuideMoment; actions: readonly GuideAction[]; caveat: Texts };

/** One kind of job of the reader's ("a campaign that was scheduled"): where to look at it, and what can be seen there. */
export type GuideProcess = {
  name: Texts;
  where: Texts;
  symptoms: readonly Symptom[];
  caveat: Texts;
  contact: Texts;
};

/** What customers do during and after an incident, by what they see. Source 003; PRODUCT 7. */
export type GuideContent = {
  /** The language that every text is written in first; the others may lack some. */
  originalLanguage: Locale;
  title: Texts;
  intro: Texts;
  processes: readonly GuideProcess[];
  contact: Texts;
};

/** How large a guide may be; the characters are counted over every text in every language. */
export const guideBounds = { processes: 12, symptoms: 12, actions: 8, fallbacks: 3, characters: 20_000 } as const;

/**
 * What a guide still lacks, by path: a title, a process with a symptom, the original of whatever is translated or is a
 * name, and room. Empty when it can be kept.
 */
export function gapsOf(content: GuideContent): Point[] {
  const { processes, originalLanguage: original } = content;
  const points: Point[] = [
    ...counted('processes', processes.length, guideBounds.processes),
    ...textsOf(content).flatMap(({ path, texts, required }) => missing(path, texts, original, required)),
  ];
  for (const [p, { symptoms }] of processes.entries()) {
    points.push(...counted(`processes.${p}.symptoms`, symptoms.length, guideBounds.symptoms));
    for (const [s, { actions }] of symptoms.entries())
      points.push(...tooMany(`processes.${p}.symptoms.${s}.actions`, actions.length, guideBounds.actions));
    for (const [s, { actions }] of symptoms.entries())
      for (const [a, { fallbacks }] of actions.entries())
        points.push(
          ...tooMany(`processes.${p}.symptoms.${s}.actions.${a}.fallbacks`, fallbacks.length, guideBounds.fallbacks),
        );
  }
  const characters = charactersOf(content);
  if (characters > guideBounds.characters)
    points.push({ path: 'processes', code: 'guide_too_long', values: { most: guideBounds.characters, characters } });
  return points;
}

/** At least one, and no more than there is room for. */
const counted = (path: string, count: number, most: number): Point[] =>
  count === 0 ? [{ path, code: 'required' }] : tooMany(path, count, most);
const tooMany = (path: string, count: number, most: number): Point[] =>
  count > most ? [{ path, code: 'too_many_rows', values: { most } }] : [];

function missing(path: string, texts: Texts, original: Locale, required: boolean): Point[] {
  if (isSaid(texts, original)) return [];
  if (required) return [{ path: `${path}.${original}`, code: 'required' }];
  return locales.some((locale) => isSaid(texts, locale))
    ? [{ path: `${path}.${original}`, code: 'original_missing' }]
    : [];
}

/** Whether a text is written in a language. */
export const isSaid = (texts: Texts, locale: Locale): boolean => (texts[locale] ?? '').trim() !== '';

export type PlacedText = { path: string; texts: Texts; required: boolean };

/** Every text of a guide with its path, from top to bottom; `required` ones cannot be left out. */
export function textsOf(content: GuideContent): PlacedText[] {
  const { title, intro, processes, contact } = content;
  return [
    { path: 'title', texts: title, required: true },
    { path: 'intro', texts: intro, required: false },
    ...processes.flatMap((process, p) => textsOfProcess(process, `processes.${p}`)),
    { path: 'contact', texts: contact, required: false },
  ];
}

const textsOfProcess = ({ name, where, symptoms, caveat, contact }: GuideProcess, path: string): PlacedText[] => [
  { path: `${path}.name`, texts: name, required: true },
  { path: `${path}.where`, texts: where, required: false },
  ...symptoms.flatMap((symptom, s) => textsOfSymptom(symptom, `${path}.symptoms.${s}`)),
  { path: `${path}.caveat`, texts: caveat, required: false },
  { path: `${path}.contact`, texts: contact, required: false },
];

const textsOfSymptom = ({ seen, means, actions, caveat }: Symptom, path: string): PlacedText[] => [
  { path: `${path}.seen`, texts: seen, required: true },
  { path: `${path}.means`, texts: means, required: false },
  ...actions.flatMap(({ do: what, fallbacks }, a) => [
    { path: `${path}.actions.${a}.do`, texts: what, required: true },
    ...fallbacks.map((texts, f) => ({ path: `${path}.actions.${a}.fallbacks.${f}`, texts, required: true })),
  ]),
  { path: `${path}.caveat`, texts: caveat, required: false },
];

/** How many characters a guide has, over every text in every language. */
export const charactersOf = (content: GuideContent): number =>
  textsOf(content).reduce(
    (sum, { texts }) => sum + locales.reduce((length, locale) => length + (texts[locale] ?? '').length, 0),
    0,
  );

/** How many of its texts a language still lacks: what "not translated yet" counts. */
export const untranslated = (content: GuideContent, locale: Locale): number =>
  textsOf(content).filter(({ texts }) => isSaid(texts, content.originalLanguage) && !isSaid(texts, locale)).length;

/** The guides that are about one of these components, in the order given: what a composer ticks beforehand. */
export const fitting = <G extends { componentIds: readonly string[] }>(
  guides: readonly G[],
  componentIds: readonly string[],
): G[] => guides.filter((guide) => guide.componentIds.some((id) => componentIds.includes(id)));

/**
 * Whether this person may write a guide of these components: support and administrators any, a developer those whose
 * components all belong to teams of theirs. Refuses `forbidden`. CONTRACT.md, "own team's".
 */
export function mayWriteGuide(actor: Actor, components: readonly { teamId: Id<'team'> | null }[]): Result<null> {
  if (actor.kind !== 'person' || actor.roles.some((role) => role !== 'developer')) return accept(null);
  const isOwn = (teamId: Id<'team'> | null) => teamId !== null && actor.teamIds.includes(teamId);
  return components.length > 0 && components.every(({ teamId }) => isOwn(teamId))
    ? accept(null)
    : refuse('forbidden', [{ path: 'component_ids', code: 'not_of_your_team' }]);
}
