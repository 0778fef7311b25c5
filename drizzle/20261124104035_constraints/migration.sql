-- What drizzle-kit cannot write: exclusion constraints and an index whose nulls are equal.
create extension if not exists btree_gist;
--> statement-breakpoint
-- No home holds two tenancies whose periods overlap.
alter table tenancies add constraint tenancies_one_per_home exclude using gist
  (offer_id with =, daterange(starts_on, coalesce(ends_on, 'infinity'), '[]') with &&)
  where (offer_id is not null and status <> 'CANCELLED');
--> statement-breakpoint
-- No family holds two tenancies at once, but for a declared move, whose 31 days the trigger access.limit_move counts.
alter table tenancies add constraint tenancies_one_per_family exclude using gist
  (family_id with =, daterange(starts_on, coalesce(ends_on, 'infinity'), '[]') with &&)
  where (status <> 'CANCELLED' and not declared_move);
--> statement-breakpoint
-- One open disclosure per act, person and level.
create unique index disclosures_one_open on disclosures
  (proposal_id, tenancy_id, application_id, employment_id, referral_id, person_id, level) nulls not distinct
  where closed_at is null;
