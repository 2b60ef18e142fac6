CREATE TABLE "maintenance" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"frozen_title" text NOT NULL,
	"body" text NOT NULL,
	"translations" jsonb NOT NULL,
	"status" text NOT NULL,
	"starts_at" timestamptz NOT NULL,
	"ends_at" timestamptz NOT NULL,
	"auto_start" boolean NOT NULL,
	"auto_complete" boolean NOT NULL,
	"remind_before_min" integer,
	"reminded_for" timestamptz,
	"series_id" text,
	"occurrence" timestamptz,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"started_at" timestamptz,
	"verifying_at" timestamptz,
	"completed_at" timestamptz,
	"cancelled_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "maintenance_occurrence" UNIQUE("series_id","occurrence")
);
--> statement-breakpoint
CREATE TABLE "maintenance_component" (
	"maintenance_id" text NOT NULL,
	"component_id" text NOT NULL,
	CONSTRAINT "maintenance_component_maintenance_id_component_id_pk" PRIMARY KEY("maintenance_id","component_id")
);
--> statement-breakpoint
CREATE TABLE "maintenance_series" (
	"id" text PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"time_zone" text NOT NULL,
	"first_starts_at" timestamptz NOT NULL,
	"plan" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"ended_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "maintenance_update" (
	"id" text PRIMARY KEY NOT NULL,
	"maintenance_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"news" text NOT NULL,
	"status" text NOT NULL,
	"body" text,
	"translations" jsonb NOT NULL,
	"starts_at" timestamptz NOT NULL,
	"ends_at" timestamptz NOT NULL,
	"former_starts_at" timestamptz,
	"former_ends_at" timestamptz,
	"notify" boolean NOT NULL,
	"author_id" text,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "maintenance_update_sequence" UNIQUE("maintenance_id","sequence")
);
--> statement-breakpoint
DROP INDEX "notification_incident";--> statement-breakpoint
ALTER TABLE "notification" ALTER COLUMN "incident_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notification" ALTER COLUMN "update_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "maintenance_id" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "maintenance_update_id" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "about_id" text GENERATED ALWAYS AS (coalesce("incident_id", "maintenance_id")) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_series_id_maintenance_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."maintenance_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_component" ADD CONSTRAINT "maintenance_component_maintenance_id_maintenance_id_fk" FOREIGN KEY ("maintenance_id") REFERENCES "public"."maintenance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_component" ADD CONSTRAINT "maintenance_component_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_series" ADD CONSTRAINT "maintenance_series_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_update" ADD CONSTRAINT "maintenance_update_maintenance_id_maintenance_id_fk" FOREIGN KEY ("maintenance_id") REFERENCES "public"."maintenance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_update" ADD CONSTRAINT "maintenance_update_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "maintenance_created" ON "maintenance" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "maintenance_status" ON "maintenance" USING btree ("status","starts_at");--> statement-breakpoint
CREATE INDEX "maintenance_component_component" ON "maintenance_component" USING btree ("component_id");--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_maintenance_id_maintenance_id_fk" FOREIGN KEY ("maintenance_id") REFERENCES "public"."maintenance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_maintenance_update_id_maintenance_update_id_fk" FOREIGN KEY ("maintenance_update_id") REFERENCES "public"."maintenance_update"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_about" ON "notification" USING btree ("about_id","sequence");--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_maintenance_update_id_unique" UNIQUE("maintenance_update_id");--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_status_known" CHECK ("status" IN ('scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "maintenance_update" ADD CONSTRAINT "maintenance_update_status_known" CHECK ("status" IN ('scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "maintenance_update" ADD CONSTRAINT "maintenance_update_news_known" CHECK ("news" IN ('scheduled', 'moved', 'changed', 'note', 'reminder', 'started', 'verifying', 'completed', 'cancelled'));--> statement-breakpoint
-- A window ends after it begins; where it was moved, both ends of the one before are known.
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_window_ordered" CHECK ("starts_at" < "ends_at");--> statement-breakpoint
ALTER TABLE "maintenance_update" ADD CONSTRAINT "maintenance_update_window_ordered" CHECK ("starts_at" < "ends_at" AND ("former_starts_at" IS NULL) = ("former_ends_at" IS NULL));--> statement-breakpoint
-- A notification is about one update of an incident, or one of a maintenance, and never about both or neither.
ALTER TABLE "notification" ADD CONSTRAINT "notification_about_one" CHECK (num_nonnulls("incident_id", "maintenance_id") = 1 AND ("incident_id" IS NULL) = ("update_id" IS NULL) AND ("maintenance_id" IS NULL) = ("maintenance_update_id" IS NULL));
