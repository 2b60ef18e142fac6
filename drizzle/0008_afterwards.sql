CREATE TABLE "incident_title_revision" (
	"incident_id" text NOT NULL,
	"revision" integer NOT NULL,
	"title" text NOT NULL,
	"translations" jsonb NOT NULL,
	"replaced_at" timestamptz NOT NULL,
	"replaced_by" text NOT NULL,
	CONSTRAINT "incident_title_revision_incident_id_revision_pk" PRIMARY KEY("incident_id","revision")
);
--> statement-breakpoint
CREATE TABLE "postmortem" (
	"incident_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"body" text NOT NULL,
	"translations" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"published_at" timestamptz,
	"edited_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postmortem_revision" (
	"incident_id" text NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"translations" jsonb NOT NULL,
	"replaced_at" timestamptz NOT NULL,
	"replaced_by" text NOT NULL,
	CONSTRAINT "postmortem_revision_incident_id_revision_pk" PRIMARY KEY("incident_id","revision")
);
--> statement-breakpoint
ALTER TABLE "incident" ALTER COLUMN "investigation_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "origin" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "ending" text;--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "impact_override" text;--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "unavailable_from" timestamptz;--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "unavailable_until" timestamptz;--> statement-breakpoint
ALTER TABLE "incident_update" ADD COLUMN "kind" text DEFAULT 'update' NOT NULL;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "kind" text DEFAULT 'update' NOT NULL;--> statement-breakpoint
ALTER TABLE "incident_title_revision" ADD CONSTRAINT "incident_title_revision_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_title_revision" ADD CONSTRAINT "incident_title_revision_replaced_by_account_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortem" ADD CONSTRAINT "postmortem_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortem" ADD CONSTRAINT "postmortem_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortem_revision" ADD CONSTRAINT "postmortem_revision_incident_id_postmortem_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."postmortem"("incident_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortem_revision" ADD CONSTRAINT "postmortem_revision_replaced_by_account_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "incident" ADD CONSTRAINT "incident_origin_known" CHECK ("origin" IN ('published', 'backfilled'));--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_ending_known" CHECK ("ending" IN ('resolved', 'retracted'));--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_impact_override_known" CHECK ("impact_override" IN ('none', 'minor', 'major', 'critical'));--> statement-breakpoint
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_kind_known" CHECK ("kind" IN ('update', 'retraction'));--> statement-breakpoint
ALTER TABLE "postmortem" ADD CONSTRAINT "postmortem_state_known" CHECK ("state" IN ('draft', 'published'));--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_kind_known" CHECK ("kind" IN ('update', 'retraction', 'postmortem'));--> statement-breakpoint
-- What is over says how it ended, and what is open does not.
UPDATE "incident" SET "ending" = 'resolved' WHERE "status" = 'resolved';--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_ending_when_over" CHECK (("status" = 'resolved') = ("ending" IS NOT NULL) AND ("status" = 'resolved') = ("resolved_at" IS NOT NULL));--> statement-breakpoint
-- No way round the gate: only what was over when it was recorded has no investigation.
ALTER TABLE "incident" ADD CONSTRAINT "incident_backfilled_is_over" CHECK (("origin" = 'backfilled') = ("investigation_id" IS NULL) AND ("origin" <> 'backfilled' OR "status" = 'resolved'));--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_unavailable_in_order" CHECK ("unavailable_until" IS NULL OR "unavailable_from" < "unavailable_until");--> statement-breakpoint
-- An incident is taken back once, and people are told of its postmortem once.
CREATE UNIQUE INDEX "incident_update_one_retraction" ON "incident_update" ("incident_id") WHERE "kind" = 'retraction';--> statement-breakpoint
CREATE UNIQUE INDEX "notification_one_postmortem" ON "notification" ("incident_id") WHERE "kind" = 'postmortem';--> statement-breakpoint
ALTER TABLE "notification" DROP CONSTRAINT "notification_about_one";--> statement-breakpoint
-- About one word of an incident or its postmortem, or about one of a maintenance, and never about both or neither.
ALTER TABLE "notification" ADD CONSTRAINT "notification_about_one" CHECK (num_nonnulls("incident_id", "maintenance_id") = 1 AND ("update_id" IS NOT NULL) = ("incident_id" IS NOT NULL AND "kind" <> 'postmortem') AND ("maintenance_id" IS NULL) = ("maintenance_update_id" IS NULL) AND ("kind" = 'update' OR "incident_id" IS NOT NULL));--> statement-breakpoint
ALTER TABLE "postmortem" ADD CONSTRAINT "postmortem_published_at_a_time" CHECK (("state" = 'published') = ("published_at" IS NOT NULL));
