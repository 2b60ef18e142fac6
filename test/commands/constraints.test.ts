import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { attachmentTypes } from '#domain/attachment.ts';
import { componentStatuses } from '#domain/component.ts';
import { confirmationAnswers } from '#domain/confirmation.ts';
import { contractTerms } from '#domain/contract.ts';
import { passages, priorities, targetKinds } from '#domain/escalation.ts';
import { feedbackDecisions } from '#domain/feedback.ts';
import { confirmationMarks, endings, impacts, incidentStatuses, origins, updateKinds } from '#domain/incident.ts';
import { extents, replicationOutcomes, stepKinds, stepOutcomes } from '#domain/investigation.ts';
import { locales } from '#domain/locale.ts';
import { mailKinds, postKinds } from '#domain/mail.ts';
import { maintenanceNews, maintenanceStatuses } from '#domain/maintenance.ts';
import { attemptOutcomes, batchStates, deliveryStates, holdReasons, notificationKinds } from '#domain/notification.ts';
import { roles } from '#domain/policy.ts';
import { postmortemStates } from '#domain/postmortem.ts';
import { fates } from '#domain/returned.ts';
import { rhythms, topics } from '#domain/preferences.ts';
import { providers, stopReasons } from '#domain/provider.ts';
import { followUpAnswers, reportKinds, reportSources, reportStates } from '#domain/report.ts';
import { channels, disabledReasons, subscriberStates, subscriptionScopes } from '#domain/subscription.ts';
import { useDatabase } from '../support/database.ts';

const { db } = useDatabase();

/** What the database lets stand in a column, and the list of the domain that says so. */
const lists: Record<string, readonly string[]> = {
  component_status_known: componentStatuses,
  component_status_interval_status_known: componentStatuses,
  incident_component_status_known: componentStatuses,
  target_kind_known: targetKinds,
  attachment_type_known: attachmentTypes,
  contract_terms_known: contractTerms,
  feedback_decision_known: feedbackDecisions,
  report_state_known: reportStates,
  report_kind_known: reportKinds,
  report_source_known: reportSources,
  report_follow_up_answer_known: followUpAnswers,
  investigation_replication_known: replicationOutcomes,
  investigation_extent_known: extents,
  investigation_step_kind_known: stepKinds,
  investigation_step_outcome_known: stepOutcomes,
  escalation_priority_known: priorities,
  escalation_passage_known: passages,
  confirmation_request_extent_known: extents,
  confirmation_request_answer_known: confirmationAnswers,
  incident_status_known: incidentStatuses,
  incident_impact_known: impacts,
  incident_confirmation_known: confirmationMarks,
  incident_origin_known: origins,
  incident_ending_known: endings,
  incident_impact_override_known: impacts,
  incident_update_status_known: incidentStatuses,
  maintenance_status_known: maintenanceStatuses,
  maintenance_update_status_known: maintenanceStatuses,
  maintenance_update_news_known: maintenanceNews,
  incident_update_kind_known: updateKinds,
  postmortem_state_known: postmortemStates,
  notification_kind_known: notificationKinds,
  notification_held_because_known: holdReasons,
  mail_provider_name_known: providers,
  mail_provider_stopped_known: stopReasons,
  send_batch_provider_known: providers,
  subscriber_channel_known: channels,
  subscriber_state_known: subscriberStates,
  subscription_scope_known: subscriptionScopes,
  delivery_channel_known: channels,
  delivery_state_known: deliveryStates,
  mail_state_known: deliveryStates,
  mail_kind_known: [...new Set([...mailKinds, ...postKinds])],
  subscriber_minimum_impact_known: impacts,
  subscriber_topics_known: topics,
  subscriber_rhythm_known: rhythms,
  subscriber_disabled_reason_known: disabledReasons,
  delivery_fate_known: fates,
  mail_fate_known: fates,
  mail_channel_known: channels,
  send_batch_channel_known: channels,
  send_batch_state_known: batchStates,
  send_batch_last_outcome_known: attemptOutcomes,
  api_token_role_known: roles,
  account_roles_known: roles,
  account_locale_known: locales,
  subscriber_locale_known: locales,
  report_locale_known: locales,
  mail_locale_known: locales,
  opt_in_locale_known: locales,
  guide_original_language_known: locales,
  guide_version_original_language_known: locales,
};

it('the database and the domain agree on every list, value by value', async () => {
  const checks = await db.execute<{ name: string; definition: string }>(sql`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conname like '%\\_known'`);
  const known = Object.fromEntries(
    checks.map(({ name, definition }) => [
      name,
      [...definition.matchAll(/'([^']*)'::text/gu)].map((match) => match[1]),
    ]),
  );
  expect(known).toEqual(lists);
});
