import { opensPublishing } from '#domain/confirmation.ts';
import { isReplicated, isWide } from '#domain/investigation.ts';
import type { Locale } from '#domain/locale.ts';
import type { Station } from '#domain/rail.ts';
import { listOf } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import type { InvestigationView } from '#queries/consoleInvestigation.ts';
import { targetName } from './targetName.ts';

/** What a station that is done says of itself in one line, and when it was done. */
export function record(
  station: Station,
  view: InvestigationView,
  locale: Locale,
): { text: string; at: Temporal.Instant | null } {
  const {
    console: {
      investigation: w,
      report: { way },
    },
    terms,
  } = words(locale);
  switch (station) {
    case 'reported': {
      const [first] = view.reports.first;
      return {
        text: first === undefined ? w.reported.none : w.reported.summary(view.reports.total, way[first.source]),
        at: first?.createdAt ?? view.createdAt,
      };
    }
    case 'troubleshot': {
      const of = (kind: string): number => view.steps.filter((step) => step.kind === kind).length;
      return {
        text: w.troubleshot.summary(of('step'), of('attempt')),
        at: view.steps.findLast(({ kind }) => kind === 'step' || kind === 'attempt')?.at ?? null,
      };
    }
    case 'replicated':
      return {
        text: view.replication === null ? w.replicated.none : w.replicated.summary[view.replication],
        at: view.replicatedAt,
      };
    case 'extent':
      return { text: extentText(view, locale), at: view.extentAt };
    case 'escalated': {
      const sent = view.escalations.find(({ kind }) => kind === 'support_manager');
      return sent === undefined
        ? nothing
        : {
            text: w.escalate.summary(
              targetName({ kind: sent.kind, name: sent.target }, locale),
              w.escalate.passage[sent.passage],
            ),
            at: sent.at,
          };
    }
    case 'confirmed':
      return view.latest?.answer == null
        ? { text: w.published.unconfirmed, at: null }
        : {
            text: w.confirmed.summary(terms.answer[view.latest.answer], view.latest.answerer ?? '', view.latest.team),
            at: view.latest.answeredAt,
          };
    case 'published':
      return view.incident === null
        ? nothing
        : { text: w.published.summary(view.incident.title), at: view.incident.createdAt };
    case 'resolved':
      return { text: w.resolved.summary, at: view.incident?.resolvedAt ?? null };
    case 'followed_up':
      return {
        text:
          view.followUps.asked === 0
            ? w.followedUp.nobody
            : w.followedUp.summary(view.followUps.yes, view.followUps.asked),
        at: null,
      };
  }
}

/** Whether a station lies behind only because an emergency, or a publication, went past it. */
export function isSkipped(station: Station, { facts, latest }: InvestigationView): boolean {
  switch (station) {
    case 'troubleshot':
      return !['step', 'attempt'].every((kind) => facts.steps.some((step) => step.kind === kind));
    case 'replicated':
      return !isReplicated(facts.replication);
    case 'extent':
      return !isWide(facts.extent) || facts.componentIds.length === 0;
    case 'confirmed':
      return latest?.answer == null || !opensPublishing(latest.answer);
    default:
      return false;
  }
}

const nothing = { text: '', at: null };

/** "A large group: everyone who schedules campaigns" */
export function extentText(view: InvestigationView, locale: Locale): string {
  const {
    console: { investigation: w },
    terms,
  } = words(locale);
  if (view.extent === null) return w.extent.none;
  return view.audience === null ? terms.extent[view.extent] : `${terms.extent[view.extent]}: ${view.audience}`;
}

/** The names of these parts, for a sentence. */
export function partNames(
  ids: readonly string[],
  known: readonly { id: string; name: string }[],
  locale: Locale,
): string {
  return listOf(
    ids.flatMap((id) => known.find((one) => one.id === id)?.name ?? []),
    locale,
  );
}
