import { page } from '#db/schema/page.ts';
import type { Runtime } from '#platform/runtime.ts';
import { setUpKey } from '#platform/setUpKey.ts';

/** What the operator sees when it runs: where the page and the console are, and how to begin. */
export async function printAddresses({ client, publicUrl, tokens }: Runtime, place: string | null): Promise<void> {
  console.log(`Page     ${publicUrl}/`);
  console.log(`Console  ${publicUrl}/console`);
  if (place !== null) console.log(`Data     ${place}`);
  const [known] = await client.db.select({ id: page.id }).from(page);
  if (known === undefined) console.log(`Set up   ${publicUrl}/console/set-up/${setUpKey(tokens)}  (works once)`);
}
