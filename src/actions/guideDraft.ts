import { guideMoments, type GuideContent, type Texts } from '#domain/actionGuide.ts';
import { defaultLocale, isLocale, locales } from '#domain/locale.ts';
import type { Values } from './form.ts';

/** No list of the editor is longer: what a stranger's form names beyond it is left out. */
const mostRows = 50;

/**
 * A place in a guide as its form's fields name it: `processes.0.symptoms.1.seen.en` is `p0.s1.seen.en`, so that a large
 * guide's names do not use up the room of a form.
 */
export const fieldKey = (path: string): string =>
  path.replace(/\b(p|s|a|f)(?:rocesses|ymptoms|ctions|allbacks)\.(?=\d)/gu, '$1');

/**
 * What stands in a guide's editor, however unfinished: texts as `text[p0.s1.seen.en]`, moments as `when[p0.s1]`. Empty
 * rows are there, so that one can be filled in.
 */
export function guideDraftOf(values: Values): GuideContent {
  const [text, when] = [recordOf(values['text']), recordOf(values['when'])];
  const texts = (path: string): Texts =>
    Object.fromEntries(
      locales.flatMap((locale) => {
        const said = text[`${path}.${locale}`];
        return said === undefined || said === '' ? [] : [[locale, said.replace(/\r\n?/gu, '\n')]];
      }),
    );
  const rows = <T>(path: string, read: (path: string) => T): T[] =>
    Array.from({ length: countOf([...Object.keys(text), ...Object.keys(when)], path) }, (_row, n) =>
      read(`${path}${n}`),
    );
  return {
    originalLanguage: isLocale(values['original_language']) ? values['original_language'] : defaultLocale,
    title: texts('title'),
    intro: texts('intro'),
    contact: texts('contact'),
    processes: rows('p', (process) => ({
      name: texts(`${process}.name`),
      where: texts(`${process}.where`),
      caveat: texts(`${process}.caveat`),
      contact: texts(`${process}.contact`),
      symptoms: rows(`${process}.s`, (symptom) => ({
        seen: texts(`${symptom}.seen`),
        means: texts(`${symptom}.means`),
        when: guideMoments.find((one) => one === when[symptom]) ?? 'always',
        caveat: texts(`${symptom}.caveat`),
        actions: rows(`${symptom}.a`, (action) => ({
          do: texts(`${action}.do`),
          fallbacks: rows(`${action}.f`, texts),
        })),
      })),
    })),
  };
}

/** How many rows of a list are named, by the highest number. */
function countOf(keys: readonly string[], path: string): number {
  const numbers = keys
    .filter((key) => key.startsWith(path))
    .map((key) => Number(/^\d{1,3}(?![a-z\d])/u.exec(key.slice(path.length))?.[0] ?? -1));
  return Math.min(mostRows, Math.max(-1, ...numbers) + 1);
}

const recordOf = (value: Values[string] | undefined): Readonly<Record<string, string>> =>
  typeof value === 'object' && !Array.isArray(value) ? value : {};
