/** A time as a form's own field takes it, to the minute, in UTC; empty where there is none. */
export const inForm = (at: Temporal.Instant | null): string =>
  at === null ? '' : at.toString({ smallestUnit: 'minute' }).slice(0, 16);
