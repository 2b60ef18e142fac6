import { backfillIncident, type WordThen } from '#commands/incidents/backfill.ts';
import { editUpdate } from '#commands/incidents/edit.ts';
import { savePostmortem } from '#commands/incidents/postmortem.ts';
import { retractIncident } from '#commands/incidents/retract.ts';
import type { Id } from '#domain/id.ts';
import type { Context } from '#platform/context.ts';
import { stated } from './catalogue.ts';
import { must } from './house.ts';
import type { At, Cast, Script, Told } from './problem.ts';

/** Puts the words of an update right: what it said before stays readable. */
export async function mend(
  ctx: Context,
  update: { id: Id<'incident'>; updateId: Id<'update'> },
  { en, es }: Told,
): Promise<void> {
  await must(editUpdate(ctx, { ...update, body: en, translations: { es: { body: es } } }));
}

/** What became of an incident: taken back as a false alarm, or explained once it was over. */
export async function lookBack({ stage }: Cast, script: Script, id: Id<'incident'>, at: At): Promise<void> {
  const { published, retracted, postmortem } = script;
  if (published === undefined) return;
  const { manager, notify } = published;
  if (retracted !== undefined) {
    const { minute, body } = retracted;
    const translations = { es: { body: body.es } };
    await must(retractIncident(stage.as(manager, at(minute)), { id, reason: body.en, notify, translations }));
  }
  if (postmortem !== undefined) {
    const { minute, body } = postmortem;
    const translations = { es: { body: body.es } };
    const draft = { id, body: body.en, translations, published: true, notify };
    await must(savePostmortem(stage.as(manager, at(minute)), draft));
  }
}

/** What nobody was told of when it happened, recorded three days after it. */
export async function recordUntold({ stage, ids }: Cast, now: Temporal.Instant): Promise<void> {
  const startedAt = now.subtract({ hours: 24 * 46 });
  const resolvedAt = startedAt.add({ minutes: 115 });
  const word = (at: Temporal.Instant, status: WordThen['status'], { en, es }: Told): WordThen => ({
    at,
    status,
    body: en,
    components: {},
    translations: { es: { body: es } },
  });
  await must(
    backfillIncident(stage.as('Maren Holt', startedAt.add({ hours: 72 })), {
      title: 'Campaign reports counted openings twice',
      titles: { es: 'Los informes contaban dos veces las aperturas' },
      startedAt,
      resolvedAt,
      components: stated(ids, { 'Campaign reports': 'degraded_performance' }),
      updates: [
        word(startedAt, 'investigating', {
          en: 'In reports of that night each opening counted twice. Campaigns themselves were sent once.',
          es: 'En los informes de esa noche cada apertura contaba dos veces. Las campañas se enviaron una sola vez.',
        }),
        word(resolvedAt, 'resolved', {
          en: 'The figures are counted anew and right. We found this three days later, so nobody was told at the time.',
          es: 'Las cifras se han vuelto a contar y son correctas. Lo descubrimos tres días después; por eso no se avisó a nadie.',
        }),
      ],
    }),
  );
}
