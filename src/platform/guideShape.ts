import { z } from 'zod';
import { guideMoments, type GuideContent, type Texts } from '#domain/actionGuide.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { bounds } from '#domain/text.ts';
import { line, localeCode, perhaps, prose } from './validation.ts';

/** A text as strangers write it: `{en, es}`, or a plain text, which is in the guide's original language. */
type Written = Partial<Record<Locale | 'original', string | null>>;

const text = (schema: z.ZodType<string>) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? { original: value } : (value ?? {})),
      z.strictObject(Object.fromEntries(['original', ...locales].map((key) => [key, perhaps(schema)]))),
    )
    .transform((written) => written as Written)
    .default({});

const heading = text(line(bounds.title));
const words = text(prose(bounds.short));

const action = z.preprocess(
  (value) => (typeof value === 'string' ? { do: value } : value),
  z.strictObject({ do: words, fallbacks: z.array(words).max(50).default([]) }),
);
const symptom = z.strictObject({
  seen: heading,
  means: words,
  when: z.enum(guideMoments).default('always'),
  actions: z.array(action).max(50).default([]),
  caveat: words,
});
const process = z.strictObject({
  name: heading,
  where: words,
  symptoms: z.array(symptom).max(50).default([]),
  caveat: words,
  contact: words,
});

/**
 * The parts of a guide as a form or a call brings them. How many of each there may be is the domain's business; 50 only
 * keeps nonsense out.
 */
export const guideFields = {
  original_language: localeCode,
  title: heading,
  intro: words,
  processes: z.array(process).max(50),
  contact: words,
};

type WrittenGuide = {
  title: Written;
  intro: Written;
  contact: Written;
  processes: z.output<typeof process>[];
};

/** The same with every text in its languages; only the parts that were given. */
export function settled<G extends Partial<WrittenGuide>>(given: G, originalLanguage: Locale) {
  const texts = (written: Written): Texts => settledText(written, originalLanguage);
  const { title, intro, contact, processes } = given;
  return {
    ...(title && { title: texts(title) }),
    ...(intro && { intro: texts(intro) }),
    ...(contact && { contact: texts(contact) }),
    ...(processes && {
      processes: processes.map(({ name, where, symptoms, caveat, contact: whom }) => ({
        name: texts(name),
        where: texts(where),
        caveat: texts(caveat),
        contact: texts(whom),
        symptoms: symptoms.map(({ seen, means, when, actions, caveat: mind }) => ({
          seen: texts(seen),
          means: texts(means),
          when,
          caveat: texts(mind),
          actions: actions.map(({ do: what, fallbacks }) => ({ do: texts(what), fallbacks: fallbacks.map(texts) })),
        })),
      })),
    }),
  } satisfies Partial<GuideContent>;
}

/** A whole guide from its parts. */
export const settledGuide = (given: WrittenGuide, originalLanguage: Locale): GuideContent => ({
  title: {},
  intro: {},
  contact: {},
  processes: [],
  ...settled(given, originalLanguage),
  originalLanguage,
});

function settledText({ original, ...written }: Written, originalLanguage: Locale): Texts {
  const all = original == null ? written : { ...written, [originalLanguage]: written[originalLanguage] ?? original };
  return Object.fromEntries(Object.entries(all).filter(([, said]) => said != null));
}
