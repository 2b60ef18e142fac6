import { readWebhookAnswer } from '#domain/posting.ts';
import { milliseconds } from '#formats/instants.ts';
import { currentComponents } from '#formats/statuspage/component.ts';
import { rollup } from '#formats/statuspage/rollup.ts';
import {
  componentEvent,
  incidentEvent,
  maintenanceEvent,
  movesOf,
  type Envelope,
  type Moved,
} from '#formats/statuspage/webhook.ts';
import type { Page, PostFile, Told } from './post.ts';

/**
 * A subscriber's own endpoint, in Statuspage's shape: one `incident` post for each word, and a `component_update` for
 * each component that it moved and that they hear of. Signed by the Standard Webhooks scheme. CONTRACT.md "Outgoing".
 */
export const webhook: PostFile = {
  signed: true,
  read: readWebhookAnswer,
  told: ({ unsubscribeUrl, hearsOf }, told) => {
    const envelope = envelopeOf(told, unsubscribeUrl);
    const place = { pageId: told.frame.id, url: told.url, categories: told.categories, locale: told.locale };
    const heard = movedBy(told).filter(({ id }) => hearsOf(id));
    const news =
      told.of === 'incident'
        ? incidentEvent(envelope, told.incident, told.update, place)
        : maintenanceEvent(envelope, told.maintenance, told.update, place);
    const { version } = told.of === 'incident' ? told.incident : told.maintenance;
    const { at, sequence } = told.update;
    const about = { id: told.update.id ?? told.frame.id, at, version, sequence };
    const components = currentComponents(
      told.categories,
      told.frame.id,
      heard.map(({ id }) => id),
    );
    return [
      news,
      ...heard.flatMap((moved) => {
        const component = components.find(({ id }) => id === moved.id);
        return component === undefined ? [] : [componentEvent(envelope, component, moved, about)];
      }),
    ].map((body) => JSON.stringify(body));
  },
  proof: ({ challenge, pageUrl }, page) =>
    JSON.stringify({ ...opening(page, { documentation: documentationOf(page), manage: pageUrl }), challenge }),
  test: ({ unsubscribeUrl }, page) =>
    JSON.stringify(opening(page, { unsubscribe: unsubscribeUrl, documentation: documentationOf(page), test: true })),
};

/** Neither an incident nor a component's change: whoever tells posts apart by their keys does nothing about it. */
const opening = (page: Page, meta: Record<string, string | boolean>) => {
  const { indicator, description } = statusOf(page);
  return {
    meta: { ...meta, generated_at: milliseconds(page.now) },
    page: { id: page.frame.id, status_indicator: indicator, status_description: description },
  };
};

const envelopeOf = (page: Page, unsubscribe: string): Envelope => ({
  unsubscribe,
  documentation: documentationOf(page),
  generatedAt: page.now,
  pageId: page.frame.id,
  status: statusOf(page),
});

const documentationOf = ({ url }: Page): string => `${url}/api#webhooks`;

const statusOf = ({ categories }: Page) =>
  rollup(
    categories.flatMap(({ components }) => components.map(({ status }) => status)),
    [],
  );

function movedBy(told: Told): Moved[] {
  if (told.of === 'maintenance') return movesOf(told.maintenance, told.update);
  const { id } = told.update;
  return id === null ? [] : (told.incident.updates.find((one) => one.id === id)?.movements ?? []);
}
