/** RFC 3339 in UTC with milliseconds, as every time of the API (CONTRACT.md). */
export const time = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' });
export const timeOrNull = (instant: Temporal.Instant | null): string | null =>
  instant === null ? null : time(instant);
