import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { page } from '#db/schema/page.ts';
import { account } from '#db/schema/people.ts';
import type { Id } from '#domain/id.ts';

const columns = {
  id: account.id,
  name: account.name,
  email: account.email,
  passwordHash: account.passwordHash,
  disabledAt: account.disabledAt,
  locale: account.locale,
};

/** What signing in looks at. Addresses are kept in lower case. */
export async function accountByEmail(db: Database, email: string) {
  const [row] = await db.select(columns).from(account).where(eq(account.email, email.trim().toLowerCase()));
  return row ?? null;
}

/** What an invitation and a new password look at. */
export async function accountById(db: Database, id: Id<'account'>) {
  const [row] = await db.select(columns).from(account).where(eq(account.id, id));
  return row ?? null;
}

/** The page's name; null before set-up. */
export async function pageName(db: Database): Promise<string | null> {
  const [row] = await db.select({ name: page.name }).from(page);
  return row?.name ?? null;
}
