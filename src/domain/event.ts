/** Everything that can happen: the audit log, the timeline and what pages are told, in one closed list. */
export const eventNames = [
  'page.set_up',
  'page.changed',
  'page.brand_changed',
  'account.created',
  'account.changed',
  'account.disabled',
  'account.signed_in',
  'account.sign_in_refused',
  'account.signed_out',
  'account.signed_out_everywhere',
  'account.password_changed',
  'token.created',
  'token.revoked',
  'team.created',
  'team.changed',
  'team.removed',
  'category.created',
  'category.changed',
  'category.removed',
  'component.created',
  'component.changed',
  'component.removed',
  'target.created',
  'target.changed',
  'target.removed',
  'guide.created',
  'guide.changed',
  'guide.archived',
  'report.filed',
  'report.claimed',
  'report.categorised',
  'report.replied',
  'report.linked',
  'report.closed',
  'report.reporter_wrote',
  'report.followed_up',
  'report.put_on_hold',
  'investigation.opened',
  'investigation.step_recorded',
  'investigation.replication_recorded',
  'investigation.extent_judged',
  'investigation.renamed',
  'escalation.sent',
  'escalation.acknowledged',
  'escalation.answered',
  'confirmation.requested',
  'confirmation.answered',
  'confirmation.link_opened',
  'incident.published',
  'incident.updated',
  'incident.resolved',
  'incident.update_edited',
  'maintenance.scheduled',
  'maintenance.changed',
  'maintenance.noted',
  'maintenance.reminded',
  'maintenance.started',
  'maintenance.verifying',
  'maintenance.completed',
  'maintenance.cancelled',
  'maintenance.series_changed',
  'maintenance.series_ended',
  'sending.paused',
  'sending.resumed',
  'sending.cancelled',
  'subscriber.asked',
  'subscriber.confirmed',
  'subscriber.added',
  'subscriber.unsubscribed',
  'subscriber.erased',
  'refused',
] as const;
export type EventName = (typeof eventNames)[number];

/** One thing that happened, as a command returns it; who and when are added by `commands/command.ts`. */
export type DomainEvent = {
  name: EventName;
  /** The noun's id that it is about. */
  subject: string;
  /** What the timeline shows it under. */
  reportId?: string;
  investigationId?: string;
  incidentId?: string;
  /** Facts worth keeping, without secrets and without addresses. */
  data?: Record<string, unknown>;
};
