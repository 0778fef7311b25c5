ALTER TABLE "families" DROP CONSTRAINT "families_transfer_to_region_code_regions_code_fkey";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "partner_state" text;--> statement-breakpoint
ALTER TABLE "tenancies" ADD COLUMN "ends_on_before" date;--> statement-breakpoint
ALTER TABLE "tenancies" ADD COLUMN "slides_on_before" date;--> statement-breakpoint
ALTER TABLE "employments" ADD COLUMN "ends_on_before" date;--> statement-breakpoint
ALTER TABLE "rights_steps" ADD COLUMN "submitted_on_before" date;--> statement-breakpoint
ALTER TABLE "families" DROP COLUMN "transfer_to_region_code";--> statement-breakpoint
ALTER TABLE "families" DROP COLUMN "transfer_requested_at";--> statement-breakpoint
ALTER TABLE "care_referrals" ALTER COLUMN "contact_person_id" DROP NOT NULL;