import { z } from 'zod';
import { undoWindows } from '#domain/notification.ts';
import { changeCategory, createCategory, removeCategory } from '#commands/catalogue/categories.ts';
import { changeComponent, createComponent, removeComponent } from '#commands/catalogue/components.ts';
import { changeTarget, createTarget, removeTarget } from '#commands/catalogue/targets.ts';
import { changePage } from '#commands/page/change.ts';
import { changeTeam, createTeam, removeTeam } from '#commands/people/teams.ts';
import type { NameTranslations } from '#domain/component.ts';
import type { RequiredFact } from '#domain/escalation.ts';
import type { Id, Noun } from '#domain/id.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { accept, type Result } from '#domain/result.ts';
import { bounds, hasLineBreakOrControl } from '#domain/text.ts';
import type { Context } from '#platform/context.ts';
import { email, idOf, line, localeCode, perhaps, prose } from '#platform/validation.ts';
import { formAction } from './form.ts';

const components = '/console/components';
const name = line(bounds.name);
const description = perhaps(prose(bounds.short));

const perLanguage = <S extends z.ZodType>(schema: S) => z.partialRecord(localeCode, perhaps(schema)).default({});
const named = {
  name,
  description,
  translated_name: perLanguage(line(bounds.name)),
  translated_description: perLanguage(prose(bounds.short)),
};

/** The names of a form by language, without those that were left empty. */
function translationsOf({ translated_name, translated_description }: Translated): NameTranslations {
  const said = locales.map((locale) => [
    locale,
    { name: translated_name[locale] ?? undefined, description: translated_description[locale] ?? undefined },
  ]);
  return Object.fromEntries(said.filter(([, one]) => Object.values(one ?? {}).some((text) => text !== undefined)));
}
type Translated = Record<'translated_name' | 'translated_description', Partial<Record<Locale, string | null>>>;

const list = <N extends Noun>(noun: N) => z.array(idOf(noun)).max(500).default([]);

export const addCategory = formAction({
  input: z.object(named),
  run: (ctx, { name, description, ...form }) =>
    createCategory(ctx, { name, description, translations: translationsOf(form), position: null }),
  then: () => `${components}?done=added`,
});
export const saveCategory = formAction({
  input: z.object({ id: idOf('category'), ...named }),
  run: (ctx, { id, name, description, ...form }) =>
    changeCategory(ctx, { id, name, description, translations: translationsOf(form) }),
  then: () => `${components}?done=saved`,
});
export const dropCategory = formAction({
  input: z.object({ id: idOf('category') }),
  run: (ctx, input) => removeCategory(ctx, input),
  then: () => `${components}?done=removed`,
});

const componentFields = {
  ...named,
  category_id: idOf('category'),
  team_id: perhaps(idOf('team')),
  vendor_id: perhaps(idOf('target')),
};

const componentOf = (form: z.output<z.ZodObject<typeof componentFields>>) => ({
  name: form.name,
  description: form.description,
  translations: translationsOf(form),
  categoryId: form.category_id,
  teamId: form.team_id,
  vendorId: form.vendor_id,
});

export const addComponent = formAction({
  input: z.object(componentFields),
  run: (ctx, form) => createComponent(ctx, { ...componentOf(form), position: null }),
  then: () => `${components}?done=added`,
});
export const saveComponent = formAction({
  input: z.object({ id: idOf('component'), ...componentFields }),
  run: (ctx, form) => changeComponent(ctx, { id: form.id, ...componentOf(form) }),
  then: () => `${components}?done=saved`,
});
export const dropComponent = formAction({
  input: z.object({ id: idOf('component') }),
  run: (ctx, input) => removeComponent(ctx, input),
  then: () => `${components}?done=removed`,
});

/** Up and down: the form says which of them stands where from now on. */
const moving = <N extends Noun>(
  noun: N,
  change: (ctx: Context, input: { id: Id<N>; position: number }) => Promise<Result<unknown>>,
) =>
  formAction({
    input: z.object({ place: z.record(idOf(noun), z.coerce.number().int().min(0).max(10_000)), moved: idOf(noun) }),
    run: async (ctx, { place, moved }) => {
      // One command for each, so one key cannot stand for all; moving twice is moving twice.
      const { idempotency: _key, ...each } = ctx;
      for (const [id, position] of Object.entries(place)) {
        const done = await change(each, { id: id as Id<N>, position });
        if (!done.ok) return done;
      }
      return accept(moved);
    },
    then: (moved) => `${components}#c-${moved}`,
  });
