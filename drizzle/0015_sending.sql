CREATE TABLE "data_directory" (
	"id" text PRIMARY KEY NOT NULL,
	"starts" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_provider" (
	"name" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamptz,
	"stopped" text,
	"reason" text,
	"probe_at" timestamptz,
	"quiet_until" timestamptz,
	"last_accepted_at" timestamptz,
	"calls_per_second" double precision,
	"slots" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sending_guard" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"place" text,
	"alive_at" timestamptz,
	"held_since" timestamptz
);
--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "due_at" timestamptz DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "held_at" timestamptz;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "held_because" text;--> statement-breakpoint
ALTER TABLE "send_batch" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "page" ADD COLUMN "undo_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "send_batch" DROP CONSTRAINT "send_batch_state_known";--> statement-breakpoint
ALTER TABLE "send_batch" ADD CONSTRAINT "send_batch_state_known" CHECK ("state" IN ('ready', 'leased', 'held', 'accepted', 'failed', 'cancelled', 'unknown'));--> statement-breakpoint
ALTER TABLE "send_batch" ADD CONSTRAINT "send_batch_provider_known" CHECK ("provider" IN ('resend', 'smtp', 'outbox'));--> statement-breakpoint
ALTER TABLE "mail_provider" ADD CONSTRAINT "mail_provider_name_known" CHECK ("name" IN ('resend', 'smtp', 'outbox'));--> statement-breakpoint
ALTER TABLE "mail_provider" ADD CONSTRAINT "mail_provider_stopped_known" CHECK ("stopped" IN ('outage', 'quota', 'settings'));--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_held_because_known" CHECK ("held_because" IN ('too_old', 'restored'));--> statement-breakpoint
ALTER TABLE "sending_guard" ADD CONSTRAINT "sending_guard_one" CHECK ("only");
