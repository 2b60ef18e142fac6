import type { ComponentStatus } from '#domain/component.ts';
import type { PublicCategory, PublicComponent } from '#queries/publicPage.ts';
import { milliseconds } from '../instants.ts';

/** The 13 keys in the order of the recordings; a category is a group and lists its children besides. */
export type StatuspageComponent = {
  id: string;
  name: string;
  status: ComponentStatus;
  created_at: string;
  updated_at: string;
  position: number;
  description: string | null;
  showcase: boolean;
  start_date: string | null;
  group_id: string | null;
  page_id: string;
  group: boolean;
  only_show_if_degraded: boolean;
  components?: string[];
};

/** A flat list: each category as a group, followed by its components. statuspage-api.md 3.1. */
export const groupsAndComponents = (categories: readonly PublicCategory[], pageId: string): StatuspageComponent[] =>
  categories.flatMap((category) => [
    groupOf(category, pageId),
    ...category.components.map((component) => componentOf(component, category.id, pageId)),
  ]);

/** Those components that are named and still on the page, as they are now. */
export const currentComponents = (
  categories: readonly PublicCategory[],
  pageId: string,
  ids: readonly string[],
): StatuspageComponent[] =>
  categories.flatMap((category) =>
    category.components
      .filter(({ id }) => ids.includes(id))
      .map((component) => componentOf(component, category.id, pageId)),
  );

const componentOf = (component: PublicComponent, groupId: string, pageId: string): StatuspageComponent => ({
  id: component.id,
  name: component.name,
  status: component.status,
  created_at: milliseconds(component.createdAt),
  updated_at: milliseconds(component.updatedAt),
  position: component.position,
  description: component.description,
  showcase: true,
  start_date: component.createdAt.toZonedDateTimeISO('UTC').toPlainDate().toString(),
  group_id: groupId,
  page_id: pageId,
  group: false,
  only_show_if_degraded: false,
});

const groupOf = (category: PublicCategory, pageId: string): StatuspageComponent => ({
  id: category.id,
  name: category.name,
  status: category.status,
  created_at: milliseconds(category.createdAt),
  // Its status is its components', so that whatever moves one of them moves the group.
  updated_at: milliseconds(newest([category.updatedAt, ...category.components.map(({ updatedAt }) => updatedAt)])),
  position: category.position,
  description: category.description,
  showcase: false,
  start_date: null,
  group_id: null,
  page_id: pageId,
  group: true,
  only_show_if_degraded: false,
  components: category.components.map(({ id }) => id),
});

const newest = (instants: readonly [Temporal.Instant, ...Temporal.Instant[]]): Temporal.Instant =>
  instants.reduce((a, b) => (Temporal.Instant.compare(a, b) >= 0 ? a : b));