export const moveCategory = moving('category', (ctx, input) => changeCategory(ctx, input));
export const moveComponent = moving('component', (ctx, input) => changeComponent(ctx, input));

const teams = '/console/settings/teams';
export const addTeam = formAction({
  input: z.object({ name, members: list('account') }),
  run: (ctx, input) => createTeam(ctx, input),
  then: () => `${teams}?done=added`,
});
export const saveTeam = formAction({
  input: z.object({ id: idOf('team'), name, members: list('account') }),
  run: (ctx, input) => changeTeam(ctx, input),
  then: () => `${teams}?done=saved`,
});
export const dropTeam = formAction({
  input: z.object({ id: idOf('team') }),
  run: (ctx, input) => removeTeam(ctx, input),
  then: () => `${teams}?done=removed`,
});

const keyPattern = /^[a-z][a-z0-9_]{0,39}$/u;

/** What a form knows a fact by, where nobody gave it a key: its label, in small letters and underscores. */
function keyFrom(label: string, index: number): string {
  const key = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^[^a-z]+|_+$/gu, '')
    .slice(0, 40);
  return key === '' ? `fact_${index + 1}` : key;
}

const rows = z
  .record(
    z.string(),
    z
      .string()
      .max(bounds.name)
      .refine((text) => !hasLineBreakOrControl(text), { params: { code: 'no_control_characters' } }),
  )
  .default({});
const facts = {
  fact_label: rows,
  fact_key: rows,
  fact_required: rows,
};

/** A row without a label is none: that is how one is taken away. */
function factsOf(form: {
  fact_label: Record<string, string>;
  fact_key: Record<string, string>;
  fact_required: Record<string, string>;
}): RequiredFact[] {
  return Object.entries(form.fact_label).flatMap(([row, label], index) => {
    const said = label.trim();
    const key = form.fact_key[row]?.trim() || keyFrom(said, index);
    return said === '' ? [] : [{ key, label: said, required: form.fact_required[row] === 'on' }];
  });
}

const hasGoodKeys = (form: { fact_key: Record<string, string> }): boolean =>
  Object.values(form.fact_key).every((key) => key.trim() === '' || keyPattern.test(key.trim()));
const hasOwnKeys = (form: Parameters<typeof factsOf>[0]): boolean =>
  new Set(factsOf(form).map(({ key }) => key)).size === factsOf(form).length;
const wrong = (code: string) => ({ path: ['facts'], params: { code }, message: code });

const targets = '/console/settings/targets';
const targetFields = z
  .object({ name, team_id: perhaps(idOf('team')), address: perhaps(line(bounds.email)), ...facts })
  .refine(hasGoodKeys, wrong('not_allowed'))
  .refine(hasOwnKeys, wrong('taken'));

export const addTarget = formAction({
  input: targetFields.and(z.object({ kind: z.enum(['team', 'vendor']) })),
  run: (ctx, { name, kind, team_id: teamId, address, ...form }) =>
    createTarget(ctx, { name, kind, address, teamId, requiredFacts: factsOf(form), position: null }),
  then: () => `${targets}?done=added`,
});
export const saveTarget = formAction({
  input: targetFields.and(z.object({ id: idOf('target') })),
  run: (ctx, { id, name, team_id: teamId, address, ...form }) =>
    changeTarget(ctx, { id, name, address, teamId, requiredFacts: factsOf(form) }),
  then: () => `${targets}?done=saved`,
});
export const dropTarget = formAction({
  input: z.object({ id: idOf('target') }),
  run: (ctx, input) => removeTarget(ctx, input),
  then: () => `${targets}?done=removed`,
});

/** The page's name, zone, support address and its one policy. */
export const savePage = formAction({
  input: z.object({
    name,
    time_zone: line(bounds.name),
    support_email: perhaps(email),
    agents_may_update: z.literal('on').optional(),
    undo_seconds: z.coerce.number().pipe(z.literal(undoWindows)),
  }),
  run: (ctx, { name, time_zone: timeZone, support_email: supportEmail, agents_may_update, undo_seconds }) =>
    changePage(ctx, {
      name,
      timeZone,
      supportEmail,
      agentsMayUpdate: agents_may_update === 'on',
      undoSeconds: undo_seconds,
    }),
  then: () => '/console/settings?done=saved',
});
