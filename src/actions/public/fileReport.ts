import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fileReport as file } from '#commands/reports/file.ts';
import { bounds } from '#domain/text.ts';
import { href } from '#i18n/href.ts';
import type { Context } from '#platform/context.ts';
import { email, idOf, line, perhaps, prose } from '#platform/validation.ts';
import { pictureForm } from '../form.ts';

/** The public form: four questions, and then the report's own private page. Source 002 step 1. */
export const fileReport = pictureForm({
  input: z.object({
    tried: prose(),
    expected: prose(),
    actual: prose(),
    note: perhaps(line(bounds.short)),
    component_id: perhaps(idOf('component')),
    incident_id: perhaps(idOf('incident')),
    email: z.string().trim().min(1).pipe(email),
    name: perhaps(line()),
  }),
  run: async (ctx, { tried, expected, actual, note, component_id, incident_id, email, name }, pictures) => {
    const filed = await file(onceOnly(ctx, { tried, expected, actual, email }), {
      tried,
      expected,
      actual,
      reporter: { email, name },
      componentId: component_id,
      incidentId: incident_id,
      identifiers: note === null ? {} : { note },
      links: [],
      locale: ctx.locale,
      source: 'form',
      pictures,
    });
    if (!filed.ok) return filed;
    const { id, reference } = filed.value;
    return { ok: true, value: href(`/reports/${reference}?key=${ctx.tokens.sign('report', id)}`, ctx.locale) };
  },
  then: (page) => page,
});

/** The form's bytes are the same for everybody, so a second press of its button is known by the very same words. */
function onceOnly(ctx: Context, account: object): Context {
  const key = createHash('sha256').update(JSON.stringify(account)).digest('hex');
  return { ...ctx, idempotency: { owner: `report:${ctx.origin?.network ?? ''}`, key, requestHash: key } };
}
