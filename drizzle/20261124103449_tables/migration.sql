CREATE TABLE "placement_cells" (
	"id" uuid PRIMARY KEY,
	"snapshot_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"measure" text NOT NULL,
	"journey" text,
	"families" integer,
	"persons" integer,
	"suppressed" boolean NOT NULL,
	CONSTRAINT "placement_cells_once" UNIQUE NULLS NOT DISTINCT("snapshot_id","region_code","measure","journey"),
	CONSTRAINT "placement_cells_measure_known" CHECK ("measure" in ('STAGE', 'WITH_ROOF', 'WITH_JOB', 'WITH_BOTH')),
	CONSTRAINT "placement_cells_journey_known" CHECK ("journey" in ('IDENTIFIED', 'ALLOCATED', 'TRAVEL_BOOKED', 'ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS', 'CANCELLED', 'EXITED')),
	CONSTRAINT "placement_cells_stage" CHECK (("measure" = 'STAGE') = ("journey" is not null)),
	CONSTRAINT "placement_cells_suppressed" CHECK (case when "suppressed" then num_nonnulls("families", "persons") = 0 else num_nulls("families", "persons") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" uuid PRIMARY KEY,
	"taken_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "care_referrals" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"contact_person_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"consent_id" uuid NOT NULL,
	"status" text DEFAULT 'SENT' NOT NULL,
	"interpreter_language" text,
	"transport_needed" boolean DEFAULT false NOT NULL,
	"next_appointment_on" date,
	"decline_reason" text,
	"programme_contact" text,
	"redirected_from" uuid,
	"redirected_to" uuid,
	"sent_on" date NOT NULL,
	"moved_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "care_referrals_partner" UNIQUE("partner_id","id"),
	CONSTRAINT "care_referrals_status_known" CHECK ("status" in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED', 'CONCLUDED', 'DECLINED', 'REDIRECTED', 'REVOKED', 'ENTERED_IN_ERROR')),
	CONSTRAINT "care_referrals_decline_reason_known" CHECK ("decline_reason" in ('NO_CAPACITY', 'NOT_OUR_FIELD', 'OUT_OF_AREA', 'UNREACHABLE', 'OTHER')),
	CONSTRAINT "care_referrals_decline_given" CHECK ("status" <> 'DECLINED' or "decline_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "care_statuses" (
	"person_id" uuid PRIMARY KEY,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"overall" text DEFAULT 'NONE' NOT NULL,
	"since" date NOT NULL,
	"action_due_at" timestamp(3) with time zone,
	"support_on" date,
	"support_transport_needed" boolean DEFAULT false NOT NULL,
	"support_interpreter_language" text,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "care_statuses_overall_known" CHECK ("overall" in ('IN_CARE', 'WAITING', 'REFERRED', 'PAUSED', 'CONCLUDED', 'NONE')),
	CONSTRAINT "care_statuses_month" CHECK ("since" = date_trunc('month', "since"))
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"family_id" uuid NOT NULL,
	"person_id" uuid,
	"contact_person_id" uuid,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"level" text NOT NULL,
	"purpose" text NOT NULL,
	"proposal_id" uuid,
	"tenancy_id" uuid,
	"application_id" uuid,
	"employment_id" uuid,
	"referral_id" uuid,
	"consent_id" uuid,
	"reference" text NOT NULL UNIQUE,
	"opened_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"close_reason" text,
	"erasure_acknowledged_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disclosures_level_known" CHECK ("level" in ('CARD', 'IDENTITY')),
	CONSTRAINT "disclosures_purpose_known" CHECK ("purpose" in ('HOUSING', 'TENANCY', 'EMPLOYMENT', 'CONTRACT', 'CARE')),
	CONSTRAINT "disclosures_audience_known" CHECK ("audience" in ('LANDLORD', 'EMPLOYER', 'HEALTH')),
	CONSTRAINT "disclosures_close_reason_known" CHECK ("close_reason" in ('ACT_ENDED', 'CONSENT_REVOKED', 'AGREEMENT_ENDED', 'FAMILY_PROTECTED', 'EXPIRED', 'UNDONE')),
	CONSTRAINT "disclosures_one_act" CHECK (num_nonnulls("proposal_id", "tenancy_id", "application_id", "employment_id", "referral_id") = 1),
	CONSTRAINT "disclosures_closed_with_reason" CHECK (("closed_at" is null) = ("close_reason" is null)),
	CONSTRAINT "disclosures_identity_names_a_person" CHECK ("level" = 'CARD' or "person_id" is not null),
	CONSTRAINT "disclosures_erasure_after_close" CHECK ("erasure_acknowledged_at" is null or "closed_at" is not null or "expires_at" <= "erasure_acknowledged_at")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction" xid8 NOT NULL,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"partner_id" uuid,
	"region_code" text,
	"machine" text NOT NULL,
	"row_id" uuid NOT NULL,
	"to_state" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"partner_id" uuid,
	"audience" text NOT NULL,
	"mutation" text,
	"key_hash" bytea,
	"input_hash" bytea NOT NULL,
	"result_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("partner_id","mutation","key_hash")
);
--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"id" uuid PRIMARY KEY,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"machine" text NOT NULL,
	"row_id" uuid NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"mutation" text,
	"reason_code" text,
	"audience" text NOT NULL,
	"partner_id" uuid,
	"key_id" uuid,
	"actor" text,
	"channel" text
);
--> statement-breakpoint
CREATE TABLE "arrival_groups" (
	"id" uuid PRIMARY KEY,
	"flight_number" text NOT NULL,
	"airport" text NOT NULL,
	"planned_at" timestamp(3) with time zone NOT NULL,
	"actual_at" timestamp(3) with time zone,
	"status" text DEFAULT 'ANNOUNCED' NOT NULL,
	"wheelchairs" integer DEFAULT 0 NOT NULL,
	"child_seats" integer DEFAULT 0 NOT NULL,
	"interpreter_languages" text[] DEFAULT '{}'::text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "arrival_groups_status_known" CHECK ("status" in ('ANNOUNCED', 'CONFIRMED', 'LANDED', 'DELIVERED', 'DELAYED', 'CANCELLED')),
	CONSTRAINT "arrival_groups_airport_iata" CHECK ("airport" ~ '^[A-Z]{3}$'),
	CONSTRAINT "arrival_groups_counts" CHECK ("wheelchairs" >= 0 and "child_seats" >= 0)
);
--> statement-breakpoint
CREATE TABLE "families" (
	"id" uuid PRIMARY KEY,
	"reference" text NOT NULL UNIQUE,
	"origin" text NOT NULL,
	"journey" text DEFAULT 'IDENTIFIED' NOT NULL,
	"exit_reason" text,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"transfer_to_region_code" text,
	"transfer_requested_at" timestamp(3) with time zone,
	"commune_code" text,
	"size" integer DEFAULT 0 NOT NULL,
	"adults" integer DEFAULT 0 NOT NULL,
	"children_0_to_5" integer DEFAULT 0 NOT NULL,
	"children_6_to_17" integer DEFAULT 0 NOT NULL,
	"accessibility_need" text DEFAULT 'NONE' NOT NULL,
	"languages" text[] NOT NULL,
	"interpreter_needed" boolean DEFAULT true NOT NULL,
	"country_of_asylum" text,
	"arrival_group_id" uuid,
	"arrived_on" date,
	"protected" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "families_origin_known" CHECK ("origin" in ('RESETTLED', 'FROM_FRANCE')),
	CONSTRAINT "families_journey_known" CHECK ("journey" in ('IDENTIFIED', 'ALLOCATED', 'TRAVEL_BOOKED', 'ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS', 'CANCELLED', 'EXITED')),
	CONSTRAINT "families_accessibility_known" CHECK ("accessibility_need" in ('NONE', 'VISITABLE', 'ACCESSIBLE', 'ADAPTED')),
	CONSTRAINT "families_exit_reason_known" CHECK ("exit_reason" in ('MOVED_AWAY', 'LOST_CONTACT', 'RETURNED', 'DECEASED', 'OTHER')),
	CONSTRAINT "families_reference_shape" CHECK ("reference" ~ '^UTE-[0-9]{4}-[0-9]{4}$'),
	CONSTRAINT "families_region_once_allocated" CHECK ("journey" in ('IDENTIFIED', 'CANCELLED') or "region_code" is not null),
	CONSTRAINT "families_exit_reason_given" CHECK ("journey" <> 'EXITED' or "exit_reason" is not null),
	CONSTRAINT "families_composition" CHECK ("size" = "adults" + "children_0_to_5" + "children_6_to_17")
);
--> statement-breakpoint
CREATE TABLE "family_preferences" (
	"id" uuid PRIMARY KEY,
	"family_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"must" boolean DEFAULT false NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	CONSTRAINT "family_preferences_once" UNIQUE("family_id","kind","value"),
	CONSTRAINT "family_preferences_kind_known" CHECK ("kind" in ('REGION', 'DEPARTEMENT', 'COMMUNE', 'TOWN_SIZE', 'NEAR_FAMILY', 'OCCUPATION'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"given_by" uuid NOT NULL,
	"form" text NOT NULL,
	"language" text NOT NULL,
	"given_on" date NOT NULL,
	"expires_on" date NOT NULL,
	"revoked_on" date,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_purpose_known" CHECK ("purpose" in ('HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY', 'CARE')),
	CONSTRAINT "consents_form_known" CHECK ("form" in ('SIGNED', 'ORAL_INTERPRETED')),
	CONSTRAINT "consents_order" CHECK ("expires_on" >= "given_on")
);
--> statement-breakpoint
CREATE TABLE "person_identities" (
	"person_id" uuid PRIMARY KEY,
	"family_id" uuid NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"birth_date" date NOT NULL,
	"phone" text,
	"nationality" text,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY,
	"family_id" uuid NOT NULL,
	"role" text NOT NULL,
	"sex" text NOT NULL,
	"age_band" text NOT NULL,
	"occupations" text[],
	"french_level" text,
	"driving_licence" boolean,
	"mobility" text,
	"available_from" date,
	"may_work" boolean,
	"departed_on" date,
	"departure_reason" text,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persons_family" UNIQUE("family_id","id"),
	CONSTRAINT "persons_role_known" CHECK ("role" in ('HEAD', 'SPOUSE', 'CHILD', 'OTHER_ADULT')),
	CONSTRAINT "persons_sex_known" CHECK ("sex" in ('FEMALE', 'MALE')),
	CONSTRAINT "persons_age_band_known" CHECK ("age_band" in ('AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17', 'AGE_18_TO_24', 'AGE_25_TO_39', 'AGE_40_TO_59', 'AGE_60_AND_OVER')),
	CONSTRAINT "persons_french_level_known" CHECK ("french_level" in ('ALPHA', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
	CONSTRAINT "persons_mobility_known" CHECK ("mobility" in ('FOOT', 'BUS', 'CAR')),
	CONSTRAINT "persons_departure_reason_known" CHECK ("departure_reason" in ('DIED', 'SEPARATED', 'LEFT_HOME', 'OTHER')),
	CONSTRAINT "persons_no_work_profile_under_16" CHECK (not ("age_band" in ('AGE_0_TO_5', 'AGE_6_TO_15')) or num_nonnulls("occupations", "driving_licence", "mobility", "available_from", "may_work") = 0),
	CONSTRAINT "persons_occupations_at_most_5" CHECK (cardinality("occupations") <= 5)
);
--> statement-breakpoint
CREATE TABLE "housing_offer_addresses" (
	"offer_id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "housing_offer_addresses_length" CHECK (char_length("address") <= 300)
);
--> statement-breakpoint
CREATE TABLE "housing_offers" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"external_reference" text,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"site_id" uuid,
	"commune_code" text NOT NULL,
	"epci_code" text,
	"departement_code" text NOT NULL,
	"region_code" text NOT NULL,
	"typology" text NOT NULL,
	"kind" text NOT NULL,
	"surface_m2" integer NOT NULL,
	"floor" integer NOT NULL,
	"lift" boolean NOT NULL,
	"accessibility" text NOT NULL,
	"energy_class" text NOT NULL,
	"furnished" boolean NOT NULL,
	"rent_cents" integer NOT NULL,
	"charges_cents" integer NOT NULL,
	"deposit_cents" integer NOT NULL,
	"lease_form" text NOT NULL,
	"min_occupants" integer NOT NULL,
	"max_occupants" integer NOT NULL,
	"available_from" date NOT NULL,
	"description" text,
	"confirmed_at" timestamp(3) with time zone,
	"valid_until" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "housing_offers_partner" UNIQUE("partner_id","id"),
	CONSTRAINT "housing_offers_status_known" CHECK ("status" in ('DRAFT', 'PUBLISHED', 'PAUSED', 'RESERVED', 'LET', 'CLOSED', 'EXPIRED', 'WITHDRAWN')),
	CONSTRAINT "housing_offers_typology_known" CHECK ("typology" in ('T1', 'T2', 'T3', 'T4', 'T5', 'T6_PLUS')),
	CONSTRAINT "housing_offers_kind_known" CHECK ("kind" in ('APARTMENT', 'HOUSE')),
	CONSTRAINT "housing_offers_accessibility_known" CHECK ("accessibility" in ('NONE', 'VISITABLE', 'ACCESSIBLE', 'ADAPTED')),
	CONSTRAINT "housing_offers_energy_class_known" CHECK ("energy_class" in ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'UNKNOWN')),
	CONSTRAINT "housing_offers_lease_form_known" CHECK ("lease_form" in ('DIRECT', 'SLIDING', 'SUBLEASE', 'MANDATE')),
	CONSTRAINT "housing_offers_surface" CHECK ("surface_m2" between 9 and 500),
	CONSTRAINT "housing_offers_floor" CHECK ("floor" between -2 and 60),
	CONSTRAINT "housing_offers_money" CHECK ("rent_cents" >= 0 and "charges_cents" >= 0 and "deposit_cents" >= 0),
	CONSTRAINT "housing_offers_occupants" CHECK ("min_occupants" between 1 and "max_occupants" and "max_occupants" <= 20),
	CONSTRAINT "housing_offers_description" CHECK (char_length("description") <= 2000),
	CONSTRAINT "housing_offers_confirmed" CHECK ("status" <> 'PUBLISHED' or num_nulls("confirmed_at", "valid_until") = 0)
);
--> statement-breakpoint
CREATE TABLE "housing_proposal_files" (
	"proposal_id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"monthly_resources_cents" integer,
	"social_housing_number" text,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	CONSTRAINT "proposal_files_resources" CHECK ("monthly_resources_cents" >= 0),
	CONSTRAINT "proposal_files_number" CHECK ("social_housing_number" ~ '^[0-9A-Z]{10,20}$')
);
--> statement-breakpoint
CREATE TABLE "housing_proposal_leaseholders" (
	"id" uuid PRIMARY KEY,
	"proposal_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	CONSTRAINT "housing_proposal_leaseholders_once" UNIQUE("proposal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "housing_proposals" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"guarantee" text DEFAULT 'NONE' NOT NULL,
	"visit_at" timestamp(3) with time zone,
	"visit_instructions" text,
	"commission_on" date,
	"expires_at" timestamp(3) with time zone,
	"programme_contact" text,
	"family_answered_at" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	"answered_at" timestamp(3) with time zone,
	"declined_by" text,
	"decline_reason" text,
	"family_decline_reason" text,
	"withdrawal_reason" text,
	"note" text,
	"lease_signed_on" date,
	"lease_starts_on" date,
	"lease_ends_on" date,
	"lease_form" text,
	"lease_rent_cents" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "housing_proposals_partner" UNIQUE("partner_id","id"),
	CONSTRAINT "housing_proposals_family" UNIQUE("family_id","id"),
	CONSTRAINT "housing_proposals_status_known" CHECK ("status" in ('DRAFT', 'PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED', 'LEASE_SIGNED', 'FAMILY_DECLINED', 'LANDLORD_DECLINED', 'WITHDRAWN', 'EXPIRED')),
	CONSTRAINT "housing_proposals_guarantee_known" CHECK ("guarantee" in ('VISALE', 'FSL', 'PROGRAMME', 'NONE')),
	CONSTRAINT "housing_proposals_declined_by_known" CHECK ("declined_by" in ('FAMILY', 'LANDLORD', 'PROGRAMME')),
	CONSTRAINT "housing_proposals_decline_reason_known" CHECK ("decline_reason" in ('ALREADY_LET', 'WORKS_NEEDED', 'INCOME_RATIO', 'GUARANTEE_MISSING', 'HOUSEHOLD_TOO_LARGE', 'DOCUMENT_MISSING', 'COMMISSION_REFUSED', 'RANKED_LOWER', 'NO_SHOW', 'OTHER')),
	CONSTRAINT "housing_proposals_family_reason_known" CHECK ("family_decline_reason" in ('TOO_FAR', 'TOO_SMALL', 'TOO_DEAR', 'NO_TRANSPORT', 'NO_SCHOOL', 'OTHER_REGION', 'OTHER')),
	CONSTRAINT "housing_proposals_withdrawal_reason_known" CHECK ("withdrawal_reason" in ('PROGRAMME_DECISION', 'CONSENT_REVOKED', 'OFFER_WITHDRAWN', 'PARTNER_LEFT', 'FAMILY_PROTECTED', 'FAMILY_LEFT')),
	CONSTRAINT "housing_proposals_note" CHECK (char_length("note") <= 280),
	CONSTRAINT "housing_proposals_sent" CHECK ("status" not in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED', 'LEASE_SIGNED', 'LANDLORD_DECLINED') or "sent_at" is not null),
	CONSTRAINT "housing_proposals_deadline" CHECK ("status" not in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') or "expires_at" is not null),
	CONSTRAINT "housing_proposals_decline_reason_given" CHECK ("status" <> 'LANDLORD_DECLINED' or "decline_reason" is not null),
	CONSTRAINT "housing_proposals_lease_given" CHECK ("status" <> 'LEASE_SIGNED' or num_nulls("lease_signed_on", "lease_starts_on", "lease_form", "lease_rent_cents") = 0),
	CONSTRAINT "housing_proposals_lease_order" CHECK ("lease_ends_on" is null or "lease_ends_on" >= "lease_starts_on")
);
--> statement-breakpoint
CREATE TABLE "tenancies" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid,
	"offer_id" uuid,
	"proposal_id" uuid CONSTRAINT "tenancies_of_proposal" UNIQUE,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"commune_code" text NOT NULL,
	"lease_form" text NOT NULL,
	"leaseholder" text NOT NULL,
	"slides_on" date,
	"signed_on" date NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"rent_cents" integer NOT NULL,
	"status" text NOT NULL,
	"notice_given_on" date,
	"end_reason" text,
	"declared_move" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenancies_status_known" CHECK ("status" in ('PLANNED', 'ACTIVE', 'NOTICE', 'ENDED', 'CANCELLED')),
	CONSTRAINT "tenancies_lease_form_known" CHECK ("lease_form" in ('DIRECT', 'SLIDING', 'SUBLEASE', 'MANDATE')),
	CONSTRAINT "tenancies_leaseholder_known" CHECK ("leaseholder" in ('PROGRAMME', 'FAMILY')),
	CONSTRAINT "tenancies_end_reason_known" CHECK ("end_reason" in ('OWN_CHOICE', 'UNPAID', 'SOLD', 'DAMAGE', 'SEPARATED', 'OTHER')),
	CONSTRAINT "tenancies_rent" CHECK ("rent_cents" >= 0),
	CONSTRAINT "tenancies_order" CHECK ("ends_on" is null or "ends_on" >= "starts_on"),
	CONSTRAINT "tenancies_end_given" CHECK ("status" <> 'ENDED' or num_nulls("ends_on", "end_reason") = 0),
	CONSTRAINT "tenancies_offer_of_landlord" CHECK (("partner_id" is null) = ("offer_id" is null))
);
--> statement-breakpoint
CREATE TABLE "job_applications" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"presented_at" timestamp(3) with time zone,
	"interview_at" timestamp(3) with time zone,
	"interview_place" text,
	"interview_contact" text,
	"interpreter_for_interview" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"programme_contact" text,
	"declined_by" text,
	"decline_reason" text,
	"withdrawal_reason" text,
	"note" text,
	"hire_starts_on" date,
	"hire_ends_on" date,
	"hire_hours_per_week" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_applications_partner" UNIQUE("partner_id","id"),
	CONSTRAINT "job_applications_status_known" CHECK ("status" in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED', 'HIRED', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'OBSOLETE')),
	CONSTRAINT "job_applications_declined_by_known" CHECK ("declined_by" in ('PERSON', 'EMPLOYER', 'PROGRAMME')),
	CONSTRAINT "job_applications_decline_reason_known" CHECK ("decline_reason" in ('NO_POSITION', 'LACKING_SKILLS', 'NOT_MOBILE', 'NOT_INTERESTED', 'DID_NOT_COME', 'HIRED_ELSEWHERE', 'FRENCH_TOO_LOW', 'LICENCE_MISSING', 'HOURS', 'OTHER')),
	CONSTRAINT "job_applications_withdrawal_reason_known" CHECK ("withdrawal_reason" in ('PROGRAMME_DECISION', 'CONSENT_REVOKED', 'OFFER_WITHDRAWN', 'PARTNER_LEFT', 'FAMILY_PROTECTED', 'FAMILY_LEFT')),
	CONSTRAINT "job_applications_note" CHECK (char_length("note") <= 280),
	CONSTRAINT "job_applications_presented" CHECK ("status" not in ('PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED', 'HIRED') or num_nulls("presented_at", "expires_at") = 0),
	CONSTRAINT "job_applications_decline_given" CHECK ("status" <> 'DECLINED' or num_nulls("declined_by", "decline_reason") = 0),
	CONSTRAINT "job_applications_hire_given" CHECK ("status" <> 'HIRED' or num_nulls("hire_starts_on", "hire_hours_per_week") = 0),
	CONSTRAINT "job_applications_hire_hours" CHECK ("hire_hours_per_week" between 1 and 48)
);
--> statement-breakpoint
CREATE TABLE "employment_retentions" (
	"id" uuid PRIMARY KEY,
	"employment_id" uuid NOT NULL,
	"partner_id" uuid,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"month" integer NOT NULL,
	"still_in_post" boolean NOT NULL,
	"confirmed_on" date NOT NULL,
	CONSTRAINT "employment_retentions_once" UNIQUE("employment_id","month"),
	CONSTRAINT "employment_retentions_month" CHECK ("month" in (1, 3, 6, 12))
);
--> statement-breakpoint
CREATE TABLE "employments" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid,
	"offer_id" uuid,
	"application_id" uuid CONSTRAINT "employments_of_application" UNIQUE,
	"person_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"commune_code" text NOT NULL,
	"contract" text NOT NULL,
	"rome" text NOT NULL,
	"hours_per_week" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"end_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "employments_contract_known" CHECK ("contract" in ('CDI', 'CDD', 'CDDI', 'CTT', 'SEASONAL', 'APPRENTICESHIP', 'PROFESSIONALISATION', 'PMSMP')),
	CONSTRAINT "employments_end_reason_known" CHECK ("end_reason" in ('END_OF_CONTRACT', 'RESIGNED', 'DISMISSED', 'TRIAL_ENDED', 'DID_NOT_START', 'EMPLOYER_CLOSED', 'OTHER')),
	CONSTRAINT "employments_rome_shape" CHECK ("rome" ~ '^[A-N][0-9]{4}$'),
	CONSTRAINT "employments_hours" CHECK ("hours_per_week" between 1 and 48),
	CONSTRAINT "employments_order" CHECK ("ends_on" is null or "ends_on" >= "starts_on" or "end_reason" = 'DID_NOT_START'),
	CONSTRAINT "employments_offer_of_employer" CHECK (("partner_id" is null) = ("offer_id" is null))
);
--> statement-breakpoint
CREATE TABLE "job_offers" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"external_reference" text,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"site_id" uuid,
	"title" text NOT NULL,
	"description" text,
	"rome" text NOT NULL,
	"contract" text NOT NULL,
	"duration_months" integer,
	"hours_per_week" integer NOT NULL,
	"gross_hourly_cents" integer,
	"positions" integer NOT NULL,
	"positions_filled" integer DEFAULT 0 NOT NULL,
	"commune_code" text NOT NULL,
	"epci_code" text,
	"departement_code" text NOT NULL,
	"region_code" text NOT NULL,
	"min_french" text NOT NULL,
	"licence_required" boolean NOT NULL,
	"transport_provided" boolean NOT NULL,
	"starts_on" date NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"valid_until" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_offers_partner" UNIQUE("partner_id","id"),
	CONSTRAINT "job_offers_status_known" CHECK ("status" in ('DRAFT', 'OPEN', 'PAUSED', 'FILLED', 'CLOSED', 'EXPIRED', 'WITHDRAWN')),
	CONSTRAINT "job_offers_contract_known" CHECK ("contract" in ('CDI', 'CDD', 'CDDI', 'CTT', 'SEASONAL', 'APPRENTICESHIP', 'PROFESSIONALISATION', 'PMSMP')),
	CONSTRAINT "job_offers_min_french_known" CHECK ("min_french" in ('ALPHA', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
	CONSTRAINT "job_offers_title" CHECK (char_length("title") between 1 and 120),
	CONSTRAINT "job_offers_description" CHECK (char_length("description") <= 2000),
	CONSTRAINT "job_offers_rome_shape" CHECK ("rome" ~ '^[A-N][0-9]{4}$'),
	CONSTRAINT "job_offers_hours" CHECK ("hours_per_week" between 1 and 48),
	CONSTRAINT "job_offers_duration" CHECK ("duration_months" between 1 and 60),
	CONSTRAINT "job_offers_wage" CHECK (("contract" = 'PMSMP') = ("gross_hourly_cents" is null) and "gross_hourly_cents" > 0),
	CONSTRAINT "job_offers_positions" CHECK ("positions" between 1 and 50 and "positions_filled" between 0 and "positions"),
	CONSTRAINT "job_offers_confirmed" CHECK ("status" <> 'OPEN' or num_nulls("confirmed_at", "valid_until") = 0)
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"signed_on" date NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"ended_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreements_order" CHECK ("ends_on" is null or "ends_on" >= "starts_on")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"label" text NOT NULL,
	"key_hash" bytea NOT NULL UNIQUE,
	"last_four" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	"last_used_on" date,
	CONSTRAINT "api_keys_at_most_a_year" CHECK ("expires_at" <= "created_at" + interval '366 days')
);
--> statement-breakpoint
CREATE TABLE "partner_contacts" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	CONSTRAINT "partner_contacts_purpose_known" CHECK ("purpose" in ('GENERAL', 'HOUSING', 'EMPLOYMENT', 'CARE', 'TECHNICAL', 'DATA_PROTECTION'))
);
--> statement-breakpoint
CREATE TABLE "partner_regions" (
	"partner_id" uuid,
	"region_code" text,
	"care_gateway" boolean DEFAULT false NOT NULL,
	CONSTRAINT "partner_regions_pkey" PRIMARY KEY("partner_id","region_code")
);
--> statement-breakpoint
CREATE TABLE "partner_sites" (
	"id" uuid PRIMARY KEY,
	"partner_id" uuid NOT NULL,
	"siret" text NOT NULL,
	"name" text NOT NULL,
	"commune_code" text NOT NULL,
	CONSTRAINT "partner_sites_siret" UNIQUE("partner_id","siret"),
	CONSTRAINT "partner_sites_partner" UNIQUE("partner_id","id"),
	CONSTRAINT "partner_sites_siret_digits" CHECK ("siret" ~ '^[0-9]{14}$')
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"siret" text,
	"finess" text,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "partners_id_audience" UNIQUE("id","audience"),
	CONSTRAINT "partners_kind_known" CHECK ("kind" in ('SOCIAL_LANDLORD', 'PRIVATE_LANDLORD', 'EMPLOYER', 'SIAE', 'HEALTH_FACILITY', 'HEALTH_ASSOCIATION', 'PRACTITIONER', 'INTERNAL_APP', 'PROGRAMME')),
	CONSTRAINT "partners_audience_known" CHECK ("audience" in ('LANDLORD', 'EMPLOYER', 'HEALTH', 'INTERNAL', 'COORDINATOR')),
	CONSTRAINT "partners_status_known" CHECK ("status" in ('ACTIVE', 'SUSPENDED')),
	CONSTRAINT "partners_siret_needed" CHECK ("siret" is not null or "kind" = 'PRIVATE_LANDLORD'),
	CONSTRAINT "partners_siret_digits" CHECK ("siret" ~ '^[0-9]{14}$' and "siret" <> '00000000000000'),
	CONSTRAINT "partners_finess_health" CHECK ("finess" is null or "audience" = 'HEALTH')
);
--> statement-breakpoint
CREATE TABLE "rights_steps" (
	"id" uuid PRIMARY KEY,
	"family_id" uuid NOT NULL,
	"person_id" uuid,
	"region_code" text,
	"followed_by" uuid NOT NULL,
	"definition" text NOT NULL,
	"status" text DEFAULT 'NOT_STARTED' NOT NULL,
	"submitted_on" date,
	"granted_on" date,
	"blocker" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rights_steps_definition_known" CHECK ("definition" in ('PROTECTION_DECISION', 'ADDRESS_PROOF', 'RECEIPT_PERMIT', 'CIVIL_STATUS_OFPRA', 'RESIDENT_CARD_10Y', 'TRAVEL_DOCUMENT', 'OFII_CIR_SIGNED', 'OFII_FRENCH_COURSE', 'OFII_CIVIC_COURSE', 'CPAM_PUMA', 'CSS', 'SSN_FINAL', 'VITALE_CARD', 'DECLARED_DOCTOR', 'BANK_ACCOUNT', 'CAF_FILE', 'RSA', 'HOUSING_BENEFIT', 'FAMILY_BENEFITS', 'FRANCE_TRAVAIL', 'SCHOOL', 'CHILDCARE', 'LICENCE_EXCHANGE', 'DIPLOMA_RECOGNITION', 'HOME_INSURANCE', 'ENERGY_CONTRACT', 'SOCIAL_HOUSING_REQUEST', 'TAX_DECLARATION', 'FAMILY_REUNIFICATION')),
	CONSTRAINT "rights_steps_status_known" CHECK ("status" in ('NOT_STARTED', 'SUBMITTED', 'IN_REVIEW', 'GRANTED', 'REFUSED')),
	CONSTRAINT "rights_steps_granted_when" CHECK (("status" = 'GRANTED') = ("granted_on" is not null)),
	CONSTRAINT "rights_steps_blocker" CHECK (char_length("blocker") <= 280)
);
--> statement-breakpoint
CREATE TABLE "communes" (
	"code" text PRIMARY KEY,
	"name" text NOT NULL,
	"search_name" text NOT NULL,
	"postal_codes" text[] NOT NULL,
	"population" integer NOT NULL,
	"departement_code" text NOT NULL,
	"epci_code" text,
	"epci_name" text,
	"region_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"code" text PRIMARY KEY,
	"name" text NOT NULL,
	"name_2016" text NOT NULL,
	"family_target" integer NOT NULL,
	"person_target" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rome_codes" (
	"code" text PRIMARY KEY,
	"label" text NOT NULL,
	"search_label" text NOT NULL,
	"rome_version" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "care_referrals_updated" ON "care_referrals" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "care_referrals_created" ON "care_referrals" ("partner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "care_referrals_person_of" ON "care_referrals" ("person_id");--> statement-breakpoint
CREATE INDEX "care_referrals_region" ON "care_referrals" ("region_code","id");--> statement-breakpoint
CREATE INDEX "care_statuses_family" ON "care_statuses" ("family_id");--> statement-breakpoint
CREATE INDEX "care_statuses_region" ON "care_statuses" ("region_code","person_id");--> statement-breakpoint
CREATE INDEX "disclosures_open_families" ON "disclosures" ("partner_id","family_id") WHERE "closed_at" is null;--> statement-breakpoint
CREATE INDEX "disclosures_open_persons" ON "disclosures" ("partner_id","person_id") WHERE "closed_at" is null;--> statement-breakpoint
CREATE INDEX "disclosures_updated" ON "disclosures" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "disclosures_family" ON "disclosures" ("family_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "disclosures_region" ON "disclosures" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "disclosures_proposal" ON "disclosures" ("proposal_id");--> statement-breakpoint
CREATE INDEX "disclosures_application" ON "disclosures" ("application_id");--> statement-breakpoint
CREATE INDEX "disclosures_referral" ON "disclosures" ("referral_id");--> statement-breakpoint
CREATE INDEX "disclosures_tenancy" ON "disclosures" ("tenancy_id");--> statement-breakpoint
CREATE INDEX "disclosures_employment" ON "disclosures" ("employment_id");--> statement-breakpoint
CREATE INDEX "disclosures_consent" ON "disclosures" ("consent_id");--> statement-breakpoint
CREATE INDEX "events_feed" ON "events" ("partner_id","transaction","position");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" ("created_at");--> statement-breakpoint
CREATE INDEX "journal_entries_row" ON "journal_entries" ("row_id","at");--> statement-breakpoint
CREATE INDEX "families_region" ON "families" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "families_followed_by" ON "families" ("followed_by","updated_at","id");--> statement-breakpoint
CREATE INDEX "families_arrival_group" ON "families" ("arrival_group_id");--> statement-breakpoint
CREATE INDEX "consents_live" ON "consents" ("person_id","purpose") WHERE "revoked_on" is null;--> statement-breakpoint
CREATE INDEX "consents_region" ON "consents" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "person_identities_family" ON "person_identities" ("family_id");--> statement-breakpoint
CREATE INDEX "persons_region" ON "persons" ("region_code","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "housing_offers_external_reference" ON "housing_offers" ("partner_id","external_reference") WHERE "status" not in ('CLOSED', 'WITHDRAWN');--> statement-breakpoint
CREATE INDEX "housing_offers_updated" ON "housing_offers" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_created" ON "housing_offers" ("partner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_status" ON "housing_offers" ("partner_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_region" ON "housing_offers" ("region_code","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_offers_expiring" ON "housing_offers" ("valid_until") WHERE "status" = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX "leaseholders_partner" ON "housing_proposal_leaseholders" ("partner_id","proposal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "housing_proposals_one_live_per_offer" ON "housing_proposals" ("offer_id") WHERE "status" in ('FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');--> statement-breakpoint
CREATE UNIQUE INDEX "housing_proposals_one_live_per_family" ON "housing_proposals" ("family_id") WHERE "status" in ('FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');--> statement-breakpoint
CREATE INDEX "housing_proposals_updated" ON "housing_proposals" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_proposals_created" ON "housing_proposals" ("partner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "housing_proposals_offer_of" ON "housing_proposals" ("offer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "housing_proposals_family_of" ON "housing_proposals" ("family_id","created_at","id");--> statement-breakpoint
CREATE INDEX "housing_proposals_region" ON "housing_proposals" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "housing_proposals_expiring" ON "housing_proposals" ("expires_at") WHERE "status" in ('FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');--> statement-breakpoint
CREATE INDEX "tenancies_updated" ON "tenancies" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "tenancies_family" ON "tenancies" ("family_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "tenancies_region" ON "tenancies" ("region_code","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_applications_one_live" ON "job_applications" ("offer_id","person_id") WHERE "status" in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');--> statement-breakpoint
CREATE INDEX "job_applications_updated" ON "job_applications" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_applications_created" ON "job_applications" ("partner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "job_applications_offer_of" ON "job_applications" ("offer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "job_applications_person_of" ON "job_applications" ("person_id","created_at","id");--> statement-breakpoint
CREATE INDEX "job_applications_family_of" ON "job_applications" ("family_id","created_at","id");--> statement-breakpoint
CREATE INDEX "job_applications_region" ON "job_applications" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_applications_expiring" ON "job_applications" ("expires_at") WHERE "status" in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');--> statement-breakpoint
CREATE INDEX "employments_updated" ON "employments" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "employments_person_of" ON "employments" ("person_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "employments_family" ON "employments" ("family_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "employments_region" ON "employments" ("region_code","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_offers_external_reference" ON "job_offers" ("partner_id","external_reference") WHERE "status" not in ('CLOSED', 'WITHDRAWN');--> statement-breakpoint
CREATE INDEX "job_offers_updated" ON "job_offers" ("partner_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_created" ON "job_offers" ("partner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_status" ON "job_offers" ("partner_id","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_region" ON "job_offers" ("region_code","status","updated_at","id");--> statement-breakpoint
CREATE INDEX "job_offers_expiring" ON "job_offers" ("valid_until") WHERE "status" = 'OPEN';--> statement-breakpoint
CREATE INDEX "agreements_partner" ON "agreements" ("partner_id");--> statement-breakpoint
CREATE INDEX "api_keys_partner" ON "api_keys" ("partner_id");--> statement-breakpoint
CREATE INDEX "partner_contacts_partner" ON "partner_contacts" ("partner_id");--> statement-breakpoint
CREATE INDEX "partners_audience" ON "partners" ("audience","updated_at","id");--> statement-breakpoint
CREATE INDEX "rights_steps_family" ON "rights_steps" ("family_id","definition");--> statement-breakpoint
CREATE INDEX "rights_steps_region" ON "rights_steps" ("region_code","updated_at","id");--> statement-breakpoint
CREATE INDEX "communes_search" ON "communes" ("search_name" text_pattern_ops);--> statement-breakpoint
ALTER TABLE "placement_cells" ADD CONSTRAINT "placement_cells_snapshot_id_snapshots_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshots"("id");--> statement-breakpoint
ALTER TABLE "placement_cells" ADD CONSTRAINT "placement_cells_region_code_regions_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code");--> statement-breakpoint
ALTER TABLE "care_referrals" ADD CONSTRAINT "care_referrals_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "care_referrals" ADD CONSTRAINT "care_referrals_redirected_to_partners_id_fkey" FOREIGN KEY ("redirected_to") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "care_referrals" ADD CONSTRAINT "care_referrals_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "care_referrals" ADD CONSTRAINT "care_referrals_contact" FOREIGN KEY ("family_id","contact_person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "care_statuses" ADD CONSTRAINT "care_statuses_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_proposal_id_housing_proposals_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "housing_proposals"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_tenancy_id_tenancies_id_fkey" FOREIGN KEY ("tenancy_id") REFERENCES "tenancies"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_application_id_job_applications_id_fkey" FOREIGN KEY ("application_id") REFERENCES "job_applications"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_employment_id_employments_id_fkey" FOREIGN KEY ("employment_id") REFERENCES "employments"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_referral_id_care_referrals_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "care_referrals"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_consent_id_consents_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consents"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_region_code_regions_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code");--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_followed_by_partners_id_fkey" FOREIGN KEY ("followed_by") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_transfer_to_region_code_regions_code_fkey" FOREIGN KEY ("transfer_to_region_code") REFERENCES "regions"("code");--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_commune_code_communes_code_fkey" FOREIGN KEY ("commune_code") REFERENCES "communes"("code");--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_arrival_group_id_arrival_groups_id_fkey" FOREIGN KEY ("arrival_group_id") REFERENCES "arrival_groups"("id");--> statement-breakpoint
ALTER TABLE "family_preferences" ADD CONSTRAINT "family_preferences_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_given_by" FOREIGN KEY ("family_id","given_by") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "person_identities" ADD CONSTRAINT "person_identities_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "housing_offer_addresses" ADD CONSTRAINT "housing_offer_addresses_offer" FOREIGN KEY ("partner_id","offer_id") REFERENCES "housing_offers"("partner_id","id");--> statement-breakpoint
ALTER TABLE "housing_offers" ADD CONSTRAINT "housing_offers_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "housing_offers" ADD CONSTRAINT "housing_offers_commune_code_communes_code_fkey" FOREIGN KEY ("commune_code") REFERENCES "communes"("code");--> statement-breakpoint
ALTER TABLE "housing_offers" ADD CONSTRAINT "housing_offers_site" FOREIGN KEY ("partner_id","site_id") REFERENCES "partner_sites"("partner_id","id");--> statement-breakpoint
ALTER TABLE "housing_proposal_files" ADD CONSTRAINT "proposal_files_proposal" FOREIGN KEY ("family_id","proposal_id") REFERENCES "housing_proposals"("family_id","id");--> statement-breakpoint
ALTER TABLE "housing_proposal_leaseholders" ADD CONSTRAINT "leaseholders_proposal" FOREIGN KEY ("family_id","proposal_id") REFERENCES "housing_proposals"("family_id","id");--> statement-breakpoint
ALTER TABLE "housing_proposal_leaseholders" ADD CONSTRAINT "leaseholders_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "housing_proposals" ADD CONSTRAINT "housing_proposals_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "housing_proposals" ADD CONSTRAINT "housing_proposals_offer" FOREIGN KEY ("partner_id","offer_id") REFERENCES "housing_offers"("partner_id","id");--> statement-breakpoint
ALTER TABLE "tenancies" ADD CONSTRAINT "tenancies_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "tenancies" ADD CONSTRAINT "tenancies_commune_code_communes_code_fkey" FOREIGN KEY ("commune_code") REFERENCES "communes"("code");--> statement-breakpoint
ALTER TABLE "tenancies" ADD CONSTRAINT "tenancies_offer" FOREIGN KEY ("partner_id","offer_id") REFERENCES "housing_offers"("partner_id","id");--> statement-breakpoint
ALTER TABLE "tenancies" ADD CONSTRAINT "tenancies_proposal" FOREIGN KEY ("partner_id","proposal_id") REFERENCES "housing_proposals"("partner_id","id");--> statement-breakpoint
ALTER TABLE "job_applications" ADD CONSTRAINT "job_applications_offer" FOREIGN KEY ("partner_id","offer_id") REFERENCES "job_offers"("partner_id","id");--> statement-breakpoint
ALTER TABLE "job_applications" ADD CONSTRAINT "job_applications_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "employment_retentions" ADD CONSTRAINT "employment_retentions_employment_id_employments_id_fkey" FOREIGN KEY ("employment_id") REFERENCES "employments"("id");--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_commune_code_communes_code_fkey" FOREIGN KEY ("commune_code") REFERENCES "communes"("code");--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_offer" FOREIGN KEY ("partner_id","offer_id") REFERENCES "job_offers"("partner_id","id");--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_application" FOREIGN KEY ("partner_id","application_id") REFERENCES "job_applications"("partner_id","id");--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "job_offers" ADD CONSTRAINT "job_offers_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "job_offers" ADD CONSTRAINT "job_offers_commune_code_communes_code_fkey" FOREIGN KEY ("commune_code") REFERENCES "communes"("code");--> statement-breakpoint
ALTER TABLE "job_offers" ADD CONSTRAINT "job_offers_site" FOREIGN KEY ("partner_id","site_id") REFERENCES "partner_sites"("partner_id","id");--> statement-breakpoint
ALTER TABLE "partner_contacts" ADD CONSTRAINT "partner_contacts_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "partner_regions" ADD CONSTRAINT "partner_regions_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "partner_regions" ADD CONSTRAINT "partner_regions_region_code_regions_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code");--> statement-breakpoint
ALTER TABLE "partner_sites" ADD CONSTRAINT "partner_sites_partner_id_partners_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id");--> statement-breakpoint
ALTER TABLE "partner_sites" ADD CONSTRAINT "partner_sites_commune_code_communes_code_fkey" FOREIGN KEY ("commune_code") REFERENCES "communes"("code");--> statement-breakpoint
ALTER TABLE "rights_steps" ADD CONSTRAINT "rights_steps_family_id_families_id_fkey" FOREIGN KEY ("family_id") REFERENCES "families"("id");--> statement-breakpoint
ALTER TABLE "rights_steps" ADD CONSTRAINT "rights_steps_person" FOREIGN KEY ("family_id","person_id") REFERENCES "persons"("family_id","id");--> statement-breakpoint
ALTER TABLE "communes" ADD CONSTRAINT "communes_region_code_regions_code_fkey" FOREIGN KEY ("region_code") REFERENCES "regions"("code");