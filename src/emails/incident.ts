import type { Locale } from '#domain/locale.ts';
import { listOf } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import type { PublicIncident, PublicNews } from '#queries/publicIncidents.ts';
import { band } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { componentRows } from './componentRows.ts';
import { confirmationBand, opening, originalNote, windowBand } from './incidentBlocks.ts';
import { afterwards, meanwhile } from './incidentGuides.ts';
import { timeline } from './incidentTimeline.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';
import { excerpt, prose, proseText } from './prose.ts';

export type IncidentMail = {
  page: MailPage;
  locale: Locale;
  incident: PublicIncident;
  /** What this mail is about: one of the incident's own updates, or its postmortem. */
  update: PublicNews;
  links: { incident: string; preferences: string; unsubscribe: string };
  /** The names of what the reader subscribed to; empty means everything. */
  why: readonly string[];
  /** Whether earlier words were not told by themselves: then this mail has the whole story. */
  recap?: boolean;
};

/**
 * What subscribers get of one word about an incident. Every mail of an incident has the same subject in every language, so that one
 * thread holds it (RELIABILITY 2.2); new, update, resolved, retracted
 * and postmortem are told apart in the body. PRODUCT 6.
 */
export function incidentMail(view: IncidentMail): RenderedMail {
  const { page, locale, incident, update, links, why } = view;
  const say = words(locale);
  const resolved = update.status === 'resolved';
  const endsHere = resolved && update.kind === 'update';
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, incident.frozenTitle),
    title: incident.title,
    preheader: excerpt(proseText(update.body), 140),
    blocks: [
      opening(view),
      resolved ? windowBand(view) : null,
      update.kind === 'retraction' ? band('well', say.mail.incident.nothingWasDown, say.mail.incident.disregard) : null,
      update.language === locale ? null : originalNote(update.language, locale),
      prose(update.body, update.language),
      confirmationBand(view),
      update.kind !== 'update' ? null : resolved ? afterwards(view) : meanwhile(view),
      update.kind === 'postmortem'
        ? null
        : componentRows(
            resolved ? say.mail.incident.afterwards : say.mail.incident.affected,
            incident.components,
            locale,
          ),
      endsHere || (view.recap === true && update.kind === 'update') ? timeline(view) : null,
      button({ label: say.mail.incident.story, href: links.incident }),
    ],
    footer: {
      because: say.mail.incident.because(
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
