ALTER TABLE "investigation" ADD COLUMN "closed_by" text;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "close_reason" text;--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_closed_by_account_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Somebody closes it with a reason, or it ends by itself; nobody gives a reason for what is open.
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_end_whole" CHECK (("closed_by" IS NULL) = ("close_reason" IS NULL) AND ("closed_by" IS NULL OR "closed_at" IS NOT NULL));--> statement-breakpoint
-- What was over before investigations ended by themselves is over now.
UPDATE "investigation" SET "closed_at" = "incident"."resolved_at", "version" = "investigation"."version" + 1 FROM "incident" WHERE "incident"."investigation_id" = "investigation"."id" AND "incident"."status" = 'resolved' AND "investigation"."closed_at" IS NULL AND NOT EXISTS (SELECT 1 FROM "report" WHERE "report"."investigation_id" = "investigation"."id" AND "report"."state" NOT IN ('solved', 'closed'));
