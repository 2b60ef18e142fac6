import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fileReport as file } from '#commands/reports/file.ts';
import type { Id } from '#domain/id.ts';
import type { ReportSource } from '#domain/report.ts';
import { bounds } from '#domain/text.ts';
import { href } from '#i18n/href.ts';
import type { Context } from '#platform/context.ts';
import { email, idOf, line, perhaps, prose } from '#platform/validation.ts';
import { pictureForm } from '../form.ts';

type Filed = { id: Id<'report'>; reference: string };

/** The public form: four questions, and then the report's own private page. Source 002 step 1. */
export const fileReport = reportForm('form', (ctx, { id, reference }) =>
  href(`/reports/${reference}?key=${ctx.tokens.sign('report', id)}`, ctx.locale),
);

/** The same in a frame on somebody else's page, which stays where it is and says the reference. */
export const fileReportInFrame = reportForm('widget', (ctx, { id }) =>
  href(`/embed/report?key=${ctx.tokens.sign('report', id)}`, ctx.locale),
);

function reportForm(source: ReportSource, next: (ctx: Context, filed: Filed) => string) {
  return pictureForm({
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
        source,
        pictures,
      });
      if (!filed.ok) return filed;
      return { ok: true, value: next(ctx, filed.value) };
    },
    then: (page) => page,
  });
}

/** The form's bytes are the same for everybody, so a second press of its button is known by the very same words. */
function onceOnly(ctx: Context, account: object): Context {
  const key = createHash('sha256').update(JSON.stringify(account)).digest('hex');
  return { ...ctx, idempotency: { owner: `report:${ctx.origin?.network ?? ''}`, key, requestHash: key } };
}
