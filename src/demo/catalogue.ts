import { createCategory } from '#commands/catalogue/categories.ts';
import { createComponent } from '#commands/catalogue/components.ts';
import { createTarget } from '#commands/catalogue/targets.ts';
import type { IncidentComponentStatus } from '#domain/component.ts';
import type { Id } from '#domain/id.ts';
import type { StatedComponents } from '#domain/incident.ts';
import { must, type Stage } from './house.ts';
import { catalogue, inSpanish, teamTargets, vendors } from './organisation.ts';

export type Ids = { components: ReadonlyMap<string, Id<'component'>>; targets: ReadonlyMap<string, Id<'target'>> };

/** Targets, categories and components, as they were a year ago: bars and uptime have something to tell. */
export async function stock(
  stage: Stage,
  teamIds: ReadonlyMap<string, Id<'team'>>,
  since: Temporal.Instant,
): Promise<Ids> {
  const admin = stage.as('Ines Vidal', since);
  const [components, targets] = [new Map<string, Id<'component'>>(), new Map<string, Id<'target'>>()];
  for (const { name, team, requiredFacts } of teamTargets)
    targets.set(
      name,
      (
        await must(
          createTarget(admin, {
            name,
            requiredFacts,
            kind: 'team',
            teamId: teamIds.get(team) ?? null,
            address: null,
            position: null,
          }),
        )
      ).id,
    );
  for (const vendor of vendors)
    targets.set(
      vendor.name,
      (await must(createTarget(admin, { ...vendor, kind: 'vendor', teamId: null, position: null }))).id,
    );
  for (const { category, description, components: parts } of catalogue) {
    const { id: categoryId } = await must(
      createCategory(admin, { name: category, description, translations: translated(category), position: null }),
    );
    for (const { name, description: about, team, vendor } of parts) {
      const owners = {
        teamId: teamIds.get(team) ?? null,
        vendorId: vendor === undefined ? null : (targets.get(vendor) ?? null),
      };
      components.set(
        name,
        (
          await must(
            createComponent(admin, {
              name,
              description: about ?? null,
              translations: translated(name),
              categoryId,
              ...owners,
              position: null,
            }),
          )
        ).id,
      );
    }
  }
  return { components, targets };
}

const translated = (name: string) => (inSpanish[name] === undefined ? {} : { es: inSpanish[name] });

/** What is stated of parts, by their names. */
export type Parts = Readonly<Record<string, IncidentComponentStatus>>;

export const stated = (ids: Ids, parts: Parts): StatedComponents =>
  Object.fromEntries(Object.entries(parts).map(([name, status]) => [idOf(ids.components, name), status]));

/** Throws where the demo has nothing of that name. */
export function idOf<T>(map: ReadonlyMap<string, T>, name: string): T {
  const id = map.get(name);
  if (id === undefined) throw new Error(`the demo knows nothing called ${name}`);
  return id;
}
