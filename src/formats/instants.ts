/** RFC 3339 in UTC with milliseconds, as every time in our JSON (CONTRACT.md). */
export const milliseconds = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' });
export const millisecondsOrNull = (instant: Temporal.Instant | null): string | null =>
  instant === null ? null : milliseconds(instant);

/** RFC 3339 in UTC with whole seconds, as in Atom feeds and sitemaps. */
export const seconds = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' });

/** RFC 822 with a numeric zone, as in RSS: "Wed, 07 Oct 2026 21:23:29 +0000". */
export const mailDate = (instant: Temporal.Instant): string =>
  new Date(instant.epochMilliseconds).toUTCString().replace('GMT', '+0000');
