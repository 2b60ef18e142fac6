import { page } from '#db/schema/page.ts';
import type { Runtime } from '#platform/runtime.ts';

/** What the operator sees when it runs: where the page and the console are, and how to begin. */
export async function printAddresses({ client, publicUrl, tokens }: Runtime, place: string | null): Promise<void> {
  console.log(`Page     ${publicUrl}/`);
  console.log(`Console  ${publicUrl}/console`);
  if (place !== null) console.log(`Data     ${place}`);
  const [known] = await client.db.select({ id: page.id }).from(page);
  if (known === undefined) console.log(`Set up   ${publicUrl}/console/set-up/${setUpKey(tokens)}  (works once)`);
}

/** The one-time link of an empty database: derived, so that a restart prints the same one. */
export const setUpKey = (tokens: Runtime['tokens']): string => tokens.derive('set_up', 'first administrator');
