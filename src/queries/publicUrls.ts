import { desc } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';

/** The addresses of incidents' own pages, the newest first. */
export async function incidentUrls(db: Reader, most: number): Promise<string[]> {
  const rows = await db.select({ id: incident.id }).from(incident).orderBy(desc(incident.createdAt)).limit(most);
  return rows.map(({ id }) => `/incidents/${id}`);
}
