import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { incident } from '#db/schema/incident.ts';
import { investigation } from '#db/schema/investigation.ts';
import { page } from '#db/schema/page.ts';
import { report } from '#db/schema/report.ts';

/** The page's name and how much is open, for the frame of every console page. */
export type ConsoleNav = { name: string; reports: number; investigations: number; incidents: number };

/** One statement; the name is empty before set-up. */
export async function consoleNav(db: Database): Promise<ConsoleNav> {
  // Executed as it stands: in a select from one table the builder leaves the tables' names out, and `id` would be the wrong one.
  const [row] = await db.execute<ConsoleNav>(sql`
    select
      coalesce((select ${page.name} from ${page}), '') as name,
      (select count(*)::int from ${report} where ${report.state} = 'new') as reports,
      (select count(*)::int from ${investigation} where ${investigation.closedAt} is null) as investigations,
      (select count(*)::int from ${incident} where ${incident.status} <> 'resolved') as incidents`);
  return row ?? { name: '', reports: 0, investigations: 0, incidents: 0 };
}
