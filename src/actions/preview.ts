import { incidentMail } from '#emails/incident.ts';
import type { MailPage } from '#emails/mail.ts';
import type { IncidentDraft } from '#commands/incidents/publish.ts';
import type { UpdateDraft } from '#commands/incidents/incidentRow.ts';
import type { Id } from '#domain/id.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { can } from '#domain/policy.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import { chatText, incidentNews } from '#formats/chatNews.ts';
import { href } from '#i18n/href.ts';
import type { Context } from '#platform/context.ts';
import { countThose, nobody, type Recipients } from '#queries/audience.ts';
import { rehearsePublication, rehearseUpdate, type Moment, type Rehearsal } from '#queries/preview.ts';
import { recipientsByLanguage, senderPage } from '#queries/previewReaders.ts';
import { rehearsePostmortem, rehearseRetraction } from '#queries/previewAfterwards.ts';
import { newsOf, type PublicIncident } from '#queries/publicIncidents.ts';

/** What the page, each mail and a chat message would be, and how many would get it. CONTRACT.md, `POST …/preview`. */
export type Preview = {
  page_html: string;
  emails: { locale: Locale; subject: string; html: string; text: string }[];
  chat: string;
  recipients: Recipients;
};

/** A publication as publishing takes it, or the next word on an incident (`status: 'resolved'` is its resolution). */
export type Asked =
  | { investigationId: Id<'investigation'>; draft: Omit<IncidentDraft, 'investigationId'> }
  | { incidentId: Id<'incident'>; draft: UpdateDraft }
  | { retracted: Id<'incident'>; draft: Words }
  | { postmortemOf: Id<'incident'>; draft: Words };

/** What is said once it is over. */
type Words = Pick<UpdateDraft, 'body' | 'translations' | 'notify'>;

/** The incident's card as a whole small document: `components/public/renderCard.ts`, or a test's own. */
export type RenderCard = (incident: PublicIncident, locale: Locale, now: Temporal.Instant) => Promise<string>;

/**
 * Shows what publishing this would do, without doing it: no row is written. Page and chat are in the asker's language.
 * Refuses `not_found`, and `invalid` for a component that is not in the catalogue; what the developers have not
 * confirmed can be looked at, and says so. PRODUCT 6.
 */
export async function previewOf(ctx: Context, asked: Asked, renderCard: RenderCard): Promise<Result<Preview>> {
  const rehearsed = await rehearsalOf(ctx, asked);
  return rehearsed.ok ? accept(await shown(ctx, rehearsed.value, asked.draft.notify, renderCard)) : rehearsed;
}

/** The preview with the readers of each language: what the composer shows beside its form. */
export async function lookAt(
  ctx: Context,
  asked: Asked,
  renderCard: RenderCard,
): Promise<Result<Preview & { readers: Record<Locale, number> }>> {
  const rehearsed = await rehearsalOf(ctx, asked);
  if (!rehearsed.ok) return rehearsed;
  const [preview, readers] = await Promise.all([
    shown(ctx, rehearsed.value, asked.draft.notify, renderCard),
    recipientsByLanguage(ctx.db, rehearsed.value.audience),
  ]);
  return accept({ ...preview, readers });
}

async function rehearsalOf(ctx: Context, asked: Asked): Promise<Result<Rehearsal>> {
  if (!can(ctx.actor, 'incidents.preview'))
    return refuse(ctx.actor.kind === 'visitor' ? 'unauthenticated' : 'forbidden');
  const moment = { now: ctx.now(), updateId: ctx.newId<'update'>() };
  const rehearsal = await rehearse(ctx, asked, moment);
  if (rehearsal === null) return refuse('not_found');
  return rehearsal.unknown.length > 0 ? refuse('invalid', rehearsal.unknown) : accept(rehearsal);
}

function rehearse({ db, newId }: Context, asked: Asked, moment: Omit<Moment, 'incidentId'>): Promise<Rehearsal | null> {
  if ('incidentId' in asked) return rehearseUpdate(db, asked.incidentId, asked.draft, moment);
  if ('retracted' in asked) return rehearseRetraction(db, asked.retracted, asked.draft, moment);
  if ('postmortemOf' in asked) return rehearsePostmortem(db, asked.postmortemOf, asked.draft, moment);
  return rehearsePublication(db, asked.investigationId, asked.draft, { ...moment, incidentId: newId<'incident'>() });
}

async function shown(ctx: Context, rehearsal: Rehearsal, notify: boolean, renderCard: RenderCard): Promise<Preview> {
  const [page, page_html, counted] = await Promise.all([
    senderPage(ctx.db),
    renderCard(rehearsal.incidents[ctx.locale], ctx.locale, ctx.now()),
    notify ? countThose(ctx.db, rehearsal.audience.those) : nobody,
  ]);
  return {
    page_html,
    emails: locales.map((locale) => mailIn(locale, rehearsal, { ...page, url: ctx.publicUrl })),
    chat: chatText(chatNews(rehearsal, ctx), ctx.locale),
    recipients: counted,
  };
}

function mailIn(locale: Locale, { incidents, update: id }: Rehearsal, page: MailPage): Preview['emails'][number] {
  const incident = incidents[locale];
  const update = newsOf(incident, id);
  if (update === null) throw new Error('a rehearsal without its update');
  // The real link is each reader's own; here it leads to the page that it would lead to.
  const links = {
    incident: `${page.url}${pathOf(incident, locale)}`,
    preferences: `${page.url}${href('/preferences', locale)}`,
    unsubscribe: `${page.url}/u/…`,
  };
  return { locale, ...incidentMail({ page, locale, incident, update, links, why: [] }) };
}

const chatNews = ({ incidents, update, audience }: Rehearsal, ctx: Context) =>
  incidentNews(incidents[ctx.locale], newsOf(incidents[ctx.locale], update), ctx, audience.incidentId !== null);

const pathOf = (incident: PublicIncident, locale: Locale): string => href(`/incidents/${incident.id}`, locale);
