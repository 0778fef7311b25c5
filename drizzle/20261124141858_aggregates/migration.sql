CREATE TABLE "countings" (
	"id" uuid PRIMARY KEY,
	"linked_table" text NOT NULL,
	"counted_on" date NOT NULL,
	"counted_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"publication_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"held" boolean NOT NULL,
	CONSTRAINT "countings_linked_table_known" CHECK ("linked_table" in ('PLACEMENT', 'HOUSING_SUPPLY', 'JOB_SUPPLY', 'EMPLOYMENT', 'TIME_TO_SETTLE', 'SCHOOL_AND_FRENCH', 'RIGHTS', 'CARE')),
	CONSTRAINT "countings_order" CHECK ("as_of" <= "counted_on")
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"id" uuid PRIMARY KEY,
	"publication_id" uuid NOT NULL,
	"question" text NOT NULL,
	"position" integer NOT NULL,
	"measure" text NOT NULL,
	"region_code" text,
	"journey" text,
	"typology" text,
	"rome_domain" text,
	"contract" text,
	"sex" text,
	"step" text,
	"families" integer,
	"persons" integer,
	"amount" integer,
	"median_days" integer,
	"family_target" integer,
	"person_target" integer,
	"suppressed" boolean NOT NULL,
	CONSTRAINT "figures_once" UNIQUE("publication_id","question","position"),
	CONSTRAINT "figures_question_known" CHECK ("question" in ('placementProgress', 'roofAndJob', 'housingSupply', 'jobSupply', 'employmentOutcomes', 'timeToSettle', 'schoolAndFrench', 'rightsProgress', 'careAccess')),
	CONSTRAINT "figures_journey_known" CHECK ("journey" in ('IDENTIFIED', 'ALLOCATED', 'TRAVEL_BOOKED', 'ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS', 'CANCELLED', 'EXITED')),
	CONSTRAINT "figures_typology_known" CHECK ("typology" in ('T1', 'T2', 'T3', 'T4', 'T5', 'T6_PLUS')),
	CONSTRAINT "figures_rome_domain_known" CHECK ("rome_domain" in ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N')),
	CONSTRAINT "figures_contract_known" CHECK ("contract" in ('CDI', 'CDD', 'CDDI', 'CTT', 'SEASONAL', 'APPRENTICESHIP', 'PROFESSIONALISATION', 'PMSMP')),
	CONSTRAINT "figures_sex_known" CHECK ("sex" in ('FEMALE', 'MALE')),
	CONSTRAINT "figures_step_known" CHECK ("step" in ('PROTECTION_DECISION', 'ADDRESS_PROOF', 'RECEIPT_PERMIT', 'CIVIL_STATUS_OFPRA', 'RESIDENT_CARD_10Y', 'TRAVEL_DOCUMENT', 'OFII_CIR_SIGNED', 'OFII_FRENCH_COURSE', 'OFII_CIVIC_COURSE', 'CPAM_PUMA', 'CSS', 'SSN_FINAL', 'VITALE_CARD', 'DECLARED_DOCTOR', 'BANK_ACCOUNT', 'CAF_FILE', 'RSA', 'HOUSING_BENEFIT', 'FAMILY_BENEFITS', 'FRANCE_TRAVAIL', 'SCHOOL', 'CHILDCARE', 'LICENCE_EXCHANGE', 'DIPLOMA_RECOGNITION', 'HOME_INSURANCE', 'ENERGY_CONTRACT', 'SOCIAL_HOUSING_REQUEST', 'TAX_DECLARATION', 'FAMILY_REUNIFICATION')),
	CONSTRAINT "figures_suppressed" CHECK ("suppressed" = (num_nonnulls("families", "persons", "amount", "median_days") = 0)),
	CONSTRAINT "figures_not_negative" CHECK (least("families", "persons", "amount", "median_days") >= 0)
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY,
	"linked_table" text NOT NULL,
	"as_of" date NOT NULL,
	CONSTRAINT "publications_once_a_day" UNIQUE("linked_table","as_of"),
	CONSTRAINT "publications_linked_table_known" CHECK ("linked_table" in ('PLACEMENT', 'HOUSING_SUPPLY', 'JOB_SUPPLY', 'EMPLOYMENT', 'TIME_TO_SETTLE', 'SCHOOL_AND_FRENCH', 'RIGHTS', 'CARE'))
);
--> statement-breakpoint
CREATE TABLE "told_figures" (
	"linked_table" text,
	"cell" text,
	"families" integer NOT NULL,
	"persons" integer NOT NULL,
	CONSTRAINT "told_figures_pkey" PRIMARY KEY("linked_table","cell"),
	CONSTRAINT "told_figures_linked_table_known" CHECK ("linked_table" in ('PLACEMENT', 'HOUSING_SUPPLY', 'JOB_SUPPLY', 'EMPLOYMENT', 'TIME_TO_SETTLE', 'SCHOOL_AND_FRENCH', 'RIGHTS', 'CARE'))
);
--> statement-breakpoint
ALTER TABLE "placement_cells" DROP CONSTRAINT "placement_cells_snapshot_id_snapshots_id_fkey";--> statement-breakpoint
DROP TABLE "placement_cells";--> statement-breakpoint
DROP TABLE "snapshots";--> statement-breakpoint
CREATE INDEX "countings_newest" ON "countings" ("linked_table","counted_on","counted_at");--> statement-breakpoint
ALTER TABLE "countings" ADD CONSTRAINT "countings_publication_id_publications_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications"("id");--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_publication_id_publications_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications"("id");--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_region_code_regions_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code");