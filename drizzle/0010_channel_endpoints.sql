DROP INDEX "send_batch_host";--> statement-breakpoint
ALTER TABLE "send_batch" ADD COLUMN "attempted_at" timestamptz;--> statement-breakpoint
ALTER TABLE "send_batch" ADD COLUMN "sent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "opt_in" ADD COLUMN "wrong_codes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "owner_email" text;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "proven_by" text;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "secret_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "secret_rotated_at" timestamptz;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "secret_shown_at" timestamptz;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "failing_since" timestamptz;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "last_failure" text;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "last_failure_at" timestamptz;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
CREATE INDEX "send_batch_pace" ON "send_batch" USING btree ("host","attempted_at") WHERE "send_batch"."host" is not null;--> statement-breakpoint
CREATE INDEX "send_batch_host" ON "send_batch" USING btree ("host","state") WHERE "send_batch"."host" is not null;--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "subscriber" DROP CONSTRAINT "subscriber_state_known";--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_state_known" CHECK ("state" IN ('unconfirmed', 'active', 'unsubscribed', 'disabled'));--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_disabled_reason_known" CHECK ("disabled_reason" IN ('gone', 'failing', 'by_administrator'));--> statement-breakpoint
ALTER TABLE "mail" DROP CONSTRAINT "mail_kind_known";--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_kind_known" CHECK ("kind" IN ('report_received', 'report_reply', 'opt_in', 'confirmation_request', 'follow_up', 'invitation', 'test', 'endpoint_disabled', 'proof'));--> statement-breakpoint
-- A reason stands exactly where it is disabled.
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_disabled_has_reason" CHECK (("state" = 'disabled') = ("disabled_reason" IS NOT NULL));
