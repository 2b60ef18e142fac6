ALTER TABLE "report" drop column "search";--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', regexp_replace(translate(lower("reference" || ' ' || coalesce("reporter_name", '') || ' ' || "reporter_email" || ' ' || "actual" || ' ' || "tried" || ' ' || "expected" || ' ' || "identifiers"::text), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc'), '[^[:alnum:]]+', ' ', 'g'))) STORED;--> statement-breakpoint
CREATE INDEX "report_search" ON "report" USING gin ("search");--> statement-breakpoint
-- What may stand in this column: the lists of src/domain, and a test that compares them.
ALTER TABLE "mail" DROP CONSTRAINT "mail_kind_known";--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_kind_known" CHECK ("kind" IN ('report_received', 'report_reply', 'opt_in', 'confirmation_request', 'follow_up', 'invitation', 'test', 'endpoint_disabled', 'answer_due', 'answers_late', 'follow_up_silent', 'not_over', 'feedback_decided', 'proof'));
