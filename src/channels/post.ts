import type { Locale } from '#domain/locale.ts';
import type { Answer, Posted } from '#domain/posting.ts';
import type { PublicIncident, PublicNews } from '#queries/publicIncidents.ts';
import type { PublicMaintenance, PublicMaintenanceUpdate } from '#queries/publicMaintenances.ts';
import type { PublicCategory, PublicFrame } from '#queries/publicPage.ts';

/** What a post is written from, whatever it is about: the page as it is now, in one language. */
export type Page = {
  /** The page's origin, without a slash at the end. */
  url: string;
  frame: PublicFrame;
  categories: readonly PublicCategory[];
  locale: Locale;
  now: Temporal.Instant;
};
export type Told = Page &
  (
    | { of: 'incident'; incident: PublicIncident; update: PublicNews }
    | { of: 'maintenance'; maintenance: PublicMaintenance; update: PublicMaintenanceUpdate }
  );

export type Reader = {
  unsubscribeUrl: string;
  /** Whether they subscribed to this component, by itself, by its category or with everything. */
  hearsOf(componentId: string): boolean;
};

/** How somebody shows that a webhook or a chat is theirs: it answers the challenge, or the code is typed on our page. */
export type Proof = { challenge: string; code: string; pageUrl: string };

/**
 * A channel that is posted to: each is one file, and one line in `index.ts`. Bodies are whole requests as text, frozen
 * before the first try; a channel may need several for one word, which are posted in their order.
 */
export type PostFile = {
  told(reader: Reader, told: Told): string[];
  proof(proof: Proof, page: Page): string;
  test(reader: Reader, page: Page): string;
  /** Whether posts are signed, so that a receiver knows ours. */
  signed: boolean;
  read(answer: Answer): Posted;
};
