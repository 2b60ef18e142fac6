CREATE INDEX "component_status_interval_until" ON "component_status_interval" USING btree ("until_at");--> statement-breakpoint
CREATE INDEX "incident_started" ON "incident" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "incident_resolved" ON "incident" USING btree ("resolved_at");