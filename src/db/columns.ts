import { customType, text } from 'drizzle-orm/pg-core';
import type { Id, Noun } from '#domain/id.ts';

/** `timestamptz` as `Temporal.Instant`, to the microsecond. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: (value) => Temporal.Instant.from(value.replace(' ', 'T').replace(/([+-]\d\d)$/u, '$1:00')),
  toDriver: (value) => value.toString({ smallestUnit: 'microsecond' }),
});

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Words to search by; PostgreSQL makes it, and nobody reads it. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const id = <N extends Noun>(name?: string) =>
  name === undefined ? text().$type<Id<N>>() : text(name).$type<Id<N>>();
