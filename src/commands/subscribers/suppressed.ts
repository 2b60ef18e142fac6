import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { mailFailure, suppression } from '#db/schema/subscriber.ts';
import type { Tokens } from '#platform/tokens.ts';

/** An address as only this installation can recognise it: it says nothing of whom it stands for. */
export const addressHash = (tokens: Tokens, address: string): string =>
  tokens.derive('suppression', address.trim().toLowerCase()).slice(0, 32);

/** Whether nothing is to be written to an address, also where its subscriber was erased since. */
export async function isSuppressed(tx: Transaction, tokens: Tokens, address: string): Promise<boolean> {
  const [row] = await tx
    .select({ at: suppression.at })
    .from(suppression)
    .where(eq(suppression.addressHash, addressHash(tokens, address)));
  return row !== undefined;
}

/** What came back before counts no more. A provider keeps a list of its own, which only it can mend. */
export async function writeAgain(tx: Transaction, tokens: Tokens, address: string): Promise<void> {
  const hash = addressHash(tokens, address);
  await tx.delete(suppression).where(eq(suppression.addressHash, hash));
  await tx.delete(mailFailure).where(eq(mailFailure.addressHash, hash));
}
