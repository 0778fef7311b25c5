CREATE TABLE "family_transfers" (
	"id" uuid PRIMARY KEY,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"from_region_code" text NOT NULL,
	"to_region_code" text NOT NULL,
	"status" text DEFAULT 'REQUESTED' NOT NULL,
	"accepted_by" uuid,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"reference" text NOT NULL,
	"origin" text NOT NULL,
	"size" integer NOT NULL,
	"adults" integer NOT NULL,
	"children_0_to_5" integer NOT NULL,
	"children_6_to_17" integer NOT NULL,
	"accessibility_need" text NOT NULL,
	"languages" text[] NOT NULL,
	"interpreter_needed" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "family_transfers_status_known" CHECK ("status" in ('REQUESTED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "family_transfers_one_open" ON "family_transfers" ("family_id") WHERE "status" = 'REQUESTED';--> statement-breakpoint
CREATE INDEX "family_transfers_region" ON "family_transfers" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "family_transfers_to" ON "family_transfers" ("to_region_code","updated_at","id");--> statement-breakpoint
ALTER TABLE "family_transfers" ADD CONSTRAINT "family_transfers_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "family_transfers" ADD CONSTRAINT "family_transfers_from_region_code_regions_code_fkey" FOREIGN KEY ("from_region_code") REFERENCES "regions"("code");--> statement-breakpoint
ALTER TABLE "family_transfers" ADD CONSTRAINT "family_transfers_to_region_code_regions_code_fkey" FOREIGN KEY ("to_region_code") REFERENCES "regions"("code");--> statement-breakpoint
ALTER TABLE "family_transfers" ADD CONSTRAINT "family_transfers_accepted_by_partners_id_fkey" FOREIGN KEY ("accepted_by") REFERENCES "partners"("id");