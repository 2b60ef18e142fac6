import { eq } from 'drizzle-orm';
import { page } from '#db/schema/page.ts';
import { isTimeZone } from '#domain/businessHours.ts';
import { accept, refuse } from '#domain/result.ts';
import { command } from '../command.ts';

export type PageSettings = {
  name: string;
  timeZone: string;
  supportEmail: string | null;
  agentsMayUpdate: boolean;
  /** How long a word waits before it leaves, so that it can be taken back; one of `undoWindows`. Absent: as it is. */
  undoSeconds?: number;
};

/** The page's name, zone, support address and policies. */
export const changePage = command({
  action: 'page.change',
  load: async (tx, _settings: PageSettings) => (await tx.select().from(page).for('update'))[0] ?? null,
  decide: (row, settings) => {
    if (!isTimeZone(settings.timeZone)) return refuse('invalid', [{ path: 'time_zone', code: 'unknown' }]);
    return accept({
      value: settings,
      events: [{ name: 'page.changed', subject: row.id, data: { ...settings, supportEmail: undefined } }],
      publicChange: true,
    });
  },
  save: async (tx, settings, row) => {
    await tx.update(page).set(settings).where(eq(page.id, row.id));
    return { id: row.id };
  },
});
