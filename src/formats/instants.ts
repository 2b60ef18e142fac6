/** RFC 3339 in UTC with milliseconds, as every time in our JSON (CONTRACT.md). */
export const milliseconds = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' });
export const millisecondsOrNull = (instant: Temporal.Instant | null): string | null =>
  instant === null ? null : milliseconds(instant);
