import type { Spoken } from '#domain/unavailability.ts';
import type { Drafted } from './preview.ts';
import type { PublicIncident, PublicUpdate } from './publicIncidents.ts';

/** What has been said of it so far, the oldest first. */
export const wordsOf = ({ updates }: PublicIncident): Spoken[] =>
  updates
    .map(({ kind, status, at, movements }) => ({
      kind,
      status,
      at,
      movements: movements.map(({ id: componentId, to }) => ({ componentId, to })),
    }))
    .toReversed();

/** What is about to be said. */
export const spoken = ({ status, components }: Drafted, at: Temporal.Instant): Spoken => ({
  kind: 'update',
  status,
  at,
  movements: Object.entries(components).map(([componentId, to]) => ({ componentId, to })),
});

/** What the commands would write down as moved, with the names that the page has for it. */
export function movedBetween(
  before: PublicIncident['components'],
  after: PublicIncident['components'],
): PublicUpdate['movements'] {
  return after.flatMap(({ id, name, status: to }) => {
    const from = before.find((one) => one.id === id)?.status ?? 'operational';
    return from === to ? [] : [{ id, name, from, to }];
  });
}
