import { eq } from 'drizzle-orm';
import { page } from '#db/schema/page.ts';
import { accept } from '#domain/result.ts';
import { command } from '../command.ts';

export type DeskSettings = { answerReminderMinutes: number; silenceDays: number };

/** When an agent is reminded of a first answer, and after how many days a reporter's silence is told. */
export const changeDesk = command({
  action: 'page.change',
  load: async (tx, _settings: DeskSettings) => (await tx.select({ id: page.id }).from(page).for('update'))[0] ?? null,
  decide: (row, settings) =>
    accept({ value: settings, events: [{ name: 'desk.changed', subject: row.id, data: { ...settings } }] }),
  save: async (tx, settings, row) => {
    await tx.update(page).set(settings).where(eq(page.id, row.id));
    return { id: row.id };
  },
});
