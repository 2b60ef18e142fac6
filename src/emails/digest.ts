import type { Locale } from '#domain/locale.ts';
import { day } from '#formats/dates.ts';
import { html } from '#formats/html.ts';
import { words } from '#i18n/index.ts';
import { headline, row, says } from './blocks.ts';
import type { Block } from './compose.ts';
import { compose } from './compose.ts';
import { hostOf, subjectLine, type MailPage, type RenderedMail } from './mail.ts';
import { excerpt, proseText } from './prose.ts';
import { colour, font, type } from './styles.ts';

/** One incident or maintenance as the day left it. `language` is the one that its words are in. */
export type DigestItem = { title: string; stage: string; said: string; language: Locale; link: string };
export type DigestMail = {
  page: MailPage;
  locale: Locale;
  at: Temporal.Instant;
  items: readonly DigestItem[];
  links: { preferences: string; unsubscribe: string };
};

/** The longest that the last words of one thing may be here: the rest is behind its link. */
const mostWords = 280;

/** What happened since the last one, for whoever wants one mail a day: each thing once, as it stands now. */
export function digestMail({ page, locale, at, items, links }: DigestMail): RenderedMail {
  const { preferences, mail } = words(locale);
  const say = preferences.digest;
  return compose({
    page,
    locale,
    subject: subjectLine(page.name, say.subject(day(at, locale))),
    title: say.headline(items.length),
    preheader: items.map(({ title }) => title).join(' · '),
    blocks: [headline(say.headline(items.length)), says(say.lead), ...items.map((item) => itemBlock(item, say.open))],
    footer: {
      because: say.because(hostOf(page)),
      links: [
        { label: preferences.change, href: links.preferences },
        { label: mail.unsubscribe, href: links.unsubscribe },
      ],
    },
  });
}

function itemBlock({ title, stage, said, language, link }: DigestItem, open: string): Block {
  const words = excerpt(proseText(said), mostWords);
  return {
    text: `${title}\n${stage}\n${words}\n${open}:\n${link}`,
    html: row(
      24,
      html`<h2 class="ink" lang="${language}" style="${font};margin:0;font-size:16px;line-height:24px;font-weight:bold;color:${colour.ink}">${title}</h2><p class="soft" style="${type.meta};margin:2px 0 0">${stage}</p><p class="ink" lang="${language}" style="${type.body};margin:6px 0 0">${words}</p><p style="${type.meta};margin:6px 0 0"><a class="lnk" href="${link}" style="color:${colour.accent}">${open}</a></p>`,
    ),
  };
}
