-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "component" ADD CONSTRAINT "component_status_known" CHECK ("status" IN ('operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'));--> statement-breakpoint
ALTER TABLE "component_status_interval" ADD CONSTRAINT "component_status_interval_status_known" CHECK ("status" IN ('operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'));--> statement-breakpoint
ALTER TABLE "incident_component" ADD CONSTRAINT "incident_component_status_known" CHECK ("status" IN ('operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'));--> statement-breakpoint
ALTER TABLE "target" ADD CONSTRAINT "target_kind_known" CHECK ("kind" IN ('support_manager', 'team', 'vendor'));--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_state_known" CHECK ("state" IN ('new', 'claimed', 'waiting_on_reporter', 'escalated', 'on_hold', 'solved', 'closed'));--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_kind_known" CHECK ("kind" IN ('question', 'feedback', 'bug'));--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_source_known" CHECK ("source" IN ('form', 'api', 'email', 'widget', 'phone', 'monitoring'));--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_follow_up_answer_known" CHECK ("follow_up_answer" IN ('yes', 'no'));--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_replication_known" CHECK ("replication" IN ('replicated', 'not_replicated', 'intermittent'));--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_extent_known" CHECK ("extent" IN ('single_user', 'several_users', 'large_group', 'system_wide'));--> statement-breakpoint
ALTER TABLE "investigation_step" ADD CONSTRAINT "investigation_step_kind_known" CHECK ("kind" IN ('step', 'suggestion', 'attempt', 'question', 'note'));--> statement-breakpoint
ALTER TABLE "investigation_step" ADD CONSTRAINT "investigation_step_outcome_known" CHECK ("outcome" IN ('done', 'failed', 'not_applicable'));--> statement-breakpoint
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_priority_known" CHECK ("priority" IN ('low', 'medium', 'high', 'urgent'));--> statement-breakpoint
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_passage_known" CHECK ("passage" IN ('points', 'emergency', 'exception'));--> statement-breakpoint
ALTER TABLE "confirmation_request" ADD CONSTRAINT "confirmation_request_extent_known" CHECK ("extent" IN ('single_user', 'several_users', 'large_group', 'system_wide'));--> statement-breakpoint
ALTER TABLE "confirmation_request" ADD CONSTRAINT "confirmation_request_answer_known" CHECK ("answer" IN ('system_wide', 'large_group', 'limited', 'not_a_bug'));--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_status_known" CHECK ("status" IN ('investigating', 'identified', 'monitoring', 'resolved'));--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_impact_known" CHECK ("impact" IN ('none', 'minor', 'major', 'critical'));--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_confirmation_known" CHECK ("confirmation" IN ('confirmed', 'not_yet_confirmed'));--> statement-breakpoint
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_status_known" CHECK ("status" IN ('investigating', 'identified', 'monitoring', 'resolved'));--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_channel_known" CHECK ("channel" IN ('email'));--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_state_known" CHECK ("state" IN ('unconfirmed', 'active', 'unsubscribed'));--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_scope_known" CHECK ("scope" IN ('all', 'category', 'component', 'incident'));--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_known" CHECK ("channel" IN ('email'));--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state_known" CHECK ("state" IN ('pending', 'batched', 'accepted', 'suppressed', 'unsubscribed', 'failed', 'cancelled', 'superseded', 'held', 'unknown'));--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_state_known" CHECK ("state" IN ('pending', 'batched', 'accepted', 'suppressed', 'unsubscribed', 'failed', 'cancelled', 'superseded', 'held', 'unknown'));--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_kind_known" CHECK ("kind" IN ('report_received', 'report_reply', 'opt_in', 'confirmation_request', 'follow_up', 'invitation'));--> statement-breakpoint
ALTER TABLE "mail_batch" ADD CONSTRAINT "mail_batch_state_known" CHECK ("state" IN ('ready', 'leased', 'accepted', 'failed', 'cancelled', 'unknown'));--> statement-breakpoint
ALTER TABLE "mail_batch" ADD CONSTRAINT "mail_batch_last_outcome_known" CHECK ("last_outcome" IN ('not_sent', 'ambiguous'));--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_role_known" CHECK ("role" IN ('agent', 'manager', 'developer', 'admin'));--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_locale_known" CHECK ("locale" IN ('en', 'es'));--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_locale_known" CHECK ("locale" IN ('en', 'es'));--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_locale_known" CHECK ("locale" IN ('en', 'es'));--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_locale_known" CHECK ("locale" IN ('en', 'es'));--> statement-breakpoint
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_locale_known" CHECK ("locale" IN ('en', 'es'));--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_roles_known" CHECK ("roles" <@ ARRAY['agent', 'manager', 'developer', 'admin'] AND cardinality("roles") > 0);--> statement-breakpoint
-- Exactly one support manager to escalate to.
CREATE UNIQUE INDEX "target_one_support_manager" ON "target" ("kind") WHERE "kind" = 'support_manager';--> statement-breakpoint
-- A component holds one status at a time.
CREATE UNIQUE INDEX "component_status_interval_one_open" ON "component_status_interval" ("component_id") WHERE "until_at" IS NULL;--> statement-breakpoint
-- The audit log is written once and never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;--> statement-breakpoint
CREATE TRIGGER "event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE INDEX "event_report" ON "event" ("report_id", "sequence");--> statement-breakpoint
CREATE INDEX "event_investigation" ON "event" ("investigation_id", "sequence");--> statement-breakpoint
CREATE INDEX "event_incident" ON "event" ("incident_id", "sequence");
