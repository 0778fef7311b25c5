CREATE TABLE "care_receipts" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"month" date NOT NULL,
	"closed_month" date,
	"erasure_acknowledged" boolean DEFAULT false NOT NULL,
	CONSTRAINT "care_receipts_once" UNIQUE("person_id","month"),
	CONSTRAINT "care_receipts_month" CHECK ("month" = date_trunc('month', "month")),
	CONSTRAINT "care_receipts_closed_month" CHECK ("closed_month" = date_trunc('month', "closed_month"))
);
--> statement-breakpoint
CREATE INDEX "care_receipts_family" ON "care_receipts" ("family_id","month","id");--> statement-breakpoint
CREATE INDEX "care_receipts_region" ON "care_receipts" ("region_code","month","id");--> statement-breakpoint
ALTER TABLE "care_receipts" ADD CONSTRAINT "care_receipts_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
-- What was opened before the table was there.
INSERT INTO "care_receipts" ("id", "person_id", "family_id", "region_code", "followed_by", "month", "closed_month", "erasure_acknowledged")
SELECT gen_random_uuid(), d."person_id", d."family_id", min(d."region_code"), (array_agg(d."followed_by"))[1],
       date_trunc('month', d."opened_at" at time zone 'Europe/Paris')::date,
       CASE WHEN bool_and(d."closed_at" IS NOT NULL) THEN max(date_trunc('month', d."closed_at" at time zone 'Europe/Paris'))::date END,
       bool_and(d."closed_at" IS NOT NULL AND d."erasure_acknowledged_at" IS NOT NULL)
FROM "disclosures" d WHERE d."purpose" = 'CARE'
GROUP BY d."person_id", d."family_id", date_trunc('month', d."opened_at" at time zone 'Europe/Paris')::date;
