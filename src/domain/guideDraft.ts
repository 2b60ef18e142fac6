import type { GuideAction, GuideContent, GuideProcess, Symptom, Texts } from './actionGuide.ts';

const blankAction: GuideAction = { do: {}, fallbacks: [] };
const blankSymptom: Symptom = { seen: {}, means: {}, when: 'always', actions: [blankAction], caveat: {} };
const blankProcess: GuideProcess = { name: {}, where: {}, symptoms: [blankSymptom], caveat: {}, contact: {} };

/** What an editor begins with: everything to fill in, once. */
export const blankGuide: GuideContent = {
  originalLanguage: 'en',
  title: {},
  intro: {},
  processes: [blankProcess],
  contact: {},
};

const verbs = ['add', 'up', 'down', 'remove'] as const;
type Verb = (typeof verbs)[number];

/**
 * One press of a button: `add` a process, `add.0` a symptom to the first process, `add.0.1` an action to its second
 * symptom; `up`, `down` and `remove` name what they move. What names nothing changes nothing.
 */
export function rearranged(content: GuideContent, press: string): GuideContent {
  const [word = '', ...indexes] = press.split('.');
  const verb = verbs.find((one) => one === word);
  const path = indexes.map(Number);
  if (verb === undefined || path.some((index) => !Number.isInteger(index))) return content;
  return { ...content, processes: inProcesses(content.processes, verb, path) };
}

const inProcesses = (list: readonly GuideProcess[], verb: Verb, [index, ...rest]: readonly number[]): GuideProcess[] =>
  inList(list, verb, index, rest, blankProcess, (job) => ({
    ...job,
    symptoms: inSymptoms(job.symptoms, verb, rest),
  }));

const inSymptoms = (list: readonly Symptom[], verb: Verb, [index, ...rest]: readonly number[]): Symptom[] =>
  inList(list, verb, index, rest, blankSymptom, (symptom) => ({
    ...symptom,
    actions: inActions(symptom.actions, verb, rest),
  }));

const inActions = (list: readonly GuideAction[], verb: Verb, [index, ...rest]: readonly number[]): GuideAction[] =>
  inList(list, verb, index, rest, blankAction, (action) => action);

/** Either this list is meant, or one within its member `index`. */
function inList<T>(
  list: readonly T[],
  verb: Verb,
  index: number | undefined,
  rest: readonly number[],
  blank: T,
  within: (member: T) => T,
): T[] {
  if (index === undefined) return verb === 'add' ? [...list, blank] : [...list];
  if (verb === 'add' || rest.length > 0) return list.map((member, n) => (n === index ? within(member) : member));
  return shifted(list, verb, index);
}

function shifted<T>(list: readonly T[], verb: Exclude<Verb, 'add'>, index: number): T[] {
  if (verb === 'remove') return list.filter((_member, n) => n !== index);
  const other = verb === 'up' ? index - 1 : index + 1;
  const [moved, met] = [list[index], list[other]];
  return moved === undefined || met === undefined ? [...list] : list.with(index, met).with(other, moved);
}

/** Without the rows in which nothing was written: an emptied row is taken out. */
export const swept = (content: GuideContent): GuideContent => ({
  ...content,
  processes: content.processes
    .map((job) => ({ ...job, symptoms: job.symptoms.map(sweptSymptom).filter(holdsSymptom) }))
    .filter(
      ({ name, where, symptoms, caveat, contact }) => symptoms.length > 0 || [name, where, caveat, contact].some(holds),
    ),
});

const sweptSymptom = (symptom: Symptom): Symptom => ({
  ...symptom,
  actions: symptom.actions
    .map(({ do: what, fallbacks }) => ({ do: what, fallbacks: fallbacks.filter(holds) }))
    .filter(({ do: what, fallbacks }) => holds(what) || fallbacks.length > 0),
});

const holdsSymptom = ({ seen, means, actions, caveat }: Symptom): boolean =>
  actions.length > 0 || [seen, means, caveat].some(holds);
const holds = (texts: Texts): boolean => Object.values(texts).some((text) => text.trim() !== '');
