export type Clock = {
  now(): Temporal.Instant;
  /** Lets time pass. */
  forward(duration: Temporal.DurationLike): void;
};

/** A clock that stands still until it is moved: a Tuesday morning, always in the past, as rows with a due time need it. */
export function aClock(start = '2025-03-11T10:00:00Z'): Clock {
  let instant = Temporal.Instant.from(start);
  return {
    now: () => instant,
    forward: (duration) => {
      instant = instant.add(duration);
    },
  };
}
