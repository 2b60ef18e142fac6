ALTER TABLE "mail_batch" RENAME TO "send_batch";--> statement-breakpoint
ALTER TABLE "send_batch" DROP CONSTRAINT "mail_batch_idempotency_key_unique";--> statement-breakpoint
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_batch_id_mail_batch_id_fk";
--> statement-breakpoint
ALTER TABLE "mail" DROP CONSTRAINT "mail_batch_id_mail_batch_id_fk";
--> statement-breakpoint
ALTER TABLE "send_batch" DROP CONSTRAINT "mail_batch_notification_id_notification_id_fk";
--> statement-breakpoint
ALTER TABLE "outbox_mail" DROP CONSTRAINT "outbox_mail_batch_id_mail_batch_id_fk";
--> statement-breakpoint
DROP INDEX "mail_batch_due";--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "channel" text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE "send_batch" ADD COLUMN "channel" text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE "send_batch" ADD COLUMN "host" text;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_batch_id_send_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."send_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_batch_id_send_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."send_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_batch" ADD CONSTRAINT "send_batch_notification_id_notification_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_mail" ADD CONSTRAINT "outbox_mail_batch_id_send_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."send_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "send_batch_due" ON "send_batch" USING btree ("state","available_at");--> statement-breakpoint
CREATE INDEX "send_batch_host" ON "send_batch" USING btree ("host","state");--> statement-breakpoint
ALTER TABLE "send_batch" ADD CONSTRAINT "send_batch_idempotency_key_unique" UNIQUE("idempotency_key");--> statement-breakpoint
-- What may stand in these columns: the lists of src/domain, and a test that compares them.
ALTER TABLE "send_batch" RENAME CONSTRAINT "mail_batch_state_known" TO "send_batch_state_known";--> statement-breakpoint
ALTER TABLE "send_batch" RENAME CONSTRAINT "mail_batch_last_outcome_known" TO "send_batch_last_outcome_known";--> statement-breakpoint
ALTER TABLE "send_batch" ADD CONSTRAINT "send_batch_channel_known" CHECK ("channel" IN ('email', 'webhook', 'slack', 'teams'));--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_channel_known" CHECK ("channel" IN ('email', 'webhook', 'slack', 'teams'));--> statement-breakpoint
ALTER TABLE "subscriber" DROP CONSTRAINT "subscriber_channel_known";--> statement-breakpoint
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_channel_known" CHECK ("channel" IN ('email', 'webhook', 'slack', 'teams'));--> statement-breakpoint
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_channel_known";--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_known" CHECK ("channel" IN ('email', 'webhook', 'slack', 'teams'));
