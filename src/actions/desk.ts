import { z } from 'zod';
import { decideFeedback } from '#commands/feedback/decide.ts';
import { renameFeedback } from '#commands/feedback/rename.ts';
import { voteForFeedback } from '#commands/feedback/vote.ts';
import { changeMacro, createMacro, removeMacro } from '#commands/inbox/macros.ts';
import { feedbackDecisions } from '#domain/feedback.ts';
import type { InLanguages, Locale } from '#domain/locale.ts';
import { bounds } from '#domain/text.ts';
import { idOf, line, localeCode, perhaps, prose } from '#platform/validation.ts';
import { formAction } from './form.ts';

/** A text in each language, of which at least one is there; those that were left empty are none. */
const inLanguages = z
  .partialRecord(localeCode, perhaps(prose(bounds.text)))
  .default({})
  .transform((texts, ctx): InLanguages => {
    const said = Object.entries(texts).filter(
      (one): one is [Locale, string] => one[1] !== null && one[1] !== undefined,
    );
    if (said.length === 0)
      ctx.addIssue({ code: 'custom', path: ['en'], params: { code: 'required' }, message: 'required' });
    return Object.fromEntries(said);
  });

const macroFields = { name: line(60), bodies: inLanguages };
const macrosPage = (done: string) => () => `/console/settings/macros?done=${done}#main`;

/** What the page of prepared answers can ask for. */
export const macroActions = {
  add: formAction({
    input: z.object(macroFields),
    run: (ctx, draft) => createMacro(ctx, draft),
    then: macrosPage('added'),
  }),
  save: formAction({
    input: z.object({ id: idOf('macro'), ...macroFields }),
    run: (ctx, draft) => changeMacro(ctx, draft),
    then: macrosPage('saved'),
  }),
  drop: formAction({
    input: z.object({ id: idOf('macro') }),
    run: (ctx, { id }) => removeMacro(ctx, { id }),
    then: macrosPage('removed'),
  }),
};

const wish = idOf('feedback');
const wishPage = (done: string) => (output: { id: string }) => `/console/feedback/${output.id}?done=${done}#main`;

/** What a wish's page, and the list of them, can ask for. */
export const feedbackActions = {
  vote: formAction({
    input: z.object({ id: wish, is_for: z.enum(['yes', 'no']) }),
    run: (ctx, { id, is_for: isFor }) => voteForFeedback(ctx, { id, isFor: isFor === 'yes' }),
    then: wishPage('voted'),
  }),
  rename: formAction({
    input: z.object({ id: wish, title: line(bounds.title) }),
    run: (ctx, input) => renameFeedback(ctx, input),
    then: wishPage('renamed'),
  }),
  decide: formAction({
    input: z.object({ id: wish, decision: z.enum(feedbackDecisions), words: inLanguages }),
    run: (ctx, input) => decideFeedback(ctx, input),
    then: wishPage('decided'),
  }),
};
