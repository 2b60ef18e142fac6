CREATE TABLE "attachment" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text,
	"message_id" text,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"size" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"added_by" text,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"time_zone" text NOT NULL,
	"hours" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "calendar_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "contract" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"terms" text NOT NULL,
	"calendar_id" text,
	"created_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contract_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "contract_customer" (
	"pattern" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holiday" (
	"calendar_id" text NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "holiday_calendar_id_day_pk" PRIMARY KEY("calendar_id","day")
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"decision" text,
	"words" jsonb,
	"decided_by" text,
	"decided_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_vote" (
	"feedback_id" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "feedback_vote_feedback_id_account_id_pk" PRIMARY KEY("feedback_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "macro" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"bodies" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "macro_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "saved_view_name" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "report_note" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"author_id" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incident" ADD COLUMN "doubted_at" timestamptz;--> statement-breakpoint
ALTER TABLE "page" ADD COLUMN "answer_reminder_minutes" integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE "page" ADD COLUMN "silence_days" integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "asked_at" timestamptz;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "merged_into_id" text;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "contract_id" text;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "feedback_id" text;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "reminded_at" timestamptz;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "late_told_at" timestamptz;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "silence_told_at" timestamptz;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', translate(lower("reference" || ' ' || coalesce("reporter_name", '') || ' ' || "reporter_email" || ' ' || translate("reporter_email", '@.-_+', '     ') || ' ' || "actual" || ' ' || "tried" || ' ' || "expected" || ' ' || "identifiers"::text), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc'))) STORED;--> statement-breakpoint
ALTER TABLE "report_message" ADD COLUMN "copy_of" text;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_message_id_report_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."report_message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_added_by_account_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_calendar_id_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendar"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_customer" ADD CONSTRAINT "contract_customer_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_calendar_id_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendar"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_decided_by_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_vote" ADD CONSTRAINT "feedback_vote_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_vote" ADD CONSTRAINT "feedback_vote_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_note" ADD CONSTRAINT "report_note_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_note" ADD CONSTRAINT "report_note_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_report" ON "attachment" USING btree ("report_id","created_at");--> statement-breakpoint
CREATE INDEX "contract_customer_contract" ON "contract_customer" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "feedback_created" ON "feedback" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "report_note_report" ON "report_note" USING btree ("report_id","created_at");--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_merged_into_id_report_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_claimed_by" ON "report" USING btree ("claimed_by","state");--> statement-breakpoint
CREATE INDEX "report_merged_into" ON "report" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "report_feedback" ON "report" USING btree ("feedback_id");--> statement-breakpoint
CREATE INDEX "report_search" ON "report" USING gin ("search");--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_type_known" CHECK ("type" IN ('image/png', 'image/jpeg', 'image/webp'));--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_terms_known" CHECK ("terms" IN ('around_the_clock', 'business_hours', 'time_and_materials'));--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_decision_known" CHECK ("decision" IN ('planned', 'done', 'declined'));--> statement-breakpoint
-- The page has one calendar of its own, the one without a name.
CREATE UNIQUE INDEX "calendar_one_own" ON "calendar" ((true)) WHERE "name" IS NULL;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_not_into_itself" CHECK ("merged_into_id" <> "id");
