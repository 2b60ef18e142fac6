import type { Locale } from './locale.ts';

/** A text in one language, and until when it stood; the one that stands now has no end. */
export type Version = { body: string; language: Locale; until: Temporal.Instant | null };

/** What was changed about a public text, and when. */
export type Edit = { at: Temporal.Instant; before: string; after: string };

/**
 * The edits that a reader can see, the newest first, from the versions of a text in their language, the newest first.
 * Where only another language was mended there is none, and a translation that was added later is none either.
 */
export function editsOf(versions: readonly Version[]): Edit[] {
  return versions.flatMap(({ body: after, language }, n) => {
    const earlier = versions[n + 1];
    if (earlier === undefined || earlier.until === null) return [];
    return earlier.language === language && earlier.body !== after
      ? [{ at: earlier.until, before: earlier.body, after }]
      : [];
  });
}
