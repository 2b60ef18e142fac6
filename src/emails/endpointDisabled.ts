import type { Locale } from '#domain/locale.ts';
import { longDay } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { facts } from './facts.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';

export type EndpointDisabledMail = {
  page: MailPage;
  locale: Locale;
  /** The webhook's host: its whole address may be a secret of its own. */
  host: string;
  since: Temporal.Instant;
  /** What the last try came to. */
  failure: string;
  /** Where it is subscribed again. */
  link: string;
};

/** Tells its owner that a webhook failed for five days and is told nothing more. RELIABILITY 4.6. */
export function endpointDisabledMail({ page, locale, host, since, failure, link }: EndpointDisabledMail): RenderedMail {
  const say = words(locale).channels.mail.disabled;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject(host)),
    title: say.headline,
    preheader: say.what(host, longDay(since, locale)),
    blocks: [
      headline(say.headline),
      says(say.what(host, longDay(since, locale))),
      facts([{ label: say.failure, value: failure }]),
      says(say.mend),
      button({ label: say.button, href: link }),
      aside(say.meanwhile),
    ],
    footer: { because: say.because(hostOf(page)) },
  });
}
