ALTER TABLE "arrival_groups" ADD COLUMN "transport_arranged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "arrival_groups" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "arrival_groups" ADD CONSTRAINT "arrival_groups_created_by_partners_id_fkey" FOREIGN KEY ("created_by") REFERENCES "partners"("id");