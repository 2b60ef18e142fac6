import type { Locale } from '#domain/locale.ts';
import { clockSeenFrom, duration, listOf } from '#formats/dates.ts';
import { html, raw } from '#formats/html.ts';
import { windowText } from '#formats/maintenanceWords.ts';
import { words } from '#i18n/index.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import { band, headlineHtml, row } from './blocks.ts';
import { button } from './buttons.ts';
import { compose, type Block } from './compose.ts';
import { facts, type Fact } from './facts.ts';
import { originalNote } from './incidentBlocks.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';
import { excerpt, prose, proseText } from './prose.ts';
import { statusLook } from './statusLook.ts';
import { font } from './styles.ts';

export type MaintenanceMail = {
  page: MailPage;
  locale: Locale;
  maintenance: PublicMaintenance;
  /** What happened, with the window as it was said with it. */
  update: PublicMaintenanceUpdate;
  /** The starts that follow, where it comes again. */
  next: readonly Temporal.Instant[];
  links: { maintenance: string; preferences: string; unsubscribe: string };
  /** The names of what the reader subscribed to; empty means everything. */
  why: readonly string[];
};

/**
 * What subscribers get of one thing that happened to a maintenance. Every mail of it has the same subject in every
 * language, so that one thread holds them (RELIABILITY 2.2); which news it is stands in the body.
 */
export function maintenanceMail(view: MaintenanceMail): RenderedMail {
  const { page, locale, maintenance, update, links, why } = view;
  const say = words(locale);
  const { body, language } = wordsOf(view);
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, maintenance.frozenTitle),
    title: maintenance.title,
    preheader: excerpt(`${windowText(update.window, locale)}. ${proseText(body)}`, 140),
    blocks: [
      opening(view),
      timeBand(view),
      language === locale ? null : originalNote(language, locale),
      prose(body, language),
      facts(factsOf(view)),
      button({ label: say.maintenance.mail.button, href: links.maintenance }),
    ],
    footer: {
      because: say.maintenance.mail.because(
        why.length === 0 ? say.mail.incident.everything : listOf(why, locale),
        hostOf(page),
      ),
      links: [
        { label: say.preferences.change, href: links.preferences },
        { label: say.mail.unsubscribe, href: links.unsubscribe },
      ],
    },
  });
}

/** What was written with it; where nothing was, what is planned, or the usual words once it is over. */
function wordsOf({ locale, maintenance, update }: MaintenanceMail): { body: string; language: Locale } {
  if (update.body !== null) return { body: update.body, language: update.language };
  const usual = words(locale).maintenance.usual[update.news];
  const tellsPlan = ['moved', 'changed', 'reminder'].includes(update.news);
  return tellsPlan && maintenance.bodyLanguage === locale
    ? { body: `${usual}\n\n${maintenance.body}`, language: locale }
    : { body: usual, language: locale };
}

function opening({ locale, maintenance, update }: MaintenanceMail): Block {
  const say = words(locale).maintenance.mail;
  const isOver = update.status === 'completed';
  const { shape, className, colour: tone } = statusLook[isOver ? 'operational' : 'under_maintenance'];
  const line = `${say.planned}: ${lowered(say.news[update.news])}`;
  return {
    text: `${shape} ${line}\n${maintenance.title}`,
    html: html`${row(28, html`<p class="${className}" style="${font};margin:0;font-size:16px;line-height:24px;font-weight:bold;color:${tone}">${shape}${raw('&nbsp; ')}${line}</p>`)}${row(8, headlineHtml(maintenance.title, maintenance.language))}`,
  };
}

/** The time that everything hangs on: the plan, the old and the new one where it was moved, or how long it took. */
function timeBand({ locale, maintenance, update }: MaintenanceMail): Block {
  const say = words(locale).maintenance;
  const window = windowText(update.window, locale);
  const { startedAt, completedAt } = maintenance;
  if (update.news === 'completed' && startedAt !== null && completedAt !== null) {
    const from = clockSeenFrom(update.at, startedAt, locale);
    const until = clockSeenFrom(startedAt, completedAt, locale);
    return band('well', say.took(from, until, duration(startedAt, completedAt, locale)), '');
  }
  if (update.former !== null) return band('conf', say.movedTo(window), say.former(windowText(update.former, locale)));
  if (update.news === 'cancelled') return band('dash', say.calledOff, say.former(window));
  const lasts = duration(update.window.startsAt, update.window.endsAt, locale);
  return band('conf', `${window}.`, `(${say.lasts(lasts)})`);
}

function factsOf({ locale, maintenance, next }: MaintenanceMail): Fact[] {
  const say = words(locale).maintenance;
  const length = maintenance.endsAt.since(maintenance.startsAt);
  const coming = next.slice(0, 3).map((start) => windowText({ startsAt: start, endsAt: start.add(length) }, locale));
  return [
    {
      label: say.parts,
      value: listOf(
        maintenance.components.map(({ name }) => name),
        locale,
      ),
    },
    ...(coming.length === 0 ? [] : [{ label: say.recurs, value: coming.join('\n') }]),
  ];
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
