import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';

/** "Send me a test": shows that mail arrives, and says that nothing is wrong. */
export function channelTestMail({ page, locale }: { page: MailPage; locale: Locale }): RenderedMail {
  const say = words(locale).channels.mail.test;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject),
    title: say.headline,
    preheader: say.nothing,
    blocks: [headline(say.headline), says(say.nothing), says(say.real), button({ label: say.button, href: page.url })],
    footer: { because: say.because(hostOf(page)) },
  });
}
