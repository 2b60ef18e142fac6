/** SQLSTATE classes of what is wrong with the server, its address or our account, and not with a statement of ours. */
const notOurs = /^(?:08|28|3D|53|57)|^42501$/u;

/**
 * Why a database cannot be used as it is given: not there, not let in, no such database, no right to make tables. Null
 * for every other error. The words are the system's or the server's, which never hold the password.
 */
export function whyUnusable(error: unknown): string | null {
  const { code, message } = (error instanceof Error && error.cause !== undefined ? error.cause : error) as {
    code?: unknown;
    message?: unknown;
  };
  if (typeof code !== 'string') return null;
  const isSqlState = /^[0-9A-Z]{5}$/u.test(code);
  if (isSqlState && !notOurs.test(code)) return null;
  // Of several addresses that all refuse, node gives no message of its own.
  return typeof message === 'string' && message !== '' ? message.replace(/\s+/gu, ' ') : code;
}
