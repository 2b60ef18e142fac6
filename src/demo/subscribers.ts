import { addSubscriber } from '#commands/subscribers/add.ts';
import { askToSubscribe } from '#commands/subscribers/ask.ts';
import { wishOf } from '#domain/subscription.ts';
import { must } from './house.ts';
import type { Cast } from './problem.ts';

const firstNames = [
  'amelia',
  'bruno',
  'carla',
  'david',
  'elena',
  'farid',
  'greta',
  'hugo',
  'irene',
  'jakob',
  'karin',
  'lucas',
  'marta',
  'nils',
  'olga',
  'pablo',
  'quim',
  'rosa',
  'sven',
  'tania',
];
const places = ['northside', 'harbour', 'hillview'];

/** Sixty people who agreed before Lantern had this page, and one who has not pressed the button yet. */
export async function gatherSubscribers({ stage, ids }: Cast, at: Temporal.Instant): Promise<void> {
  const admin = stage.as('Ines Vidal', at);
  const parts = [...ids.components.values()];
  for (const [n, place] of places.entries())
    for (const [m, name] of firstNames.entries()) {
      const index = n * firstNames.length + m;
      const componentIds =
        index % 3 === 0
          ? []
          : [parts[index % parts.length], parts[(index * 5 + 3) % parts.length]].filter((id) => id !== undefined);
      const wish = wishOf({ categoryIds: [], componentIds: [...new Set(componentIds)], incidentId: null });
      await must(
        addSubscriber(admin, {
          email: `${name}@${place}.example`,
          locale: index % 4 === 1 ? 'es' : 'en',
          wish,
          consent: 'Form of the yearly members’ meeting',
        }),
      );
    }
  const late = stage.visitor(at.add({ hours: 24 * 299 }));
  await must(
    askToSubscribe(late, {
      email: 'undecided@northside.example',
      locale: 'en',
      wish: wishOf({ categoryIds: [], componentIds: [], incidentId: null }),
    }),
  );
}
