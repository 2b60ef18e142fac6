CREATE TABLE "guide" (
	"id" text PRIMARY KEY NOT NULL,
	"original_language" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"archived_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guide_component" (
	"guide_id" text NOT NULL,
	"component_id" text NOT NULL,
	CONSTRAINT "guide_component_guide_id_component_id_pk" PRIMARY KEY("guide_id","component_id")
);
--> statement-breakpoint
CREATE TABLE "guide_version" (
	"guide_id" text NOT NULL,
	"version" integer NOT NULL,
	"original_language" text NOT NULL,
	"content" jsonb NOT NULL,
	"component_ids" text[] NOT NULL,
	"author_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "guide_version_guide_id_version_pk" PRIMARY KEY("guide_id","version")
);
--> statement-breakpoint
CREATE TABLE "incident_guide" (
	"incident_id" text NOT NULL,
	"guide_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "incident_guide_incident_id_guide_id_pk" PRIMARY KEY("incident_id","guide_id")
);
--> statement-breakpoint
ALTER TABLE "guide_component" ADD CONSTRAINT "guide_component_guide_id_guide_id_fk" FOREIGN KEY ("guide_id") REFERENCES "public"."guide"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_component" ADD CONSTRAINT "guide_component_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_version" ADD CONSTRAINT "guide_version_guide_id_guide_id_fk" FOREIGN KEY ("guide_id") REFERENCES "public"."guide"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guide_version" ADD CONSTRAINT "guide_version_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_guide" ADD CONSTRAINT "incident_guide_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_guide" ADD CONSTRAINT "incident_guide_guide_id_guide_id_fk" FOREIGN KEY ("guide_id") REFERENCES "public"."guide"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guide_created" ON "guide" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "guide_component_component" ON "guide_component" USING btree ("component_id");--> statement-breakpoint
CREATE INDEX "incident_guide_guide" ON "incident_guide" USING btree ("guide_id");--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "guide" ADD CONSTRAINT "guide_original_language_known" CHECK ("original_language" IN ('en', 'es'));--> statement-breakpoint
ALTER TABLE "guide_version" ADD CONSTRAINT "guide_version_original_language_known" CHECK ("original_language" IN ('en', 'es'));
