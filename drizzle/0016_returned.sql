CREATE TABLE "mail_event" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_failure" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mail_failure_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"address_hash" text NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"address_hash" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "fate" text;--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "fate" text;--> statement-breakpoint
CREATE INDEX "mail_failure_address" ON "mail_failure" USING btree ("address_hash","at");--> statement-breakpoint
CREATE INDEX "delivery_provider" ON "delivery" USING btree ("provider_id");--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_fate_known" CHECK ("fate" IN ('delayed', 'delivered', 'bounced', 'complained'));--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_fate_known" CHECK ("fate" IN ('delayed', 'delivered', 'bounced', 'complained'));--> statement-breakpoint
ALTER TABLE "subscriber" DROP CONSTRAINT "subscriber_disabled_reason_known";--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_disabled_reason_known" CHECK ("disabled_reason" IN ('gone', 'failing', 'by_administrator', 'bounced', 'complained', 'on_providers_list'));
