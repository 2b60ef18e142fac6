import { incidentNews, maintenanceNews, type ChatNews } from '#formats/chatNews.ts';
import type { Told } from './post.ts';

/** What a chat is told of a word, in parts. */
export function newsFor(told: Told): ChatNews {
  const place = { locale: told.locale, publicUrl: told.url };
  return told.of === 'incident'
    ? incidentNews(told.incident, told.update, place)
    : maintenanceNews(told.maintenance, told.update, place);
}
