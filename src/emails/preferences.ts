import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';

/** The link to what somebody gets, for a quarter of an hour. RELIABILITY 6.10. */
export function preferencesMail({
  page,
  locale,
  link,
}: {
  page: MailPage;
  locale: Locale;
  link: string;
}): RenderedMail {
  const say = words(locale).preferences.mail;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject),
    title: say.headline,
    preheader: say.lifetime,
    blocks: [
      headline(say.headline),
      says(say.do),
      button({ label: say.button, href: link }),
      aside(`${say.lifetime} ${say.otherwise}`),
    ],
    footer: { because: say.because(hostOf(page)) },
  });
}
