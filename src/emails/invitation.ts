import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { aside, headline, says } from './blocks.ts';
import { button } from './buttons.ts';
import { compose } from './compose.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';

/** `name` is the person's own; `link` opens the page where a password is chosen. */
export type InvitationMail = { page: MailPage; locale: Locale; name: string; link: string };

/** An account was made for somebody: the password is theirs to choose. RELIABILITY 6.5. */
export function invitationMail({ page, locale, name, link }: InvitationMail): RenderedMail {
  const say = words(locale).mail.invitation;
  const what = say.what(name, page.name);
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject),
    title: say.headline,
    preheader: what,
    blocks: [headline(say.headline), says(what), button({ label: say.button, href: link }), aside(say.lifetime)],
    footer: { because: say.because(hostOf(page)) },
  });
}
