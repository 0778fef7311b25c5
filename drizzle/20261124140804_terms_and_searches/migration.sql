ALTER TABLE "housing_offers" ADD COLUMN "terms_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "housing_proposals" ADD COLUMN "accepted_terms_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "arrival_groups_updated" ON "arrival_groups" ("updated_at","id");--> statement-breakpoint
CREATE INDEX "arrival_groups_planned" ON "arrival_groups" ("planned_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_commune" ON "housing_offers" ("commune_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_epci" ON "housing_offers" ("epci_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_departement" ON "housing_offers" ("departement_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_all_updated" ON "housing_offers" ("updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_all_created" ON "housing_offers" ("created_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_commune" ON "job_offers" ("commune_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_epci" ON "job_offers" ("epci_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_departement" ON "job_offers" ("departement_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_rome" ON "job_offers" ("rome","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_all_updated" ON "job_offers" ("updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_all_created" ON "job_offers" ("created_at","id");