import { lookAtMaintenance } from '#actions/maintenancePreview.ts';
import { sketchedMaintenance } from '#actions/maintenances.ts';
import type { Values } from '#actions/form.ts';
import type { Locale } from '#domain/locale.ts';
import { count, listOf } from '#formats/dates.ts';
import { windowText } from '#formats/maintenanceWords.ts';
import { words } from '#i18n/index.ts';
import type { Context } from '#platform/context.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import MaintenanceCard from '../../public/MaintenanceCard.astro';
import { renderAlone } from '../../public/renderAlone.ts';
import { sheetOf, type Sheet } from '../publishing/sheet.ts';

const renderCard = (maintenance: PublicMaintenance, locale: Locale, now: Temporal.Instant): Promise<string> =>
  renderAlone(
    MaintenanceCard,
    { maintenance, locale, now },
    { title: maintenance.title, locale, style: 'main>.card{margin:0}' },
  );

/** What stands beside the form, for what is in it; null while it has no time that can be read. `others` overlap with it. */
export async function lookAtForm(
  ctx: Context,
  values: Values,
  language: Locale,
  others: (draft: NonNullable<ReturnType<typeof sketchedMaintenance>>) => Promise<{ title: string }[]>,
): Promise<Sheet | null> {
  const w = words(ctx.locale).maintenance.console;
  const draft = sketchedMaintenance(values, { title: w.name, body: w.body });
  if (draft === null) return null;
  const [seen, overlaps] = await Promise.all([
    lookAtMaintenance({ ...ctx, locale: language }, draft, renderCard),
    others(draft),
  ]);
  const sheet = sheetOf(seen, ctx.locale, language);
  const told = Object.values(seen.recipients).reduce((sum, one) => sum + one, 0);
  sheet.texts['act-schedule'] = w.announce(count(told, ctx.locale));
  sheet.texts['utc'] = w.inUtc(windowText(draft, ctx.locale));
  sheet.texts['overlaps'] =
    overlaps.length === 0
      ? ''
      : `${w.overlaps} ${listOf(
          overlaps.map(({ title }) => title),
          ctx.locale,
        )}`;
  return sheet;
}
