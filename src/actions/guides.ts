import { z } from 'zod';
import { archiveGuide } from '#commands/guides/archive.ts';
import { changeGuide } from '#commands/guides/change.ts';
import { createGuide } from '#commands/guides/create.ts';
import { swept } from '#domain/guideDraft.ts';
import type { Id } from '#domain/id.ts';
import { locales } from '#domain/locale.ts';
import { refuse, type Point, type Result } from '#domain/result.ts';
import type { Context } from '#platform/context.ts';
import { guideFields, settledGuide } from '#platform/guideShape.ts';
import { idOf, pointsOf } from '#platform/validation.ts';
import { formAction, type FormAction, type Values } from './form.ts';
import { fieldKey, guideDraftOf } from './guideDraft.ts';

const written = z.object({ ...guideFields, component_ids: z.array(idOf('component')).max(500).default([]) });
type Written = z.output<typeof written>;

/** A guide's form: its texts are read by their paths, empty rows are left out, and a refusal points at the fields. */
const guideForm = (
  run: (ctx: Context, guide: Written, id: Id<'guide'>) => Promise<Result<{ id: Id<'guide'> }>>,
  done: 'added' | 'saved',
): FormAction => ({
  submit: async (ctx, values, params) => {
    const { originalLanguage, ...content } = swept(guideDraftOf(values));
    const read = written.safeParse({
      ...content,
      original_language: originalLanguage,
      component_ids: values['component_ids'],
    });
    if (!read.success) return refuse('invalid', pointsOf(read.error).map(atItsField));
    const result = await run(ctx, read.data, params['id'] as Id<'guide'>);
    if (result.ok) return { ok: true, value: `/console/guides/${result.value.id}?done=${done}` };
    return refuse(result.refusal.code, result.refusal.errors.map(atItsField));
  },
});

export const addGuide = guideForm(
  (ctx, { original_language: original, component_ids: componentIds, ...rest }) =>
    createGuide(ctx, { content: settledGuide(rest, original), componentIds }),
  'added',
);
export const saveGuide = guideForm(
  (ctx, { original_language: original, component_ids: componentIds, ...rest }, id) =>
    changeGuide(ctx, { id, content: settledGuide(rest, original), componentIds }),
  'saved',
);

export const dropGuide = formAction({
  input: z.object({ id: idOf('guide') }),
  run: (ctx, input) => archiveGuide(ctx, input),
  then: () => '/console/guides?done=removed',
});

/** A button that moves something, where nothing is saved: the page comes back with what was typed, rearranged. */
export const shapeGuide: FormAction = { submit: async () => refuse('invalid') };

/** `processes.0.name.en` is the field `text[p0.name.en]`. */
const atItsField = (point: Point): Point =>
  locales.some((locale) => point.path.endsWith(`.${locale}`))
    ? { ...point, path: `text.${fieldKey(point.path)}` }
    : point;

/** What a page shows of a form that came back: rearranged by a button, or as it was refused. */
export const guideFormOf = (values: Values) => {
  const { component_ids: chosen, move } = values;
  return {
    content: guideDraftOf(values),
    componentIds: Array.isArray(chosen) ? chosen : [],
    move: typeof move === 'string' ? move : '',
  };
};
