CREATE TABLE "category" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"position" integer NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"removed_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "category_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "component" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"category_id" text NOT NULL,
	"team_id" text,
	"vendor_id" text,
	"position" integer NOT NULL,
	"status" text DEFAULT 'operational' NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"removed_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "component_status_interval" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "component_status_interval_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"component_id" text NOT NULL,
	"status" text NOT NULL,
	"from_at" timestamptz NOT NULL,
	"until_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "target" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"team_id" text,
	"address" text,
	"required_facts" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamptz NOT NULL,
	"removed_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "target_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" text PRIMARY KEY NOT NULL,
	"investigation_id" text NOT NULL,
	"title" text NOT NULL,
	"frozen_title" text NOT NULL,
	"status" text NOT NULL,
	"impact" text NOT NULL,
	"confirmation" text,
	"confirmation_request_id" text,
	"translations" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"started_at" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"monitoring_at" timestamptz,
	"resolved_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "incident_investigation_id_unique" UNIQUE("investigation_id")
);
--> statement-breakpoint
CREATE TABLE "incident_component" (
	"incident_id" text NOT NULL,
	"component_id" text NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "incident_component_incident_id_component_id_pk" PRIMARY KEY("incident_id","component_id")
);
--> statement-breakpoint
CREATE TABLE "incident_update" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"status" text NOT NULL,
	"body" text NOT NULL,
	"translations" jsonb NOT NULL,
	"movements" jsonb NOT NULL,
	"notify" boolean NOT NULL,
	"author_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"edited_at" timestamptz,
	CONSTRAINT "incident_update_sequence" UNIQUE("incident_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "incident_update_revision" (
	"update_id" text NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"translations" jsonb NOT NULL,
	"replaced_at" timestamptz NOT NULL,
	"replaced_by" text NOT NULL,
	CONSTRAINT "incident_update_revision_update_id_revision_pk" PRIMARY KEY("update_id","revision")
);
--> statement-breakpoint
CREATE TABLE "confirmation_link" (
	"id" text PRIMARY KEY NOT NULL,
	"request_id" text NOT NULL,
	"account_id" text NOT NULL,
	"expires_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "confirmation_request" (
	"id" text PRIMARY KEY NOT NULL,
	"investigation_id" text NOT NULL,
	"team_id" text NOT NULL,
	"note" text,
	"component_ids" text[] NOT NULL,
	"extent" text,
	"requested_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"answer" text,
	"answer_note" text,
	"answered_by" text,
	"answered_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation" (
	"id" text PRIMARY KEY NOT NULL,
	"investigation_id" text NOT NULL,
	"target_id" text NOT NULL,
	"priority" text NOT NULL,
	"facts" jsonb NOT NULL,
	"emergency" jsonb,
	"exception" jsonb,
	"passage" text NOT NULL,
	"escalated_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamptz,
	"answer" text,
	"reference" text,
	"answered_at" timestamptz,
	"solved_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "investigation" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "investigation_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"opened_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"replication" text,
	"replication_details" text,
	"replicated_at" timestamptz,
	"extent" text,
	"audience" text,
	"extent_at" timestamptz,
	"closed_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "investigation_component" (
	"investigation_id" text NOT NULL,
	"component_id" text NOT NULL,
	CONSTRAINT "investigation_component_investigation_id_component_id_pk" PRIMARY KEY("investigation_id","component_id")
);
--> statement-breakpoint
CREATE TABLE "investigation_step" (
	"id" text PRIMARY KEY NOT NULL,
	"investigation_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"outcome" text,
	"suggestion_id" text,
	"author_id" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notification_id" text NOT NULL,
	"subscriber_id" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"batch_id" text,
	"position" integer,
	"provider_id" text,
	"reason" text,
	"finished_at" timestamptz,
	CONSTRAINT "delivery_once" UNIQUE("notification_id","subscriber_id","channel")
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"to_address" text NOT NULL,
	"locale" text NOT NULL,
	"about" jsonb NOT NULL,
	"state" text NOT NULL,
	"batch_id" text,
	"position" integer,
	"provider_id" text,
	"reason" text,
	"created_at" timestamptz NOT NULL,
	"finished_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "mail_batch" (
	"id" text PRIMARY KEY NOT NULL,
	"notification_id" text,
	"idempotency_key" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"state" text NOT NULL,
	"urgent" boolean NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_attempt_at" timestamptz,
	"last_outcome" text,
	"last_error" text,
	"lease_owner" text,
	"lease_until" timestamptz,
	"fence" integer DEFAULT 0 NOT NULL,
	"available_at" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "mail_batch_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"update_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"audience_at" timestamptz NOT NULL,
	"fanned_out_at" timestamptz,
	"fan_out_cursor" text,
	"paused_at" timestamptz,
	CONSTRAINT "notification_update_id_unique" UNIQUE("update_id")
);
--> statement-breakpoint
CREATE TABLE "outbox_mail" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_mail_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"batch_id" text NOT NULL,
	"position" integer NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"headers" jsonb NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"sent_at" timestamptz NOT NULL,
	CONSTRAINT "outbox_mail_once" UNIQUE("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamptz NOT NULL,
	"name" text NOT NULL,
	"actor_id" text,
	"actor_roles" text[] NOT NULL,
	"subject" text NOT NULL,
	"report_id" text,
	"investigation_id" text,
	"incident_id" text,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"key" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page" (
	"id" text PRIMARY KEY NOT NULL,
	"only" boolean DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'Etc/UTC' NOT NULL,
	"support_email" text,
	"agents_may_update" boolean DEFAULT false NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"changed_at" timestamptz NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "page_only_unique" UNIQUE("only")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"bucket" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"resets_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamptz NOT NULL,
	"seen_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"roles" text[] NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"disabled_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "account_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz,
	"used_at" timestamptz,
	"revoked_at" timestamptz,
	CONSTRAINT "api_token_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"seen_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"user_agent" text,
	CONSTRAINT "session_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "team_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "team_member" (
	"team_id" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "team_member_team_id_account_id_pk" PRIMARY KEY("team_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"kind" text,
	"reporter_email" text NOT NULL,
	"reporter_name" text,
	"locale" text NOT NULL,
	"tried" text NOT NULL,
	"expected" text NOT NULL,
	"actual" text NOT NULL,
	"identifiers" jsonb NOT NULL,
	"links" jsonb NOT NULL,
	"source" text NOT NULL,
	"component_id" text,
	"incident_id" text,
	"investigation_id" text,
	"claimed_by" text,
	"created_at" timestamptz NOT NULL,
	"first_answer_due_at" timestamptz NOT NULL,
	"first_answered_at" timestamptz,
	"closed_at" timestamptz,
	"close_reason" text,
	"follow_up_answer" text,
	"follow_up_note" text,
	"followed_up_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "report_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "report_message" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"author_id" text,
	"body" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opt_in" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"wish" jsonb NOT NULL,
	"locale" text NOT NULL,
	"form_version" text NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"asked_from" text,
	"user_agent" text,
	"expires_at" timestamptz NOT NULL,
	"confirmed_at" timestamptz,
	"confirmed_from" text
);
--> statement-breakpoint
CREATE TABLE "subscriber" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"address_key" text NOT NULL,
	"locale" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"confirmed_at" timestamptz,
	"consent" text,
	"unsubscribed_at" timestamptz,
	CONSTRAINT "subscriber_address" UNIQUE("channel","address_key")
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"subscriber_id" text NOT NULL,
	"scope" text NOT NULL,
	"category_id" text,
	"component_id" text,
	"incident_id" text,
	CONSTRAINT "subscription_once" UNIQUE NULLS NOT DISTINCT("subscriber_id","scope","category_id","component_id","incident_id")
);
--> statement-breakpoint
ALTER TABLE "component" ADD CONSTRAINT "component_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component" ADD CONSTRAINT "component_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component" ADD CONSTRAINT "component_vendor_id_target_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."target"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component_status_interval" ADD CONSTRAINT "component_status_interval_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target" ADD CONSTRAINT "target_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_confirmation_request_id_confirmation_request_id_fk" FOREIGN KEY ("confirmation_request_id") REFERENCES "public"."confirmation_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_published_by_account_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_component" ADD CONSTRAINT "incident_component_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_component" ADD CONSTRAINT "incident_component_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_update_revision" ADD CONSTRAINT "incident_update_revision_update_id_incident_update_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."incident_update"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_update_revision" ADD CONSTRAINT "incident_update_revision_replaced_by_account_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation_link" ADD CONSTRAINT "confirmation_link_request_id_confirmation_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."confirmation_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation_link" ADD CONSTRAINT "confirmation_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation_request" ADD CONSTRAINT "confirmation_request_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation_request" ADD CONSTRAINT "confirmation_request_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation_request" ADD CONSTRAINT "confirmation_request_requested_by_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation_request" ADD CONSTRAINT "confirmation_request_answered_by_account_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_target_id_target_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."target"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_escalated_by_account_id_fk" FOREIGN KEY ("escalated_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_acknowledged_by_account_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_opened_by_account_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_component" ADD CONSTRAINT "investigation_component_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_component" ADD CONSTRAINT "investigation_component_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_step" ADD CONSTRAINT "investigation_step_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_step" ADD CONSTRAINT "investigation_step_suggestion_id_investigation_step_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."investigation_step"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_step" ADD CONSTRAINT "investigation_step_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notification_id_notification_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscriber_id_subscriber_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscriber"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_batch_id_mail_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."mail_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_batch_id_mail_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."mail_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_batch" ADD CONSTRAINT "mail_batch_notification_id_notification_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_update_id_incident_update_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."incident_update"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_mail" ADD CONSTRAINT "outbox_mail_batch_id_mail_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."mail_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_claimed_by_account_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_message" ADD CONSTRAINT "report_message_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_message" ADD CONSTRAINT "report_message_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_subscriber_id_subscriber_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscriber"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_subscriber_id_subscriber_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscriber"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "component_category" ON "component" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "component_status_interval_component" ON "component_status_interval" USING btree ("component_id","from_at");--> statement-breakpoint
CREATE INDEX "incident_created" ON "incident" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "incident_status" ON "incident" USING btree ("status");--> statement-breakpoint
CREATE INDEX "incident_component_component" ON "incident_component" USING btree ("component_id");--> statement-breakpoint
CREATE INDEX "confirmation_request_investigation" ON "confirmation_request" USING btree ("investigation_id","created_at");--> statement-breakpoint
CREATE INDEX "escalation_investigation" ON "escalation" USING btree ("investigation_id","created_at");--> statement-breakpoint
CREATE INDEX "investigation_created" ON "investigation" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "investigation_step_investigation" ON "investigation_step" USING btree ("investigation_id","created_at");--> statement-breakpoint
CREATE INDEX "delivery_state" ON "delivery" USING btree ("notification_id","state","id");--> statement-breakpoint
CREATE INDEX "delivery_subscriber" ON "delivery" USING btree ("subscriber_id","state");--> statement-breakpoint
CREATE INDEX "delivery_batch" ON "delivery" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "mail_state" ON "mail" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "mail_batch_of" ON "mail" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "mail_batch_due" ON "mail_batch" USING btree ("state","available_at");--> statement-breakpoint
CREATE INDEX "notification_incident" ON "notification" USING btree ("incident_id","sequence");--> statement-breakpoint
CREATE INDEX "notification_open" ON "notification" USING btree ("fanned_out_at");--> statement-breakpoint
CREATE INDEX "outbox_mail_to" ON "outbox_mail" USING btree ("to_address");--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "team_member_account" ON "team_member" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "report_state" ON "report" USING btree ("state","first_answer_due_at");--> statement-breakpoint
CREATE INDEX "report_investigation" ON "report" USING btree ("investigation_id");--> statement-breakpoint
CREATE INDEX "report_created" ON "report" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "report_message_report" ON "report_message" USING btree ("report_id","created_at");--> statement-breakpoint
CREATE INDEX "opt_in_subscriber" ON "opt_in" USING btree ("subscriber_id","asked_at");--> statement-breakpoint
CREATE INDEX "subscriber_created" ON "subscriber" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "subscription_category" ON "subscription" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "subscription_component" ON "subscription" USING btree ("component_id");--> statement-breakpoint
CREATE INDEX "subscription_incident" ON "subscription" USING btree ("incident_id");