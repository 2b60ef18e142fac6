import { can, type Actor } from '#domain/policy.ts';
import type { Locale } from '#domain/locale.ts';
import { duration, listOf } from '#formats/dates.ts';
import { words } from '#i18n/index.ts';
import { describe } from '#i18n/refusalText.ts';
import { setUpSteps, type SetUpStep } from '#domain/setUpStep.ts';
import type { QueueItem } from '#queries/consoleQueue.ts';

/** What a row of the queue says, and where its button leads. */
export type QueueText = { kind: string; title: string; text: string; act: string; href: string };

export function queueText(item: QueueItem, locale: Locale, now: Temporal.Instant): QueueText {
  const {
    console: { home: w },
    terms,
  } = words(locale);
  const act = w.act[item.kind];
  switch (item.kind) {
    case 'unclaimed':
    case 'unanswered':
      return {
        kind: w.kind[item.kind],
        title: item.title,
        text: [item.reference, item.component].filter(Boolean).join(' · '),
        act,
        href: `/console/reports/${item.reportId}`,
      };
    case 'said_no':
      return {
        kind: w.kind.said_no,
        title: item.title,
        text: w.text.said_no(item.incident, item.note ?? ''),
        act,
        href: `/console/reports/${item.reportId}`,
      };
    case 'silent':
      return {
        kind: w.kind.silent,
        title: item.title,
        text: w.text.silent(item.incident, item.due === null ? '' : duration(item.due, now, locale)),
        act,
        href: `/console/reports/${item.reportId}#follow-up`,
      };
    case 'wrote_back':
      return {
        kind: w.kind.wrote_back,
        title: item.title,
        text: item.reference,
        act,
        href: `/console/reports/${item.reportId}`,
      };
    case 'answer_late':
      return {
        kind: w.kind.answer_late,
        title: item.title,
        text: w.text.answer_late(item.reference, item.by ?? words(locale).console.reports.nobody),
        act,
        href: `/console/reports/${item.reportId}`,
      };
    case 'not_over':
      return {
        kind: w.kind.not_over,
        title: item.title,
        text: w.text.not_over(String(item.noes)),
        act,
        href: `/console/incidents/${item.incidentId}`,
      };
    case 'points_missing': {
      const points = describe({ code: 'escalation_gate', errors: item.points.slice(0, 3) }, locale).points.map(
        ({ message }) => message,
      );
      return {
        kind: w.kind.points_missing(item.points.length),
        title: item.title,
        text: points.join(' ') || w.text.points_missing,
        act,
        href: pageOf(item.investigationId),
      };
    }
    case 'to_ask':
      return {
        kind: w.kind.to_ask,
        title: item.title,
        text: w.text.to_ask(item.by, words(locale).console.investigation.escalate.passage[item.passage]),
        act,
        href: pageOf(item.investigationId),
      };
    case 'waiting':
      return {
        kind: w.kind.waiting,
        title: item.title,
        text: w.text.waiting(item.team, listOf(item.developers, locale)),
        act,
        href: pageOf(item.investigationId),
      };
    case 'to_publish':
      return {
        kind: w.kind.to_publish(terms.answer[item.answer]),
        title: item.title,
        text: w.text.to_publish(item.by, item.team, item.note),
        act,
        href: `${pageOf(item.investigationId)}/publish`,
      };
    case 'ask_again':
      return {
        kind: w.kind.ask_again,
        title: item.title,
        text: w.text.ask_again,
        act,
        href: pageOf(item.investigationId),
      };
    case 'to_correct':
      return {
        kind: w.kind.to_correct(terms.answer[item.answer]),
        title: item.title,
        text: w.text.to_correct,
        act,
        href: `/console/incidents/${item.incidentId}`,
      };
    case 'update_due':
      return {
        kind: w.kind.update_due,
        title: item.title,
        text: w.text.update_due(duration(item.updatedAt, now, locale)),
        act,
        href: `/console/incidents/${item.incidentId}`,
      };
    case 'maintenance_soon':
    case 'maintenance_late':
    case 'maintenance_overruns':
      return {
        kind: w.kind[item.kind],
        title: item.title,
        text: listOf(item.parts, locale),
        act,
        href: `/console/maintenances/${item.maintenanceId}`,
      };
    case 'answered_small':
      return {
        kind: w.kind.answered_small(terms.answer[item.answer]),
        title: item.title,
        text: w.text.answered_small(item.reports),
        act,
        href: `${pageOf(item.investigationId)}#linked`,
      };
    case 'to_confirm':
      return {
        kind: w.kind.to_confirm,
        title: item.title,
        text: w.text.to_confirm(item.by, item.note),
        act,
        href: `${pageOf(item.investigationId)}#confirmed`,
      };
    case 'no_people':
      return {
        kind: w.kind.no_people,
        title: w.title.no_people,
        text: w.text.no_people(
          listOf(
            item.missingRoles.map((role) => terms.role[role].toLowerCase()),
            locale,
          ),
        ),
        act,
        href: setUpPages.no_people,
      };
    case 'no_components':
    case 'no_teams':
    case 'outbox':
    case 'no_subscribers':
    case 'no_reports':
      return {
        kind: w.kind[item.kind],
        title: w.title[item.kind],
        text: w.text[item.kind],
        act,
        href: setUpPages[item.kind],
      };
  }
}

const pageOf = (id: string): string => `/console/investigations/${id}`;
const setUpPages: Readonly<Record<SetUpStep, string>> = {
  no_components: '/console/components',
  no_people: '/console/people',
  no_teams: '/console/settings/teams',
  outbox: '/console/outbox',
  no_subscribers: '/console/settings/subscribers',
  no_reports: '/report',
};

/** "Step 2 of 6", for what a new page still lacks. */
export const setUpStep = (kind: SetUpStep, locale: Locale): string =>
  words(locale).console.home.step(setUpSteps.indexOf(kind) + 1, setUpSteps.length);

/** How urgent a row is: late, due within the hour, or in good time. What has no due time of its own only waits. */
export function urgency(item: QueueItem, now: Temporal.Instant): { hasDue: boolean; late: boolean; soon: boolean } {
  const hasDue =
    item.kind === 'unclaimed' ||
    item.kind === 'unanswered' ||
    item.kind === 'update_due' ||
    item.kind === 'answer_late' ||
    item.kind.startsWith('maintenance_');
  if (item.due === null || !hasDue) return { hasDue, late: false, soon: false };
  const minutes = (item.due.epochMilliseconds - now.epochMilliseconds) / 60_000;
  return { hasDue, late: minutes < 0, soon: minutes >= 0 && minutes < 60 };
}

/** Which row has the filled button: a confirmed problem waits for nobody; else the first. */
export const prominent = (items: readonly QueueItem[]): QueueItem | undefined =>
  items.find(({ kind }) => kind === 'to_publish') ?? items[0];

/** What somebody of these roles would find here. */
export const emptyText = (actor: Actor, locale: Locale): string => {
  const w = words(locale).console.home.empty;
  if (can(actor, 'incidents.publish')) return w.manager;
  if (can(actor, 'reports.work')) return w.agent;
  return can(actor, 'confirmations.answer') ? w.developer : w.admin;
};
