import { maintenanceMail } from '#emails/maintenance.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { chatText, maintenanceNews } from '#formats/chatNews.ts';
import { href } from '#i18n/href.ts';
import type { Context } from '#platform/context.ts';
import { countThose, hearsOf } from '#queries/audience.ts';
import { rehearseMaintenance, type DraftedMaintenance } from '#queries/maintenancePreview.ts';
import { recipientsByLanguage, senderPage } from '#queries/previewReaders.ts';
import type { PublicMaintenance } from '#queries/publicMaintenances.ts';
import type { Preview } from './preview.ts';

/** Shows what announcing this would do, without doing it: card, mails, chat message, and how many would hear of it. */
export async function lookAtMaintenance(
  ctx: Context,
  draft: DraftedMaintenance,
  renderCard: (maintenance: PublicMaintenance, locale: Locale, now: Temporal.Instant) => Promise<string>,
): Promise<Preview & { readers: Record<Locale, number> }> {
  const moment = { now: ctx.now(), id: ctx.newId<'maintenance'>(), updateId: ctx.newId<'update'>() };
  const those = hearsOf(draft.componentIds, null, { topic: 'maintenance', impact: null });
  const [page, recipients, readers, ...rehearsed] = await Promise.all([
    senderPage(ctx.db),
    countThose(ctx.db, those),
    recipientsByLanguage(ctx.db, { those }),
    ...locales.map((locale) => rehearseMaintenance(ctx.db, draft, locale, moment)),
  ]);
  const seen = (locale: Locale) => rehearsed[locales.indexOf(locale)] as PublicMaintenance;
  const emails = locales.map((locale) => {
    const maintenance = seen(locale);
    const [update] = maintenance.updates;
    if (update === undefined) throw new Error('a rehearsal without its update');
    // The real links are each reader's own; here they lead to the page that they would lead to.
    const links = {
      maintenance: `${ctx.publicUrl}${href('/', locale)}`,
      preferences: `${ctx.publicUrl}${href('/preferences', locale)}`,
      unsubscribe: `${ctx.publicUrl}/u/…`,
    };
    const mail = { page: { ...page, url: ctx.publicUrl }, locale, maintenance, update, links, next: [], why: [] };
    return { locale, ...maintenanceMail(mail) };
  });
  return {
    page_html: await renderCard(seen(ctx.locale), ctx.locale, ctx.now()),
    emails,
    chat: chatText(maintenanceNews(seen(ctx.locale), null, ctx), ctx.locale),
    recipients,
    readers,
  };
}
