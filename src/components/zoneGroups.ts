/** Every time zone that has a place, by continent. */
export const zoneGroups: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/')),
  (zone) => zone.split('/')[0] ?? '',
);

/** A zone's place as one reads it, under its continent. */
export const placeIn = (zone: string, region: string): string => zone.slice(region.length + 1).replaceAll('_', ' ');
