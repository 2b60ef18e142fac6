import type { Locale } from '#domain/locale.ts';
import { readChatAnswer } from '#domain/posting.ts';
import { oneLine } from '#domain/text.ts';
import { statusLook } from '#emails/statusLook.ts';
import type { ChatNews } from '#formats/chatNews.ts';
import { words } from '#i18n/index.ts';
import { newsFor } from './chats.ts';
import type { PostFile } from './post.ts';

/**
 * An incoming webhook of Slack. What people wrote stands in `plain_text` alone, where nothing is markup, and is escaped
 * all the same: `<!channel>`, `<@U1>` and `<https://evil|ours>` are read as they were typed. RELIABILITY 6.8.
 */
export const slack: PostFile = {
  signed: false,
  read: readChatAnswer,
  told: ({ unsubscribeUrl }, told) => [message(newsFor(told), unsubscribeUrl, told.locale)],
  proof: ({ code, pageUrl }, { frame, locale }) => {
    const say = words(locale).channels.chat;
    const lines = [plain(say.proof(frame.name, code)), link(pageUrl, say.typeIt), plain(say.otherwise)];
    return body(say.proof(frame.name, code), lines);
  },
  test: ({ unsubscribeUrl }, { frame, url, locale }) => {
    const say = words(locale).channels.chat;
    return body(say.test(frame.name), [
      plain(`${say.test(frame.name)} ${say.nothing}`),
      foot(linked(url, say.page), linked(unsubscribeUrl, say.leave)),
    ]);
  },
};

function message(news: ChatNews, unsubscribeUrl: string, locale: Locale): string {
  const say = words(locale).channels.chat;
  const { shape, colour } = statusLook[news.tone];
  const blocks = [
    plain(`${shape} ${news.head}`),
    { type: 'header', text: plainText(oneLine(news.title), mostInAHeader) },
    ...(news.body === null ? [] : [plain(news.body)]),
    ...news.facts.map(plain),
    ...(news.guides.length === 0
      ? []
      : [
          plain(
            `${words(locale).guides.told.meanwhile}:\n${news.guides.map((one) => `${one.title} ${one.url}`).join('\n')}`,
          ),
        ]),
    foot(linked(news.url, say.story), linked(unsubscribeUrl, say.leave)),
  ];
  return body(`${news.head}: ${oneLine(news.title)}`, blocks, colour);
}

/** `text` is what a notification on a phone shows. Nothing in it is looked up, linked or unfolded. */
const body = (text: string, blocks: object[], color?: string): string =>
  JSON.stringify({
    text: escapedTo(text, mostInText),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(color === undefined ? { blocks } : { attachments: [{ color, blocks }] }),
  });

const mostInText = 2_900;
const mostInAHeader = 150;

const plainText = (text: string, most = mostInText) => ({
  type: 'plain_text',
  text: escapedTo(text, most),
  emoji: false,
});
const plain = (text: string) => ({ type: 'section', text: plainText(text) });
const ours = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
const linked = (url: string, text: string): string => `<${escaped(url)}|${escaped(text)}>`;
const link = (url: string, text: string) => ({ type: 'section', text: ours(linked(url, text)) });
const foot = (...links: string[]) => ({ type: 'context', elements: [ours(links.join('  ·  '))] });

/** The three characters that Slack's own text needs escaped. Source: Slack, "Formatting text for app surfaces". */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Escaped, and at most so long then; never empty, which Slack refuses. */
function escapedTo(text: string, most: number): string {
  const characters = [...text.toWellFormed().trim()];
  let [kept, length] = ['', 0];
  for (const [n, character] of characters.entries()) {
    const next = escaped(character);
    if (length + next.length > most - (n === characters.length - 1 ? 0 : 1)) return `${kept}…`;
    kept += next;
    length += next.length;
  }
  return kept === '' ? '…' : kept;
}
