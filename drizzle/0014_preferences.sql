CREATE TABLE "preferences_link" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "tell_at" timestamptz;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "minimum_impact" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "topics" text[] DEFAULT array['incidents', 'maintenance', 'postmortems'] NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "rhythm" text DEFAULT 'each' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "time_zone" text DEFAULT 'Etc/UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "quiet_from" text;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "quiet_until" text;--> statement-breakpoint
ALTER TABLE "subscriber" ADD COLUMN "critical_breaks_through" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "preferences_link" ADD CONSTRAINT "preferences_link_subscriber_id_subscriber_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscriber"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "preferences_link_subscriber" ON "preferences_link" USING btree ("subscriber_id","asked_at");--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_minimum_impact_known" CHECK ("minimum_impact" IN ('none', 'minor', 'major', 'critical'));--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_topics_known" CHECK ("topics" <@ ARRAY['incidents', 'maintenance', 'postmortems']);--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_rhythm_known" CHECK ("rhythm" IN ('each', 'daily'));--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_quiet_whole" CHECK (("quiet_from" IS NULL) = ("quiet_until" IS NULL));--> statement-breakpoint
ALTER TABLE "mail" DROP CONSTRAINT "mail_kind_known";--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_kind_known" CHECK ("kind" IN ('report_received', 'report_reply', 'opt_in', 'confirmation_request', 'follow_up', 'invitation', 'test', 'endpoint_disabled', 'answer_due', 'answers_late', 'follow_up_silent', 'not_over', 'feedback_decided', 'preferences', 'digest', 'proof'));
