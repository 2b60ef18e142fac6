import { connect, type Connection } from '#db/client.ts';
import { page } from '#db/schema/page.ts';
import type { Runtime } from '#platform/runtime.ts';

const pollMilliseconds = 5_000;

/** Hears from the database that public pages changed in another process; polls as well, since a notice can be lost. */
export function watchPage(runtime: Runtime, connection: Connection): { stop(): Promise<void> } {
  const client = connect(connection, 2);
  const look = async () => {
    const [row] = await client.db.select({ version: page.version }).from(page);
    if (row !== undefined) runtime.pages.changed(row.version);
  };
  const quietly = () => void look().catch(() => {});
  void client.listen('allclear_page', (version) => runtime.pages.changed(Number(version))).catch(() => {});
  const timer = setInterval(quietly, pollMilliseconds);
  quietly();
  return {
    stop: async () => {
      clearInterval(timer);
      await client.close();
    },
  };
}
