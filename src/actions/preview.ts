import { incidentMail } from '#emails/incident.ts';
import type { MailPage } from '#emails/mail.ts';
import type { IncidentDraft } from '#commands/incidents/publish.ts';
import type { UpdateDraft } from '#commands/incidents/incidentRow.ts';
import type { Id } from '#domain/id.ts';
import { locales, type Locale } from '#domain/locale.ts';
import { can } from '#domain/policy.ts';
import { accept, refuse, type Result } from '#domain/result.ts';
import { clock, listOf } from '#formats/dates.ts';
import { markdownToText } from '#formats/markdown.ts';
import { href } from '#i18n/href.ts';
import { words } from '#i18n/index.ts';
import type { Context } from '#platform/context.ts';
import { countThose } from '#queries/audience.ts';
import { rehearsePublication, rehearseUpdate, type Moment, type Rehearsal } from '#queries/preview.ts';
import { recipientsByLanguage, senderPage } from '#queries/previewReaders.ts';
import { rehearsePostmortem, rehearseRetraction } from '#queries/previewAfterwards.ts';
import { newsOf, type PublicIncident, type PublicNews } from '#queries/publicIncidents.ts';

/** What the page, each mail and a chat message would be, and how many would get it. CONTRACT.md, `POST …/preview`. */
export type Preview = {
  page_html: string;
  emails: { locale: Locale; subject: string; html: string; text: string }[];
  chat: string;
  recipients: { email: number; webhook: 0; slack: 0; teams: 0 };
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
    notify ? countThose(ctx.db, rehearsal.audience.those) : { email: 0 },
  ]);
  return {
    page_html,
    emails: locales.map((locale) => mailIn(locale, rehearsal, { ...page, url: ctx.publicUrl })),
    chat: chatText(rehearsal, ctx),
    recipients: { email: counted.email, webhook: 0, slack: 0, teams: 0 },
  };
}

function mailIn(locale: Locale, { incidents, update: id }: Rehearsal, page: MailPage): Preview['emails'][number] {
  const incident = incidents[locale];
  const update = newsOf(incident, id);
  if (update === null) throw new Error('a rehearsal without its update');
  // The real link is each reader's own; here it leads to the page that it would lead to.
  const links = { incident: `${page.url}${pathOf(incident, locale)}`, unsubscribe: `${page.url}/u/…` };
  return { locale, ...incidentMail({ page, locale, incident, update, links, why: [] }) };
}

/** One message for a chat: how bad and what, the words, which parts, who stands behind it, and where to read on. */
function chatText({ incidents, update, audience }: Rehearsal, { locale, publicUrl }: Context): string {
  const incident = incidents[locale];
  const { mail } = words(locale);
  const news = newsOf(incident, update);
  const confirmed =
    incident.confirmation?.mark === 'confirmed' && incident.confirmation.at !== null
      ? mail.incident.confirmedAt(clock(incident.confirmation.at, locale))
      : null;
  return [
    `${headOf(incident, news, locale)}\n*${incident.title}*`,
    news === null ? null : markdownToText(news.body),
    incident.components.length === 0 || news?.kind === 'postmortem'
      ? null
      : `${mail.incident.affected}: ${listOf(
          incident.components.map((one) => one.name),
          locale,
        )}`,
    confirmed,
    incident.status === 'resolved' ? null : guidesText(incident, { locale, publicUrl }),
    // What is not published yet has no address of its own: a message that is sent early leads to the page.
    `${publicUrl}${audience.incidentId === null ? href('/', locale) : pathOf(incident, locale)}`,
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

/** A guide has its page already, whatever is published. */
const guidesText = ({ guides }: PublicIncident, { locale, publicUrl }: Pick<Context, 'locale' | 'publicUrl'>) =>
  guides.length === 0
    ? null
    : [
        `${words(locale).guides.told.meanwhile}:`,
        ...guides.map(({ id, title }) => `${title.text} ${publicUrl}${href(`/guides/${id}`, locale)}`),
      ].join('\n');

/** How bad it is and how far we are; once it is over, what kind of word this is. */
function headOf({ status, worst }: PublicIncident, news: PublicNews | null, locale: Locale): string {
  const { terms, mail } = words(locale);
  if (news?.kind === 'retraction') return mail.incident.retracted;
  if (news?.kind === 'postmortem') return mail.incident.postmortem;
  const stage = terms.incident[status];
  return status === 'resolved' || worst === 'operational' ? stage : mail.incident.status(terms.status[worst], stage);
}

const pathOf = (incident: PublicIncident, locale: Locale): string => href(`/incidents/${incident.id}`, locale);
