import type { Values } from '#actions/form.ts';
import { sketchOf } from '#actions/incidents.ts';
import { lookAt, type Asked } from '#actions/preview.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import type { Context } from '#platform/context.ts';
import { renderCard } from '../../public/renderCard.ts';
import { sheetOf, type Sheet } from './sheet.ts';

/** What stands beside a composer, for what is in its form; `language` is that of the card and the chat message. */
type Look = (
  ctx: Context,
  about: { id: string; title: string },
  values: Values,
  language: Locale,
) => Promise<Sheet | null>;

export const lookAtPublication: Look = (ctx, about, values, language) => {
  const sketch = sketchOf(values, missing(ctx, about));
  const status = sketch.status === 'resolved' ? 'investigating' : sketch.status;
  return look(ctx, { investigationId: about.id as Id<'investigation'>, draft: { ...sketch, status } }, language);
};

export const lookAtUpdate: Look = (ctx, about, values, language) => {
  const { title: _unchanged, ...draft } = sketchOf(values, missing(ctx, about));
  return look(ctx, { incidentId: about.id as Id<'incident'>, draft }, language);
};

/** What is said once it is over. */
const lookAfterwards =
  (asked: (id: Id<'incident'>, draft: ReturnType<typeof sketchOf>) => Asked): Look =>
  (ctx, about, values, language) =>
    look(ctx, asked(about.id as Id<'incident'>, sketchOf(values, missing(ctx, about))), language);

export const lookAtRetraction = lookAfterwards((retracted, draft) => ({ retracted, draft }));
export const lookAtPostmortem = lookAfterwards((postmortemOf, draft) => ({ postmortemOf, draft }));

const missing = ({ locale }: Context, { title }: { title: string }) => ({
  title,
  body: words(locale).publishing.form.bodyPlaceholder,
});

async function look(ctx: Context, asked: Asked, language: Locale): Promise<Sheet | null> {
  const seen = await lookAt({ ...ctx, locale: language }, asked, renderCard);
  return seen.ok ? sheetOf(seen.value, ctx.locale, language) : null;
}
