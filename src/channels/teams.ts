import { readChatAnswer } from '#domain/posting.ts';
import { statusLook } from '#emails/statusLook.ts';
import type { ChatNews } from '#formats/chatNews.ts';
import type { Locale } from '#domain/locale.ts';
import { words } from '#i18n/index.ts';
import { newsFor } from './chats.ts';
import type { PostFile } from './post.ts';

/**
 * A Workflows address of Microsoft Teams, as an adaptive card. What people wrote stands in text runs, which know no
 * Markdown, and `${` is broken so that no template fills it. RELIABILITY 4.6 and 6.8.
 */
export const teams: PostFile = {
  signed: false,
  read: readChatAnswer,
  told: ({ unsubscribeUrl }, told) => [card(newsFor(told), unsubscribeUrl, told.locale)],
  proof: ({ code, pageUrl }, { frame, locale }) => {
    const say = words(locale).channels.chat;
    return posted(
      [run(say.proof(frame.name, code)), run(say.otherwise, { isSubtle: true })],
      [open(say.typeIt, pageUrl)],
    );
  },
  test: ({ unsubscribeUrl }, { frame, url, locale }) => {
    const say = words(locale).channels.chat;
    const leave = open(say.leave, unsubscribeUrl);
    return posted([run(say.test(frame.name), bold), run(say.nothing)], [open(say.page, url), leave]);
  },
};

/** Teams refuses a message above some 28 KB, all its keys counted. */
const mostBytes = 27_000;

/** The body gives way where the whole would be too large: the page has all of it. */
function card(news: ChatNews, unsubscribeUrl: string, locale: Locale): string {
  const whole = [...(news.body ?? '')];
  for (let most = whole.length; ; most = Math.floor(most / 2)) {
    const text = whole.slice(0, most).join('');
    const body = most < whole.length ? `${text.trimEnd()}…` : text;
    const made = cardWith({ ...news, body: body === '' ? null : body }, unsubscribeUrl, locale);
    if (Buffer.byteLength(made) <= mostBytes || most === 0) return made;
  }
}

function cardWith(news: ChatNews, unsubscribeUrl: string, locale: Locale): string {
  const say = words(locale);
  const { shape } = statusLook[news.tone];
  const guides = news.guides.slice(0, 5);
  return posted(
    [
      run(`${shape} ${news.head}`, { ...bold, color: colourOf[news.tone] }),
      run(news.title, { ...bold, size: 'Large' }),
      ...(news.body === null ? [] : news.body.split('\n').map((line) => run(line))),
      ...news.facts.map((fact) => run(fact, { isSubtle: true })),
      ...(guides.length === 0 ? [] : [run(`${say.guides.told.meanwhile}:`)]),
      ...guides.map((guide) => run(`${guide.title} ${guide.url}`)),
    ],
    [open(say.channels.chat.story, news.url), open(say.channels.chat.leave, unsubscribeUrl)],
  );
}

const bold = { weight: 'Bolder' };
const colourOf = {
  operational: 'Good',
  under_maintenance: 'Accent',
  degraded_performance: 'Warning',
  partial_outage: 'Warning',
  major_outage: 'Attention',
} as const;

const run = (text: string, look: Record<string, unknown> = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: literal(text) || ' ', ...look }],
});
const open = (title: string, url: string) => ({ type: 'Action.OpenUrl', title, url });

/** A word joiner, which nobody sees, between the two characters that begin a template's field. */
const literal = (text: string): string => text.toWellFormed().replaceAll('${', '$\u2060{');

const posted = (body: object[], actions: object[]): string =>
  JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body,
          actions,
        },
      },
    ],
  });
