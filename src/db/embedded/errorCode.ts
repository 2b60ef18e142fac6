/** The code of a system or PostgreSQL error (`ENOENT`, `3D000`), where it carries one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns the one expected system error into undefined; any other goes on. */
export function unless(...expected: string[]): (error: unknown) => undefined {
  return (error) => {
    if (expected.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  };
}
