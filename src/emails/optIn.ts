import type { Locale } from '#domain/locale.ts';
import { listOf } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';

/** `parts`: the names of what was asked for; empty means everything. */
export type OptInMail = { page: MailPage; locale: Locale; link: string; parts: readonly string[] };

/**
 * Asks whether the address really wants to hear from us: no advertising, and the link before any word that somebody
 * else chose, so that it is the first link of the text part (CONTRACT.md). RELIABILITY 2.1.
 */
export function optInMail({ page, locale, link, parts }: OptInMail): RenderedMail {
  const say = words(locale).mail.optIn;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject),
    title: say.headline,
    preheader: say.otherwise,
    blocks: [
      headline(say.headline),
      says(say.do),
      button({ label: say.button, href: link }),
      says(say.what(parts.length === 0 ? say.everything : listOf(parts, locale), page.name)),
      aside(`${say.lifetime} ${say.otherwise}`),
    ],
    footer: { because: say.because(hostOf(page)) },
  });
}
