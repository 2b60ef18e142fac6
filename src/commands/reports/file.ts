import { eq } from 'drizzle-orm';
import { component } from '#db/schema/catalogue.ts';
import { incident } from '#db/schema/incident.ts';
import { report } from '#db/schema/report.ts';
import type { CleanPicture } from '#domain/attachment.ts';
import type { Id } from '#domain/id.ts';
import type { Locale } from '#domain/locale.ts';
import type { ReportSource } from '#domain/report.ts';
import { accept, refuse, type Point } from '#domain/result.ts';
import { dueBy, promiseTo } from '#queries/promise.ts';
import { command } from '../command.ts';
import { queueMail } from '../mail.ts';
import { keepPictures } from '../pictures.ts';

export type ReportDraft = {
  reporter: { email: string; name: string | null };
  tried: string;
  expected: string;
  actual: string;
  componentId: Id<'component'> | null;
  incidentId: Id<'incident'> | null;
  identifiers: Record<string, string>;
  links: string[];
  locale: Locale;
  source: ReportSource;
  pictures?: readonly CleanPicture[];
};

/** A person's account of a problem: reference number at once, acknowledgement by mail. Source 002 step 1. */
export const fileReport = command({
  action: 'reports.file',
  load: async (tx, draft: ReportDraft) => {
    const [promise, components, incidents] = await Promise.all([
      promiseTo(tx, draft.reporter.email),
      draft.componentId === null
        ? []
        : tx.select({ id: component.id }).from(component).where(eq(component.id, draft.componentId)),
      draft.incidentId === null
        ? []
        : tx.select({ id: incident.id }).from(incident).where(eq(incident.id, draft.incidentId)),
    ]);
    return {
      promise,
      knowsComponent: components.length > 0,
      knowsIncident: incidents.length > 0,
    };
  },
  decide: (known, draft, ctx) => {
    const unknown: Point[] = [];
    if (draft.componentId !== null && !known.knowsComponent) unknown.push({ path: 'component_id', code: 'unknown' });
    if (draft.incidentId !== null && !known.knowsIncident) unknown.push({ path: 'incident_id', code: 'unknown' });
    if (unknown.length > 0) return refuse('invalid', unknown);
    const id = ctx.newId<'report'>();
    return accept({
      value: { id, draft, contractId: known.promise.contractId, dueAt: dueBy(known.promise, ctx.now()) },
      events: [{ name: 'report.filed', subject: id, reportId: id, data: { source: draft.source } }],
      wake: ['mail'],
    });
  },
  save: async (tx, { id, draft, contractId, dueAt }, _known, ctx) => {
    const { reporter, pictures = [], ...account } = draft;
    let reference = ctx.newReference();
    const row = {
      ...account,
      id,
      reference,
      state: 'new' as const,
      reporterEmail: reporter.email,
      reporterName: reporter.name,
      createdAt: ctx.now(),
      firstAnswerDueAt: dueAt,
      contractId,
    };
    // 30^5 references: two reports meet now and then, and the second takes another.
    while (
      (
        await tx
          .insert(report)
          .values({ ...row, reference })
          .onConflictDoNothing()
          .returning({ id: report.id })
      ).length === 0
    )
      reference = ctx.newReference();
    await keepPictures(tx, ctx, pictures, { reportId: id, messageId: null });
    await queueMail(tx, ctx, {
      kind: 'report_received',
      to: reporter.email,
      locale: draft.locale,
      about: { reportId: id },
    });
    return { id, reference };
  },
});
