/**
 * Whether a statement failed because the database is not there: postgres.js's own word for it, the socket's, or what a
 * server says that is starting or stopping. Nothing was changed then, or nobody can tell.
 */
export function isDatabaseLost(error: unknown): boolean {
  const { code } = ((error instanceof Error && error.cause !== undefined ? error.cause : error) ?? {}) as {
    code?: unknown;
  };
  return typeof code === 'string' && /^(?:CONNECT|57P0|ECONN|ENOENT$|EPIPE$|ETIMEDOUT$|EHOST|ENOTFOUND$)/u.test(code);
}
