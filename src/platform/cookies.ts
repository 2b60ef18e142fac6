/** `__Host-sid` wherever the page is served by https; plain http cannot carry that prefix (CONTRACT.md). */
export const sessionCookie = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-sid' : 'sid');

/** Options of the session's cookie. */
export const sessionCookieOptions = (publicUrl: string) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') }) as const;
