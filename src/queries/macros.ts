import { asc } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { macro } from '#db/schema/inbox.ts';

export type MacroLine = Pick<typeof macro.$inferSelect, 'id' | 'name' | 'bodies' | 'version'>;

/** Prepared answers by name. */
export const macroLines = (db: Database): Promise<MacroLine[]> =>
  db
    .select({ id: macro.id, name: macro.name, bodies: macro.bodies, version: macro.version })
    .from(macro)
    .orderBy(asc(macro.name));
