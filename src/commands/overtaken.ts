/** unique_violation, serialization_failure, deadlock_detected: somebody else's commit is the reason. */
const races = ['23505', '40001', '40P01'];
const tries = 3;

/**
 * Runs a transaction anew when it lost a race that only the database could see. The second time the rule sees what the
 * winner wrote, so two who take the same name at once hear "taken", and not that something broke.
 */
export async function anewIfOvertaken<T>(work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1)
    try {
      return await work();
    } catch (error) {
      if (left <= 1 || !isRace(error)) throw error;
    }
}

/** Drizzle wraps the driver's error. */
const isRace = (error: unknown): boolean =>
  races.includes(String((error as { cause?: { code?: unknown } }).cause?.code ?? (error as { code?: unknown }).code));
