import type { ComponentStatus } from '#domain/component.ts';
import type { ConfirmationAnswer } from '#domain/confirmation.ts';
import type { Priority, TargetKind } from '#domain/escalation.ts';
import type { Ending, Impact, IncidentStatus, Origin } from '#domain/incident.ts';
import type { Extent, ReplicationOutcome, StepKind, StepOutcome } from '#domain/investigation.ts';
import type { MaintenanceNews, MaintenanceStatus } from '#domain/maintenance.ts';
import type { DeliveryState } from '#domain/notification.ts';
import type { Role } from '#domain/policy.ts';
import type { Station } from '#domain/rail.ts';
import type { ReportKind, ReportSource, ReportState } from '#domain/report.ts';

/** The words of the field, for each value of each list. */
export const terms = {
  status: {
    operational: 'Operational',
    under_maintenance: 'Maintenance',
    degraded_performance: 'Degraded',
    partial_outage: 'Partial outage',
    major_outage: 'Major outage',
  } satisfies Record<ComponentStatus, string>,
  incident: {
    investigating: 'Looking into it',
    identified: 'We know the cause',
    monitoring: 'Watching',
    resolved: 'Resolved',
  } satisfies Record<IncidentStatus, string>,
  maintenance: {
    scheduled: 'Planned',
    in_progress: 'In progress',
    verifying: 'Checking the result',
    completed: 'Completed',
    cancelled: 'Called off',
  } satisfies Record<MaintenanceStatus, string>,
  /** What an entry of a maintenance's timeline tells. */
  news: {
    scheduled: 'Planned',
    moved: 'Moved',
    changed: 'Changed',
    note: 'Update',
    reminder: 'Reminder',
    started: 'Begun',
    verifying: 'Checking the result',
    completed: 'Completed',
    cancelled: 'Called off',
  } satisfies Record<MaintenanceNews, string>,
  ending: { resolved: 'Resolved', retracted: 'Retracted' } satisfies Record<Ending, string>,
  origin: { published: 'Published', backfilled: 'Recorded afterwards' } satisfies Record<Origin, string>,
  impact: { none: 'No impact', minor: 'Minor', major: 'Major', critical: 'Critical' } satisfies Record<Impact, string>,
  report: {
    new: 'New',
    claimed: 'Claimed',
    waiting_on_reporter: 'Waiting for the reporter',
    escalated: 'Being investigated',
    on_hold: 'On hold: asked whether it is fixed',
    solved: 'Solved',
    closed: 'Closed',
  } satisfies Record<ReportState, string>,
  kind: { question: 'Question', feedback: 'Feedback', bug: 'Bug' } satisfies Record<ReportKind, string>,
  source: {
    form: 'form',
    api: 'API',
    email: 'e-mail',
    widget: 'widget',
    phone: 'phone',
    monitoring: 'monitoring',
  } satisfies Record<ReportSource, string>,
  extent: {
    single_user: 'One person',
    several_users: 'Several people',
    large_group: 'A large group',
    system_wide: 'Everyone',
  } satisfies Record<Extent, string>,
  replication: { replicated: 'Yes', not_replicated: 'No', intermittent: 'Now and then' } satisfies Record<
    ReplicationOutcome,
    string
  >,
  step: {
    step: 'Step',
    suggestion: 'Suggestion',
    attempt: 'Attempt',
    question: 'Question',
    note: 'Note',
  } satisfies Record<StepKind, string>,
  outcome: { done: 'Done', failed: 'Did not help', not_applicable: 'Does not apply' } satisfies Record<
    StepOutcome,
    string
  >,
  answer: {
    system_wide: 'Everyone',
    large_group: 'Many people',
    limited: 'A few people',
    not_a_bug: 'Not a bug',
  } satisfies Record<ConfirmationAnswer, string>,
  priority: { low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' } satisfies Record<Priority, string>,
  target: { support_manager: 'Support manager', team: 'Team', vendor: 'Vendor' } satisfies Record<TargetKind, string>,
  role: {
    agent: 'Support agent',
    manager: 'Support manager',
    developer: 'Developer',
    admin: 'Administrator',
  } satisfies Record<Role, string>,
  station: {
    reported: 'Reported',
    troubleshot: 'Troubleshot',
    replicated: 'Replicated',
    extent: 'Extent',
    escalated: 'Escalated',
    confirmed: 'Confirmed',
    published: 'Published',
    resolved: 'Resolved',
    followed_up: 'Followed up',
  } satisfies Record<Station, string>,
  delivery: {
    pending: 'waiting',
    batched: 'leaving',
    accepted: 'sent',
    suppressed: 'suppressed',
    unsubscribed: 'unsubscribed',
    failed: 'failed',
    cancelled: 'cancelled',
    superseded: 'superseded',
    held: 'held',
    unknown: 'unknown',
  } satisfies Record<DeliveryState, string>,
};
