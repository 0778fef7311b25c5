-- GENERATED from src/access/policy.ts and src/access/rows.ts by `npm run generate`. Do not edit.
do $$
declare
  found record;
begin
  for found in select schemaname, tablename, policyname from pg_policies where schemaname in ('public', 'access') loop
    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname, found.tablename);
  end loop;
end $$;
revoke all on all tables in schema public from public, api_login, jobs_login, api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all on all tables in schema access from public, api_login, jobs_login, api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all on all sequences in schema public from public, api_login, jobs_login, api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;

revoke all (id, partner_id, audience, signed_on, starts_on, ends_on, ended_at, version, created_at, updated_at) on public.agreements from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, audience, label, key_hash, last_four, scopes, created_at, expires_at, revoked_at, last_used_on) on public.api_keys from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, flight_number, airport, planned_at, actual_at, status, wheelchairs, child_seats, interpreter_languages, transport_arranged, created_by, version, created_at, updated_at) on public.arrival_groups from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, person_id, family_id, region_code, followed_by, month, closed_month, erasure_acknowledged) on public.care_receipts from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, person_id, contact_person_id, family_id, region_code, followed_by, consent_id, status, interpreter_language, transport_needed, next_appointment_on, decline_reason, programme_contact, redirected_from, redirected_to, sent_on, moved_at, version, created_at, updated_at) on public.care_referrals from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (person_id, family_id, region_code, followed_by, overall, since, action_due_at, support_on, support_transport_needed, support_interpreter_language, updated_at) on public.care_statuses from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code) on public.communes from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, person_id, family_id, purpose, given_by, form, language, given_on, expires_on, revoked_on, region_code, followed_by, version, created_at, updated_at) on public.consents from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, linked_table, counted_on, counted_at, publication_id, as_of, held) on public.countings from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, audience, family_id, person_id, contact_person_id, region_code, followed_by, level, purpose, proposal_id, tenancy_id, application_id, employment_id, referral_id, consent_id, reference, opened_at, expires_at, closed_at, close_reason, erasure_acknowledged_at, version, created_at, updated_at) on public.disclosures from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, employment_id, partner_id, family_id, region_code, followed_by, month, still_in_post, confirmed_on) on public.employment_retentions from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, offer_id, application_id, person_id, family_id, region_code, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on, ends_on_before, end_reason, status, version, created_at, updated_at) on public.employments from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (position, transaction, at, partner_id, region_code, machine, row_id, to_state, partner_state, version) on public.events from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, reference, origin, journey, exit_reason, region_code, followed_by, commune_code, size, adults, children_0_to_5, children_6_to_17, accessibility_need, languages, interpreter_needed, country_of_asylum, arrival_group_id, arrived_on, protected, split_from, split_person_ids, version, created_at, updated_at) on public.families from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, family_id, kind, value, must, region_code, followed_by) on public.family_preferences from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, family_id, region_code, followed_by, from_region_code, to_region_code, status, accepted_by, expires_at, reference, origin, size, adults, children_0_to_5, children_6_to_17, accessibility_need, languages, interpreter_needed, version, created_at, updated_at) on public.family_transfers from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, publication_id, question, position, measure, region_code, journey, typology, rome_domain, contract, sex, step, families, persons, amount, median_days, family_target, person_target, suppressed) on public.figures from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (offer_id, partner_id, region_code, address) on public.housing_offer_addresses from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, external_reference, status, site_id, commune_code, epci_code, departement_code, region_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description, confirmed_at, valid_until, terms_version, version, created_at, updated_at) on public.housing_offers from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (proposal_id, partner_id, family_id, monthly_resources_cents, social_housing_number, region_code, followed_by) on public.housing_proposal_files from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, proposal_id, partner_id, family_id, person_id, region_code, followed_by) on public.housing_proposal_leaseholders from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, offer_id, family_id, region_code, followed_by, status, guarantee, visit_at, visit_instructions, commission_on, expires_at, programme_contact, family_answered_at, accepted_terms_version, sent_at, answered_at, declined_by, decline_reason, family_decline_reason, withdrawal_reason, note, lease_signed_on, lease_starts_on, lease_ends_on, lease_form, lease_rent_cents, version, created_at, updated_at) on public.housing_proposals from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (partner_id, audience, mutation, key_hash, input_hash, result_id, created_at) on public.idempotency_keys from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, offer_id, person_id, family_id, region_code, followed_by, status, presented_at, interview_at, interview_place, interview_contact, interpreter_for_interview, expires_at, programme_contact, declined_by, decline_reason, withdrawal_reason, note, hire_starts_on, hire_ends_on, hire_hours_per_week, version, created_at, updated_at) on public.job_applications from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, external_reference, status, site_id, title, description, rome, contract, duration_months, hours_per_week, gross_hourly_cents, positions, positions_filled, commune_code, epci_code, departement_code, region_code, min_french, licence_required, transport_provided, starts_on, confirmed_at, valid_until, version, created_at, updated_at) on public.job_offers from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, at, machine, row_id, from_state, to_state, mutation, reason_code, audience, partner_id, key_id, actor, channel) on public.journal_entries from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, purpose, name, phone, email) on public.partner_contacts from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (partner_id, region_code, care_gateway) on public.partner_regions from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, siret, name, commune_code) on public.partner_sites from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, name, kind, audience, siret, finess, status, version, created_at, updated_at) on public.partners from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (person_id, family_id, given_name, family_name, birth_date, phone, nationality, region_code, followed_by, version, created_at, updated_at) on public.person_identities from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, family_id, role, sex, age_band, occupations, french_level, driving_licence, mobility, available_from, may_work, departed_on, departure_reason, region_code, followed_by, version, created_at, updated_at) on public.persons from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, linked_table, as_of) on public.publications from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (code, name, name_2016, family_target, person_target) on public.regions from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, family_id, person_id, region_code, followed_by, definition, status, submitted_on, submitted_on_before, granted_on, blocker, version, created_at, updated_at) on public.rights_steps from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (code, label, search_label, rome_version) on public.rome_codes from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (id, partner_id, offer_id, proposal_id, family_id, region_code, followed_by, commune_code, lease_form, leaseholder, slides_on, signed_on, starts_on, ends_on, ends_on_before, slides_on_before, rent_cents, status, notice_given_on, end_reason, declared_move, version, created_at, updated_at) on public.tenancies from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
revoke all (publication_id, cell, families, persons) on public.told_figures from api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;

alter table access.transitions enable row level security;
alter table access.transitions force row level security;
grant select on access.transitions to api_landlord;
create policy api_landlord_select on access.transitions for select to api_landlord using (true);
grant select on access.transitions to api_employer;
create policy api_employer_select on access.transitions for select to api_employer using (true);
grant select on access.transitions to api_health;
create policy api_health_select on access.transitions for select to api_health using (true);
grant select on access.transitions to api_internal;
create policy api_internal_select on access.transitions for select to api_internal using (true);
grant select on access.transitions to api_coordinator;
create policy api_coordinator_select on access.transitions for select to api_coordinator using (true);
grant select on access.transitions to programme;
create policy programme_select on access.transitions for select to programme using (true);
grant select on access.transitions to snapshot;
create policy snapshot_select on access.transitions for select to snapshot using (true);
grant select on access.transitions to operator;
create policy operator_select on access.transitions for select to operator using (true);
grant select on access.transitions to demo_loader;
create policy demo_loader_select on access.transitions for select to demo_loader using (true);
grant select on access.transitions to clock;
create policy clock_select on access.transitions for select to clock using (true);

-- publications
alter table public.publications enable row level security;
alter table public.publications force row level security;
grant select (id, linked_table, as_of) on public.publications to snapshot;
create policy snapshot_select on public.publications for select to snapshot using (true);
grant insert (id, linked_table, as_of) on public.publications to snapshot;
create policy snapshot_insert on public.publications for insert to snapshot with check (true);

-- countings
alter table public.countings enable row level security;
alter table public.countings force row level security;
grant select (as_of, counted_at, counted_on, held, id, linked_table, publication_id) on public.countings to api_internal;
create policy api_internal_select on public.countings for select to api_internal using ((select access.partner('INTERNAL')) is not null);
grant select (as_of, counted_at, counted_on, held, id, linked_table, publication_id) on public.countings to api_coordinator;
create policy api_coordinator_select on public.countings for select to api_coordinator using ((select access.partner('COORDINATOR')) is not null);
grant insert (id, linked_table, counted_on, publication_id, as_of, held) on public.countings to snapshot;
create policy snapshot_insert on public.countings for insert to snapshot with check (true);

-- figures
alter table public.figures enable row level security;
alter table public.figures force row level security;
grant select (amount, contract, families, family_target, id, journey, measure, median_days, person_target, persons, position, publication_id, question, region_code, rome_domain, sex, step, suppressed, typology) on public.figures to api_internal;
create policy api_internal_select on public.figures for select to api_internal using ((select access.partner('INTERNAL')) is not null);
grant select (amount, contract, families, family_target, id, journey, measure, median_days, person_target, persons, position, publication_id, question, region_code, rome_domain, sex, step, suppressed, typology) on public.figures to api_coordinator;
create policy api_coordinator_select on public.figures for select to api_coordinator using (region_code = any ((select access.regions())::text[]));
grant insert (id, publication_id, question, position, measure, region_code, journey, typology, rome_domain, contract, sex, step, families, persons, amount, median_days, family_target, person_target, suppressed) on public.figures to snapshot;
create policy snapshot_insert on public.figures for insert to snapshot with check (true);

-- told_figures
alter table public.told_figures enable row level security;
alter table public.told_figures force row level security;
grant select (publication_id, cell, families, persons) on public.told_figures to snapshot;
create policy snapshot_select on public.told_figures for select to snapshot using (true);
grant insert (publication_id, cell, families, persons) on public.told_figures to snapshot;
create policy snapshot_insert on public.told_figures for insert to snapshot with check (true);

-- regions
alter table public.regions enable row level security;
alter table public.regions force row level security;
grant select (code, family_target, name, name_2016, person_target) on public.regions to api_landlord;
create policy api_landlord_select on public.regions for select to api_landlord using (true);
grant select (code, family_target, name, name_2016, person_target) on public.regions to api_employer;
create policy api_employer_select on public.regions for select to api_employer using (true);
grant select (code, family_target, name, name_2016, person_target) on public.regions to api_health;
create policy api_health_select on public.regions for select to api_health using (true);
grant select (code, family_target, name, name_2016, person_target) on public.regions to api_internal;
create policy api_internal_select on public.regions for select to api_internal using (true);
grant select (code, family_target, name, name_2016, person_target) on public.regions to api_coordinator;
create policy api_coordinator_select on public.regions for select to api_coordinator using (true);
grant select (code, family_target, person_target) on public.regions to snapshot;
create policy snapshot_select on public.regions for select to snapshot using (true);
grant select (code, name, name_2016, family_target, person_target) on public.regions to operator;
create policy operator_select on public.regions for select to operator using (true);
grant insert (code, name, name_2016, family_target, person_target) on public.regions to operator;
create policy operator_insert on public.regions for insert to operator with check (true);
grant update (code, name, name_2016, family_target, person_target) on public.regions to operator;
create policy operator_update on public.regions for update to operator using (true) with check (true);

-- communes
alter table public.communes enable row level security;
alter table public.communes force row level security;
grant select (code, departement_code, epci_code, epci_name, name, population, postal_codes, region_code, search_name) on public.communes to api_landlord;
create policy api_landlord_select on public.communes for select to api_landlord using (true);
grant select (code, departement_code, epci_code, epci_name, name, population, postal_codes, region_code, search_name) on public.communes to api_employer;
create policy api_employer_select on public.communes for select to api_employer using (true);
grant select (code, departement_code, epci_code, epci_name, name, population, postal_codes, region_code, search_name) on public.communes to api_health;
create policy api_health_select on public.communes for select to api_health using (true);
grant select (code, departement_code, epci_code, epci_name, name, population, postal_codes, region_code, search_name) on public.communes to api_internal;
create policy api_internal_select on public.communes for select to api_internal using (true);
grant select (code, departement_code, epci_code, epci_name, name, population, postal_codes, region_code, search_name) on public.communes to api_coordinator;
create policy api_coordinator_select on public.communes for select to api_coordinator using (true);
grant select (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code) on public.communes to programme;
create policy programme_select on public.communes for select to programme using (true);
grant select (code, epci_code, departement_code) on public.communes to snapshot;
create policy snapshot_select on public.communes for select to snapshot using (true);
grant select (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code) on public.communes to operator;
create policy operator_select on public.communes for select to operator using (true);
grant insert (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code) on public.communes to operator;
create policy operator_insert on public.communes for insert to operator with check (true);
grant update (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code) on public.communes to operator;
create policy operator_update on public.communes for update to operator using (true) with check (true);
grant select (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code) on public.communes to demo_loader;
create policy demo_loader_select on public.communes for select to demo_loader using (true);

-- rome_codes
alter table public.rome_codes enable row level security;
alter table public.rome_codes force row level security;
grant select (code, label, rome_version, search_label) on public.rome_codes to api_landlord;
create policy api_landlord_select on public.rome_codes for select to api_landlord using (true);
grant select (code, label, rome_version, search_label) on public.rome_codes to api_employer;
create policy api_employer_select on public.rome_codes for select to api_employer using (true);
grant select (code, label, rome_version, search_label) on public.rome_codes to api_health;
create policy api_health_select on public.rome_codes for select to api_health using (true);
grant select (code, label, rome_version, search_label) on public.rome_codes to api_internal;
create policy api_internal_select on public.rome_codes for select to api_internal using (true);
grant select (code, label, rome_version, search_label) on public.rome_codes to api_coordinator;
create policy api_coordinator_select on public.rome_codes for select to api_coordinator using (true);
grant select (code, label, search_label, rome_version) on public.rome_codes to operator;
create policy operator_select on public.rome_codes for select to operator using (true);
grant insert (code, label, search_label, rome_version) on public.rome_codes to operator;
create policy operator_insert on public.rome_codes for insert to operator with check (true);
grant update (code, label, search_label, rome_version) on public.rome_codes to operator;
create policy operator_update on public.rome_codes for update to operator using (true) with check (true);

-- partners
alter table public.partners enable row level security;
alter table public.partners force row level security;
grant select (audience, created_at, id, kind, name, siret, status, updated_at) on public.partners to api_landlord;
create policy api_landlord_select on public.partners for select to api_landlord using (id = (select access.holder('LANDLORD')));
grant select (audience, created_at, id, kind, name, siret, status, updated_at) on public.partners to api_employer;
create policy api_employer_select on public.partners for select to api_employer using (id = (select access.holder('EMPLOYER')));
grant select (audience, created_at, finess, id, kind, name, siret, status, updated_at) on public.partners to api_health;
create policy api_health_select on public.partners for select to api_health using (id = (select access.holder('HEALTH')) or id in (select access.health_partners()));
grant select (audience, created_at, id, kind, name, siret, status, updated_at) on public.partners to api_internal;
create policy api_internal_select on public.partners for select to api_internal using (id = (select access.holder('INTERNAL')));
grant select (audience, created_at, id, kind, name, siret, status, updated_at) on public.partners to api_coordinator;
create policy api_coordinator_select on public.partners for select to api_coordinator using (id = (select access.holder('COORDINATOR')) or (audience in ('LANDLORD', 'EMPLOYER') and status = 'ACTIVE' and (select access.partner('COORDINATOR')) is not null and id in (select a.partner_id from public.agreements a where a.ended_at is null and a.starts_on <= access.today() and (a.ends_on is null or a.ends_on >= access.today()))));
grant select (id, name, audience, status) on public.partners to programme;
create policy programme_select on public.partners for select to programme using (true);
grant select (id, name, audience, status) on public.partners to gatekeeper;
create policy gatekeeper_select on public.partners for select to gatekeeper using (true);
grant select (id, name, kind, audience, siret, finess, status, version, created_at, updated_at) on public.partners to operator;
create policy operator_select on public.partners for select to operator using (true);
grant insert (id, name, kind, audience, siret, finess, status, version, created_at, updated_at) on public.partners to operator;
create policy operator_insert on public.partners for insert to operator with check (true);
grant update (id, name, kind, audience, siret, finess, status, version, created_at, updated_at) on public.partners to operator;
create policy operator_update on public.partners for update to operator using (true) with check (true);
grant select (id) on public.partners to demo_loader;
create policy demo_loader_select on public.partners for select to demo_loader using (true);
grant insert (id, name, kind, audience, siret, finess, status, version, created_at, updated_at) on public.partners to demo_loader;
create policy demo_loader_insert on public.partners for insert to demo_loader with check (true);
grant select (id, name) on public.partners to receipts;
create policy receipts_select on public.partners for select to receipts using (true);

-- partner_sites
alter table public.partner_sites enable row level security;
alter table public.partner_sites force row level security;
grant select (commune_code, id, name, partner_id, siret) on public.partner_sites to api_landlord;
create policy api_landlord_select on public.partner_sites for select to api_landlord using (partner_id = (select access.holder('LANDLORD')));
grant select (commune_code, id, name, partner_id, siret) on public.partner_sites to api_employer;
create policy api_employer_select on public.partner_sites for select to api_employer using (partner_id = (select access.holder('EMPLOYER')));
grant select (commune_code, id, name, partner_id, siret) on public.partner_sites to api_health;
create policy api_health_select on public.partner_sites for select to api_health using (partner_id = (select access.holder('HEALTH')));
grant select (commune_code, id, partner_id) on public.partner_sites to api_internal;
create policy api_internal_select on public.partner_sites for select to api_internal using (partner_id = (select access.holder('INTERNAL')));
grant select (commune_code, id, name, partner_id, siret) on public.partner_sites to api_coordinator;
create policy api_coordinator_select on public.partner_sites for select to api_coordinator using (partner_id in (select p.id from public.partners p));
grant select (id, partner_id, siret, name, commune_code) on public.partner_sites to operator;
create policy operator_select on public.partner_sites for select to operator using (true);
grant insert (id, partner_id, siret, name, commune_code) on public.partner_sites to operator;
create policy operator_insert on public.partner_sites for insert to operator with check (true);
grant update (id, partner_id, siret, name, commune_code) on public.partner_sites to operator;
create policy operator_update on public.partner_sites for update to operator using (true) with check (true);
grant insert (id, partner_id, siret, name, commune_code) on public.partner_sites to demo_loader;
create policy demo_loader_insert on public.partner_sites for insert to demo_loader with check (true);

-- partner_contacts
alter table public.partner_contacts enable row level security;
alter table public.partner_contacts force row level security;
grant select (email, id, name, partner_id, phone, purpose) on public.partner_contacts to api_landlord;
create policy api_landlord_select on public.partner_contacts for select to api_landlord using (partner_id = (select access.holder('LANDLORD')));
grant select (email, id, name, partner_id, phone, purpose) on public.partner_contacts to api_employer;
create policy api_employer_select on public.partner_contacts for select to api_employer using (partner_id = (select access.holder('EMPLOYER')));
grant select (email, id, name, partner_id, phone, purpose) on public.partner_contacts to api_health;
create policy api_health_select on public.partner_contacts for select to api_health using (partner_id = (select access.holder('HEALTH')) or (purpose in ('CARE', 'GENERAL') and partner_id in (select access.health_partners())));
grant select (email, id, name, partner_id, phone, purpose) on public.partner_contacts to api_internal;
create policy api_internal_select on public.partner_contacts for select to api_internal using (partner_id = (select access.holder('INTERNAL')));
grant select (email, id, name, partner_id, phone, purpose) on public.partner_contacts to api_coordinator;
create policy api_coordinator_select on public.partner_contacts for select to api_coordinator using (partner_id in (select p.id from public.partners p));
grant select (id, partner_id, purpose, name, phone, email) on public.partner_contacts to operator;
create policy operator_select on public.partner_contacts for select to operator using (true);
grant insert (id, partner_id, purpose, name, phone, email) on public.partner_contacts to operator;
create policy operator_insert on public.partner_contacts for insert to operator with check (true);
grant update (id, partner_id, purpose, name, phone, email) on public.partner_contacts to operator;
create policy operator_update on public.partner_contacts for update to operator using (true) with check (true);
grant insert (id, partner_id, purpose, name, phone, email) on public.partner_contacts to demo_loader;
create policy demo_loader_insert on public.partner_contacts for insert to demo_loader with check (true);

-- partner_regions
alter table public.partner_regions enable row level security;
alter table public.partner_regions force row level security;
grant select (partner_id, region_code) on public.partner_regions to api_landlord;
create policy api_landlord_select on public.partner_regions for select to api_landlord using (partner_id = (select access.holder('LANDLORD')));
grant select (partner_id, region_code) on public.partner_regions to api_employer;
create policy api_employer_select on public.partner_regions for select to api_employer using (partner_id = (select access.holder('EMPLOYER')));
grant select (partner_id, region_code) on public.partner_regions to api_health;
create policy api_health_select on public.partner_regions for select to api_health using (partner_id = (select access.holder('HEALTH')));
grant select (partner_id, region_code) on public.partner_regions to api_internal;
create policy api_internal_select on public.partner_regions for select to api_internal using (partner_id = (select access.holder('INTERNAL')));
grant select (partner_id, region_code) on public.partner_regions to api_coordinator;
create policy api_coordinator_select on public.partner_regions for select to api_coordinator using (partner_id in (select p.id from public.partners p));
grant select (partner_id, region_code, care_gateway) on public.partner_regions to programme;
create policy programme_select on public.partner_regions for select to programme using (true);
grant select (partner_id, region_code) on public.partner_regions to gatekeeper;
create policy gatekeeper_select on public.partner_regions for select to gatekeeper using (true);
grant select (partner_id, region_code, care_gateway) on public.partner_regions to operator;
create policy operator_select on public.partner_regions for select to operator using (true);
grant insert (partner_id, region_code, care_gateway) on public.partner_regions to operator;
create policy operator_insert on public.partner_regions for insert to operator with check (true);
grant update (partner_id, region_code, care_gateway) on public.partner_regions to operator;
create policy operator_update on public.partner_regions for update to operator using (true) with check (true);
grant insert (partner_id, region_code, care_gateway) on public.partner_regions to demo_loader;
create policy demo_loader_insert on public.partner_regions for insert to demo_loader with check (true);

-- agreements
alter table public.agreements enable row level security;
alter table public.agreements force row level security;
grant select (ended_at, ends_on, id, partner_id, signed_on, starts_on) on public.agreements to api_landlord;
create policy api_landlord_select on public.agreements for select to api_landlord using (partner_id = (select access.holder('LANDLORD')));
grant select (ended_at, ends_on, id, partner_id, signed_on, starts_on) on public.agreements to api_employer;
create policy api_employer_select on public.agreements for select to api_employer using (partner_id = (select access.holder('EMPLOYER')));
grant select (ended_at, ends_on, id, partner_id, signed_on, starts_on) on public.agreements to api_health;
create policy api_health_select on public.agreements for select to api_health using (partner_id = (select access.holder('HEALTH')));
grant select (ended_at, ends_on, id, partner_id, signed_on, starts_on) on public.agreements to api_internal;
create policy api_internal_select on public.agreements for select to api_internal using (partner_id = (select access.holder('INTERNAL')));
grant select (ended_at, ends_on, id, partner_id, signed_on, starts_on) on public.agreements to api_coordinator;
create policy api_coordinator_select on public.agreements for select to api_coordinator using (partner_id = (select access.holder('COORDINATOR')) or (audience in ('LANDLORD', 'EMPLOYER') and (select access.partner('COORDINATOR')) is not null));
grant select (partner_id, ends_on, ended_at) on public.agreements to programme;
create policy programme_select on public.agreements for select to programme using (true);
grant update (ended_at) on public.agreements to programme;
create policy programme_update on public.agreements for update to programme using (true) with check (true);
grant select (partner_id, starts_on, ends_on, ended_at) on public.agreements to gatekeeper;
create policy gatekeeper_select on public.agreements for select to gatekeeper using (true);
grant select (id, partner_id, audience, signed_on, starts_on, ends_on, ended_at, version, created_at, updated_at) on public.agreements to operator;
create policy operator_select on public.agreements for select to operator using (true);
grant insert (id, partner_id, audience, signed_on, starts_on, ends_on, ended_at, version, created_at, updated_at) on public.agreements to operator;
create policy operator_insert on public.agreements for insert to operator with check (true);
grant update (id, partner_id, audience, signed_on, starts_on, ends_on, ended_at, version, created_at, updated_at) on public.agreements to operator;
create policy operator_update on public.agreements for update to operator using (true) with check (true);
grant insert (id, partner_id, audience, signed_on, starts_on, ends_on, ended_at, version, created_at, updated_at) on public.agreements to demo_loader;
create policy demo_loader_insert on public.agreements for insert to demo_loader with check (true);
grant select (id, ends_on, ended_at) on public.agreements to clock;
create policy clock_select on public.agreements for select to clock using (true);
grant update (ended_at) on public.agreements to clock;
create policy clock_update on public.agreements for update to clock using (true) with check (true);

-- api_keys
alter table public.api_keys enable row level security;
alter table public.api_keys force row level security;
grant select (id, partner_id, audience, key_hash, scopes, expires_at, revoked_at) on public.api_keys to gatekeeper;
create policy gatekeeper_select on public.api_keys for select to gatekeeper using (true);
grant select (id, partner_id, audience, label, key_hash, last_four, scopes, created_at, expires_at, revoked_at, last_used_on) on public.api_keys to operator;
create policy operator_select on public.api_keys for select to operator using (true);
grant insert (id, partner_id, audience, label, key_hash, last_four, scopes, created_at, expires_at, revoked_at, last_used_on) on public.api_keys to operator;
create policy operator_insert on public.api_keys for insert to operator with check (true);
grant update (id, partner_id, audience, label, key_hash, last_four, scopes, created_at, expires_at, revoked_at, last_used_on) on public.api_keys to operator;
create policy operator_update on public.api_keys for update to operator using (true) with check (true);
grant insert (id, partner_id, audience, label, key_hash, last_four, scopes, created_at, expires_at, revoked_at, last_used_on) on public.api_keys to demo_loader;
create policy demo_loader_insert on public.api_keys for insert to demo_loader with check (true);

-- families
alter table public.families enable row level security;
alter table public.families force row level security;
grant select (accessibility_need, adults, children_0_to_5, children_6_to_17, id, interpreter_needed, size) on public.families to api_landlord;
create policy api_landlord_select on public.families for select to api_landlord using (exists (select from public.disclosures d where d.family_id = families.id and d.partner_id = (select access.partner('LANDLORD')) and d.closed_at is null and d.expires_at > now() and d.level = 'CARD'));
grant select (id, interpreter_needed, languages) on public.families to api_health;
create policy api_health_select on public.families for select to api_health using (exists (select from public.disclosures d where d.family_id = families.id and d.partner_id = (select access.partner('HEALTH')) and d.closed_at is null and d.expires_at > now()));
grant select (accessibility_need, adults, arrival_group_id, arrived_on, children_0_to_5, children_6_to_17, commune_code, country_of_asylum, created_at, exit_reason, followed_by, id, interpreter_needed, journey, languages, origin, protected, reference, region_code, size, updated_at, version) on public.families to api_coordinator;
create policy api_coordinator_select on public.families for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, followed_by, split_from, split_person_ids, origin, journey, exit_reason, region_code, commune_code, accessibility_need, languages, interpreter_needed, country_of_asylum, arrival_group_id, arrived_on, protected) on public.families to api_coordinator;
create policy api_coordinator_insert on public.families for insert to api_coordinator with check (followed_by = (select access.partner('COORDINATOR')) and (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))));
grant update (origin, journey, exit_reason, region_code, commune_code, accessibility_need, languages, interpreter_needed, country_of_asylum, arrival_group_id, arrived_on, protected) on public.families to api_coordinator;
create policy api_coordinator_update on public.families for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, reference, region_code, followed_by, protected, size, adults, children_0_to_5, children_6_to_17, origin, accessibility_need, languages, interpreter_needed, journey, arrival_group_id) on public.families to programme;
create policy programme_select on public.families for select to programme using (true);
grant update (size, adults, children_0_to_5, children_6_to_17, journey, arrived_on, region_code, followed_by) on public.families to programme;
create policy programme_update on public.families for update to programme using (true) with check (true);
grant select (id, region_code, journey, size, arrived_on) on public.families to snapshot;
create policy snapshot_select on public.families for select to snapshot using (true);
grant insert (id, reference, origin, journey, exit_reason, region_code, followed_by, commune_code, size, adults, children_0_to_5, children_6_to_17, accessibility_need, languages, interpreter_needed, country_of_asylum, arrival_group_id, arrived_on, protected, split_from, split_person_ids, version, created_at, updated_at) on public.families to demo_loader;
create policy demo_loader_insert on public.families for insert to demo_loader with check (true);
grant select (id, reference) on public.families to receipts;
create policy receipts_select on public.families for select to receipts using (true);

-- family_transfers
alter table public.family_transfers enable row level security;
alter table public.family_transfers force row level security;
grant select (accessibility_need, adults, children_0_to_5, children_6_to_17, created_at, expires_at, family_id, from_region_code, id, interpreter_needed, languages, origin, reference, size, status, to_region_code, updated_at, version) on public.family_transfers to api_coordinator;
create policy api_coordinator_select on public.family_transfers for select to api_coordinator using ((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) or (expires_at > now() and status <> 'WITHDRAWN' and (from_region_code = any ((select access.regions())::text[]) or to_region_code = any ((select access.regions())::text[]))));
grant insert (id, family_id, followed_by, to_region_code) on public.family_transfers to api_coordinator;
create policy api_coordinator_insert on public.family_transfers for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (status, accepted_by) on public.family_transfers to api_coordinator;
create policy api_coordinator_update on public.family_transfers for update to api_coordinator using (((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) or (expires_at > now() and status <> 'WITHDRAWN' and (from_region_code = any ((select access.regions())::text[]) or to_region_code = any ((select access.regions())::text[])))) and (status <> 'ACCEPTED' or (to_region_code = any ((select access.regions())::text[]) and accepted_by = (select access.partner('COORDINATOR'))))) with check (((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) or (expires_at > now() and status <> 'WITHDRAWN' and (from_region_code = any ((select access.regions())::text[]) or to_region_code = any ((select access.regions())::text[])))) and (status <> 'ACCEPTED' or (to_region_code = any ((select access.regions())::text[]) and accepted_by = (select access.partner('COORDINATOR')))));
grant select (id, family_id, region_code, followed_by, from_region_code, to_region_code, status, accepted_by, expires_at, reference, origin, size, adults, children_0_to_5, children_6_to_17, accessibility_need, languages, interpreter_needed, version, created_at, updated_at) on public.family_transfers to programme;
create policy programme_select on public.family_transfers for select to programme using (true);
grant update (status, region_code, followed_by) on public.family_transfers to programme;
create policy programme_update on public.family_transfers for update to programme using (true) with check (true);
grant select (id, status, expires_at) on public.family_transfers to clock;
create policy clock_select on public.family_transfers for select to clock using (true);
grant update (status) on public.family_transfers to clock;
create policy clock_update on public.family_transfers for update to clock using (true) with check (true);

-- family_preferences
alter table public.family_preferences enable row level security;
alter table public.family_preferences force row level security;
grant select (family_id, id, kind, must, value) on public.family_preferences to api_coordinator;
create policy api_coordinator_select on public.family_preferences for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, family_id, followed_by, kind, value, must) on public.family_preferences to api_coordinator;
create policy api_coordinator_insert on public.family_preferences for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (family_id) on public.family_preferences to programme;
create policy programme_select on public.family_preferences for select to programme using (true);
grant update (region_code, followed_by) on public.family_preferences to programme;
create policy programme_update on public.family_preferences for update to programme using (true) with check (true);
grant insert (id, family_id, kind, value, must, region_code, followed_by) on public.family_preferences to demo_loader;
create policy demo_loader_insert on public.family_preferences for insert to demo_loader with check (true);

-- persons
alter table public.persons enable row level security;
alter table public.persons force row level security;
grant select (available_from, driving_licence, family_id, french_level, id, may_work, mobility, occupations) on public.persons to api_employer;
create policy api_employer_select on public.persons for select to api_employer using (exists (select from public.disclosures d where d.person_id = persons.id and d.partner_id = (select access.partner('EMPLOYER')) and d.closed_at is null and d.expires_at > now() and d.purpose = 'EMPLOYMENT'));
grant select (family_id, id, sex) on public.persons to api_health;
create policy api_health_select on public.persons for select to api_health using (exists (select from public.disclosures d where d.person_id = persons.id and d.partner_id = (select access.partner('HEALTH')) and d.closed_at is null and d.expires_at > now()));
grant select (age_band, available_from, created_at, departed_on, departure_reason, driving_licence, family_id, french_level, id, may_work, mobility, occupations, role, sex, updated_at, version) on public.persons to api_coordinator;
create policy api_coordinator_select on public.persons for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, family_id, followed_by, age_band, role, sex, occupations, french_level, driving_licence, mobility, available_from, may_work, departed_on, departure_reason) on public.persons to api_coordinator;
create policy api_coordinator_insert on public.persons for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (role, sex, occupations, french_level, driving_licence, mobility, available_from, may_work, departed_on, departure_reason) on public.persons to api_coordinator;
create policy api_coordinator_update on public.persons for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, family_id, age_band, departed_on) on public.persons to programme;
create policy programme_select on public.persons for select to programme using (true);
grant update (age_band, family_id, region_code, followed_by) on public.persons to programme;
create policy programme_update on public.persons for update to programme using (true) with check (true);
grant select (id, family_id, age_band, sex, french_level, departed_on) on public.persons to snapshot;
create policy snapshot_select on public.persons for select to snapshot using (true);
grant insert (id, family_id, role, sex, age_band, occupations, french_level, driving_licence, mobility, available_from, may_work, departed_on, departure_reason, region_code, followed_by, version, created_at, updated_at) on public.persons to demo_loader;
create policy demo_loader_insert on public.persons for insert to demo_loader with check (true);
grant select (id, family_id, age_band) on public.persons to clock;
create policy clock_select on public.persons for select to clock using (true);
grant update (age_band) on public.persons to clock;
create policy clock_update on public.persons for update to clock using (true) with check (true);

-- person_identities
alter table public.person_identities enable row level security;
alter table public.person_identities force row level security;
grant select (family_id, family_name, given_name, person_id, phone) on public.person_identities to api_landlord;
create policy api_landlord_select on public.person_identities for select to api_landlord using (exists (select from public.disclosures d where d.person_id = person_identities.person_id and d.partner_id = (select access.partner('LANDLORD')) and d.closed_at is null and d.expires_at > now() and d.level = 'IDENTITY'));
grant select (family_id, family_name, given_name, person_id, phone) on public.person_identities to api_employer;
create policy api_employer_select on public.person_identities for select to api_employer using (exists (select from public.disclosures d where d.person_id = person_identities.person_id and d.partner_id = (select access.partner('EMPLOYER')) and d.closed_at is null and d.expires_at > now() and d.level = 'IDENTITY'));
grant select (birth_date, family_id, family_name, given_name, person_id, phone) on public.person_identities to api_health;
create policy api_health_select on public.person_identities for select to api_health using (exists (select from public.disclosures d where d.person_id = person_identities.person_id and d.partner_id = (select access.partner('HEALTH')) and d.closed_at is null and d.expires_at > now()) or exists (select from public.disclosures d where d.contact_person_id = person_identities.person_id and d.partner_id = (select access.partner('HEALTH')) and d.closed_at is null and d.expires_at > now()));
grant select (birth_date, family_id, family_name, given_name, nationality, person_id, phone) on public.person_identities to api_coordinator;
create policy api_coordinator_select on public.person_identities for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (person_id, family_id, followed_by, given_name, family_name, birth_date, phone, nationality) on public.person_identities to api_coordinator;
create policy api_coordinator_insert on public.person_identities for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (given_name, family_name, birth_date, phone, nationality) on public.person_identities to api_coordinator;
create policy api_coordinator_update on public.person_identities for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (person_id, family_id, birth_date) on public.person_identities to programme;
create policy programme_select on public.person_identities for select to programme using (true);
grant update (region_code, followed_by) on public.person_identities to programme;
create policy programme_update on public.person_identities for update to programme using (true) with check (true);
grant insert (person_id, family_id, given_name, family_name, birth_date, phone, nationality, region_code, followed_by, version, created_at, updated_at) on public.person_identities to demo_loader;
create policy demo_loader_insert on public.person_identities for insert to demo_loader with check (true);
grant select (person_id, birth_date) on public.person_identities to clock;
create policy clock_select on public.person_identities for select to clock using (true);
grant select (person_id, family_id, given_name, family_name) on public.person_identities to receipts;
create policy receipts_select on public.person_identities for select to receipts using (true);

-- consents
alter table public.consents enable row level security;
alter table public.consents force row level security;
grant select (created_at, expires_on, family_id, form, given_by, given_on, id, language, person_id, purpose, revoked_on, updated_at, version) on public.consents to api_coordinator;
create policy api_coordinator_select on public.consents for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on) on public.consents to api_coordinator;
create policy api_coordinator_insert on public.consents for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (revoked_on) on public.consents to api_coordinator;
create policy api_coordinator_update on public.consents for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, person_id, family_id, purpose, given_by, form, language, given_on, expires_on, revoked_on, region_code, followed_by, version, created_at, updated_at) on public.consents to programme;
create policy programme_select on public.consents for select to programme using (true);
grant update (revoked_on, region_code, followed_by) on public.consents to programme;
create policy programme_update on public.consents for update to programme using (true) with check (true);
grant insert (id, person_id, family_id, purpose, given_by, form, language, given_on, expires_on, revoked_on, region_code, followed_by, version, created_at, updated_at) on public.consents to demo_loader;
create policy demo_loader_insert on public.consents for insert to demo_loader with check (true);
grant select (id, given_by) on public.consents to receipts;
create policy receipts_select on public.consents for select to receipts using (true);

-- arrival_groups
alter table public.arrival_groups enable row level security;
alter table public.arrival_groups force row level security;
grant select (actual_at, airport, child_seats, created_at, created_by, flight_number, id, interpreter_languages, planned_at, status, transport_arranged, updated_at, version, wheelchairs) on public.arrival_groups to api_coordinator;
create policy api_coordinator_select on public.arrival_groups for select to api_coordinator using (created_by = (select access.partner('COORDINATOR')) or id in (select f.arrival_group_id from public.families f));
grant insert (id, created_by, flight_number, airport, planned_at, wheelchairs, child_seats, interpreter_languages, transport_arranged) on public.arrival_groups to api_coordinator;
create policy api_coordinator_insert on public.arrival_groups for insert to api_coordinator with check (created_by = (select access.partner('COORDINATOR')));
grant update (status, actual_at, flight_number, airport, planned_at, wheelchairs, child_seats, interpreter_languages, transport_arranged) on public.arrival_groups to api_coordinator;
create policy api_coordinator_update on public.arrival_groups for update to api_coordinator using (created_by = (select access.partner('COORDINATOR')) or id in (select f.arrival_group_id from public.families f)) with check (created_by = (select access.partner('COORDINATOR')) or id in (select f.arrival_group_id from public.families f));
grant select (id, status, version) on public.arrival_groups to programme;
create policy programme_select on public.arrival_groups for select to programme using (true);
grant insert (id, flight_number, airport, planned_at, actual_at, status, wheelchairs, child_seats, interpreter_languages, transport_arranged, created_by, version, created_at, updated_at) on public.arrival_groups to demo_loader;
create policy demo_loader_insert on public.arrival_groups for insert to demo_loader with check (true);

-- housing_offers
alter table public.housing_offers enable row level security;
alter table public.housing_offers force row level security;
grant select (accessibility, available_from, charges_cents, commune_code, confirmed_at, created_at, departement_code, deposit_cents, description, energy_class, epci_code, external_reference, floor, furnished, id, kind, lease_form, lift, max_occupants, min_occupants, partner_id, region_code, rent_cents, site_id, status, surface_m2, typology, updated_at, valid_until, version) on public.housing_offers to api_landlord;
create policy api_landlord_select on public.housing_offers for select to api_landlord using (partner_id = (select access.partner('LANDLORD')));
grant insert (id, partner_id, external_reference, status, site_id, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description, confirmed_at, valid_until) on public.housing_offers to api_landlord;
create policy api_landlord_insert on public.housing_offers for insert to api_landlord with check (partner_id = (select access.partner('LANDLORD')));
grant update (external_reference, status, site_id, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description, confirmed_at, valid_until) on public.housing_offers to api_landlord;
create policy api_landlord_update on public.housing_offers for update to api_landlord using (partner_id = (select access.partner('LANDLORD'))) with check (partner_id = (select access.partner('LANDLORD')));
grant select (accessibility, available_from, charges_cents, commune_code, confirmed_at, created_at, departement_code, deposit_cents, description, energy_class, epci_code, external_reference, floor, furnished, id, kind, lease_form, lift, max_occupants, min_occupants, partner_id, region_code, rent_cents, site_id, status, surface_m2, typology, updated_at, valid_until, version) on public.housing_offers to api_coordinator;
create policy api_coordinator_select on public.housing_offers for select to api_coordinator using ((select access.partner('COORDINATOR')) is not null);
grant insert (id, partner_id, external_reference, status, site_id, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description, confirmed_at, valid_until) on public.housing_offers to api_coordinator;
create policy api_coordinator_insert on public.housing_offers for insert to api_coordinator with check ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'LANDLORD'));
grant update (external_reference, status, site_id, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description, confirmed_at, valid_until) on public.housing_offers to api_coordinator;
create policy api_coordinator_update on public.housing_offers for update to api_coordinator using ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'LANDLORD')) with check ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'LANDLORD'));
grant select (id, partner_id, status, commune_code, region_code, valid_until, terms_version, version) on public.housing_offers to programme;
create policy programme_select on public.housing_offers for select to programme using (true);
grant update (status) on public.housing_offers to programme;
create policy programme_update on public.housing_offers for update to programme using (true) with check (true);
grant select (partner_id, status, region_code, typology) on public.housing_offers to snapshot;
create policy snapshot_select on public.housing_offers for select to snapshot using (true);
grant insert (id, partner_id, external_reference, status, site_id, commune_code, epci_code, departement_code, region_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description, confirmed_at, valid_until, terms_version, version, created_at, updated_at) on public.housing_offers to demo_loader;
create policy demo_loader_insert on public.housing_offers for insert to demo_loader with check (true);
grant select (id, status, valid_until) on public.housing_offers to clock;
create policy clock_select on public.housing_offers for select to clock using (true);
grant update (status) on public.housing_offers to clock;
create policy clock_update on public.housing_offers for update to clock using (true) with check (true);

-- housing_offer_addresses
alter table public.housing_offer_addresses enable row level security;
alter table public.housing_offer_addresses force row level security;
grant select (address, offer_id, partner_id) on public.housing_offer_addresses to api_landlord;
create policy api_landlord_select on public.housing_offer_addresses for select to api_landlord using (partner_id = (select access.partner('LANDLORD')));
grant insert (offer_id, partner_id, region_code, address) on public.housing_offer_addresses to api_landlord;
create policy api_landlord_insert on public.housing_offer_addresses for insert to api_landlord with check (partner_id = (select access.partner('LANDLORD')));
grant update (address) on public.housing_offer_addresses to api_landlord;
create policy api_landlord_update on public.housing_offer_addresses for update to api_landlord using (partner_id = (select access.partner('LANDLORD'))) with check (partner_id = (select access.partner('LANDLORD')));
grant select (address, offer_id, partner_id) on public.housing_offer_addresses to api_coordinator;
create policy api_coordinator_select on public.housing_offer_addresses for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or offer_id in (select p.offer_id from public.housing_proposals p));
grant insert (offer_id, partner_id, region_code, address) on public.housing_offer_addresses to api_coordinator;
create policy api_coordinator_insert on public.housing_offer_addresses for insert to api_coordinator with check ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'LANDLORD'));
grant update (address) on public.housing_offer_addresses to api_coordinator;
create policy api_coordinator_update on public.housing_offer_addresses for update to api_coordinator using ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'LANDLORD')) with check ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'LANDLORD'));
grant insert (offer_id, partner_id, region_code, address) on public.housing_offer_addresses to demo_loader;
create policy demo_loader_insert on public.housing_offer_addresses for insert to demo_loader with check (true);

-- housing_proposals
alter table public.housing_proposals enable row level security;
alter table public.housing_proposals force row level security;
grant select (answered_at, commission_on, created_at, decline_reason, declined_by, expires_at, family_id, guarantee, id, note, offer_id, partner_id, programme_contact, sent_at, status, updated_at, version, visit_at, visit_instructions) on public.housing_proposals to api_landlord;
create policy api_landlord_select on public.housing_proposals for select to api_landlord using (partner_id = (select access.partner('LANDLORD')) and sent_at is not null);
grant update (status, visit_at, visit_instructions, commission_on, expires_at, declined_by, decline_reason, note, answered_at, lease_signed_on, lease_starts_on, lease_ends_on, lease_form, lease_rent_cents) on public.housing_proposals to api_landlord;
create policy api_landlord_update on public.housing_proposals for update to api_landlord using (partner_id = (select access.partner('LANDLORD')) and sent_at is not null) with check (partner_id = (select access.partner('LANDLORD')) and sent_at is not null);
grant select (answered_at, commission_on, created_at, decline_reason, declined_by, expires_at, family_answered_at, family_decline_reason, family_id, followed_by, guarantee, id, note, offer_id, partner_id, programme_contact, region_code, sent_at, status, updated_at, version, visit_at, visit_instructions, withdrawal_reason) on public.housing_proposals to api_coordinator;
create policy api_coordinator_select on public.housing_proposals for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, partner_id, offer_id, family_id, followed_by, status, guarantee, programme_contact) on public.housing_proposals to api_coordinator;
create policy api_coordinator_insert on public.housing_proposals for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (status, visit_at, visit_instructions, commission_on, expires_at, declined_by, decline_reason, note, answered_at, lease_signed_on, lease_starts_on, lease_ends_on, lease_form, lease_rent_cents, guarantee, programme_contact, family_answered_at, sent_at, family_decline_reason, withdrawal_reason) on public.housing_proposals to api_coordinator;
create policy api_coordinator_update on public.housing_proposals for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, partner_id, offer_id, family_id, region_code, followed_by, status, guarantee, visit_at, visit_instructions, commission_on, expires_at, programme_contact, family_answered_at, accepted_terms_version, sent_at, answered_at, declined_by, decline_reason, family_decline_reason, withdrawal_reason, note, lease_signed_on, lease_starts_on, lease_ends_on, lease_form, lease_rent_cents, version, created_at, updated_at) on public.housing_proposals to programme;
create policy programme_select on public.housing_proposals for select to programme using (true);
grant update (status, declined_by, withdrawal_reason, region_code, followed_by) on public.housing_proposals to programme;
create policy programme_update on public.housing_proposals for update to programme using (true) with check (true);
grant insert (id, partner_id, offer_id, family_id, region_code, followed_by, status, guarantee, visit_at, visit_instructions, commission_on, expires_at, programme_contact, family_answered_at, accepted_terms_version, sent_at, answered_at, declined_by, decline_reason, family_decline_reason, withdrawal_reason, note, lease_signed_on, lease_starts_on, lease_ends_on, lease_form, lease_rent_cents, version, created_at, updated_at) on public.housing_proposals to demo_loader;
create policy demo_loader_insert on public.housing_proposals for insert to demo_loader with check (true);
grant select (id, family_id, offer_id, status, expires_at) on public.housing_proposals to clock;
create policy clock_select on public.housing_proposals for select to clock using (true);
grant update (status) on public.housing_proposals to clock;
create policy clock_update on public.housing_proposals for update to clock using (true) with check (true);

-- housing_proposal_leaseholders
alter table public.housing_proposal_leaseholders enable row level security;
alter table public.housing_proposal_leaseholders force row level security;
grant select (id, partner_id, person_id, proposal_id) on public.housing_proposal_leaseholders to api_coordinator;
create policy api_coordinator_select on public.housing_proposal_leaseholders for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, proposal_id, partner_id, family_id, person_id, followed_by) on public.housing_proposal_leaseholders to api_coordinator;
create policy api_coordinator_insert on public.housing_proposal_leaseholders for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (proposal_id, person_id, family_id) on public.housing_proposal_leaseholders to programme;
create policy programme_select on public.housing_proposal_leaseholders for select to programme using (true);
grant update (region_code, followed_by) on public.housing_proposal_leaseholders to programme;
create policy programme_update on public.housing_proposal_leaseholders for update to programme using (true) with check (true);
grant insert (id, proposal_id, partner_id, family_id, person_id, region_code, followed_by) on public.housing_proposal_leaseholders to demo_loader;
create policy demo_loader_insert on public.housing_proposal_leaseholders for insert to demo_loader with check (true);

-- housing_proposal_files
alter table public.housing_proposal_files enable row level security;
alter table public.housing_proposal_files force row level security;
grant select (monthly_resources_cents, partner_id, proposal_id, social_housing_number) on public.housing_proposal_files to api_landlord;
create policy api_landlord_select on public.housing_proposal_files for select to api_landlord using (partner_id = (select access.partner('LANDLORD')) and exists (select from public.disclosures d where d.proposal_id = housing_proposal_files.proposal_id and d.partner_id = (select access.partner('LANDLORD')) and d.closed_at is null and d.expires_at > now() and d.level = 'IDENTITY'));
grant select (monthly_resources_cents, partner_id, proposal_id, social_housing_number) on public.housing_proposal_files to api_coordinator;
create policy api_coordinator_select on public.housing_proposal_files for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (proposal_id, partner_id, family_id, monthly_resources_cents, social_housing_number, followed_by) on public.housing_proposal_files to api_coordinator;
create policy api_coordinator_insert on public.housing_proposal_files for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (monthly_resources_cents, social_housing_number) on public.housing_proposal_files to api_coordinator;
create policy api_coordinator_update on public.housing_proposal_files for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (family_id) on public.housing_proposal_files to programme;
create policy programme_select on public.housing_proposal_files for select to programme using (true);
grant update (region_code, followed_by) on public.housing_proposal_files to programme;
create policy programme_update on public.housing_proposal_files for update to programme using (true) with check (true);
grant insert (proposal_id, partner_id, family_id, monthly_resources_cents, social_housing_number, region_code, followed_by) on public.housing_proposal_files to demo_loader;
create policy demo_loader_insert on public.housing_proposal_files for insert to demo_loader with check (true);

-- tenancies
alter table public.tenancies enable row level security;
alter table public.tenancies force row level security;
grant select (commune_code, created_at, end_reason, ends_on, family_id, id, lease_form, leaseholder, notice_given_on, offer_id, partner_id, proposal_id, rent_cents, signed_on, slides_on, starts_on, status, updated_at, version) on public.tenancies to api_landlord;
create policy api_landlord_select on public.tenancies for select to api_landlord using (partner_id = (select access.partner('LANDLORD')));
grant update (status, notice_given_on, ends_on, end_reason, leaseholder, slides_on) on public.tenancies to api_landlord;
create policy api_landlord_update on public.tenancies for update to api_landlord using (partner_id = (select access.partner('LANDLORD'))) with check (partner_id = (select access.partner('LANDLORD')));
grant select (commune_code, created_at, end_reason, ends_on, family_id, followed_by, id, lease_form, leaseholder, notice_given_on, offer_id, partner_id, proposal_id, region_code, rent_cents, signed_on, slides_on, starts_on, status, updated_at, version) on public.tenancies to api_coordinator;
create policy api_coordinator_select on public.tenancies for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, family_id, followed_by, commune_code, lease_form, leaseholder, slides_on, signed_on, starts_on, ends_on, rent_cents, status, declared_move) on public.tenancies to api_coordinator;
create policy api_coordinator_insert on public.tenancies for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (status, notice_given_on, ends_on, end_reason, leaseholder, slides_on) on public.tenancies to api_coordinator;
create policy api_coordinator_update on public.tenancies for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, partner_id, offer_id, proposal_id, family_id, region_code, followed_by, commune_code, lease_form, leaseholder, slides_on, signed_on, starts_on, ends_on, ends_on_before, slides_on_before, rent_cents, status, notice_given_on, end_reason, declared_move, version, created_at, updated_at) on public.tenancies to programme;
create policy programme_select on public.tenancies for select to programme using (true);
grant insert (id, partner_id, offer_id, proposal_id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, ends_on, rent_cents, status) on public.tenancies to programme;
create policy programme_insert on public.tenancies for insert to programme with check (true);
grant update (status, lease_form, leaseholder, slides_on, signed_on, starts_on, ends_on, rent_cents, region_code, followed_by) on public.tenancies to programme;
create policy programme_update on public.tenancies for update to programme using (true) with check (true);
grant select (family_id, status, commune_code, starts_on) on public.tenancies to snapshot;
create policy snapshot_select on public.tenancies for select to snapshot using (true);
grant insert (id, partner_id, offer_id, proposal_id, family_id, region_code, followed_by, commune_code, lease_form, leaseholder, slides_on, signed_on, starts_on, ends_on, ends_on_before, slides_on_before, rent_cents, status, notice_given_on, end_reason, declared_move, version, created_at, updated_at) on public.tenancies to demo_loader;
create policy demo_loader_insert on public.tenancies for insert to demo_loader with check (true);
grant select (id, family_id, offer_id, status, starts_on) on public.tenancies to clock;
create policy clock_select on public.tenancies for select to clock using (true);
grant update (status) on public.tenancies to clock;
create policy clock_update on public.tenancies for update to clock using (true) with check (true);

-- job_offers
alter table public.job_offers enable row level security;
alter table public.job_offers force row level security;
grant select (commune_code, confirmed_at, contract, created_at, departement_code, description, duration_months, epci_code, external_reference, gross_hourly_cents, hours_per_week, id, licence_required, min_french, partner_id, positions, positions_filled, region_code, rome, site_id, starts_on, status, title, transport_provided, updated_at, valid_until, version) on public.job_offers to api_employer;
create policy api_employer_select on public.job_offers for select to api_employer using (partner_id = (select access.partner('EMPLOYER')));
grant insert (id, partner_id, external_reference, status, site_id, title, description, rome, contract, duration_months, hours_per_week, gross_hourly_cents, positions, commune_code, min_french, licence_required, transport_provided, starts_on, confirmed_at, valid_until) on public.job_offers to api_employer;
create policy api_employer_insert on public.job_offers for insert to api_employer with check (partner_id = (select access.partner('EMPLOYER')));
grant update (external_reference, status, site_id, title, description, rome, contract, duration_months, hours_per_week, gross_hourly_cents, positions, commune_code, min_french, licence_required, transport_provided, starts_on, confirmed_at, valid_until) on public.job_offers to api_employer;
create policy api_employer_update on public.job_offers for update to api_employer using (partner_id = (select access.partner('EMPLOYER'))) with check (partner_id = (select access.partner('EMPLOYER')));
grant select (commune_code, confirmed_at, contract, created_at, departement_code, description, duration_months, epci_code, external_reference, gross_hourly_cents, hours_per_week, id, licence_required, min_french, partner_id, positions, positions_filled, region_code, rome, site_id, starts_on, status, title, transport_provided, updated_at, valid_until, version) on public.job_offers to api_coordinator;
create policy api_coordinator_select on public.job_offers for select to api_coordinator using ((select access.partner('COORDINATOR')) is not null);
grant insert (id, partner_id, external_reference, status, site_id, title, description, rome, contract, duration_months, hours_per_week, gross_hourly_cents, positions, commune_code, min_french, licence_required, transport_provided, starts_on, confirmed_at, valid_until) on public.job_offers to api_coordinator;
create policy api_coordinator_insert on public.job_offers for insert to api_coordinator with check ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'EMPLOYER'));
grant update (external_reference, status, site_id, title, description, rome, contract, duration_months, hours_per_week, gross_hourly_cents, positions, commune_code, min_french, licence_required, transport_provided, starts_on, confirmed_at, valid_until) on public.job_offers to api_coordinator;
create policy api_coordinator_update on public.job_offers for update to api_coordinator using ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'EMPLOYER')) with check ((select access.partner('COORDINATOR')) is not null and access.may_act_for(partner_id, 'EMPLOYER'));
grant select (id, partner_id, status, commune_code, contract, rome, positions, positions_filled, valid_until, version, region_code) on public.job_offers to programme;
create policy programme_select on public.job_offers for select to programme using (true);
grant update (status, positions_filled) on public.job_offers to programme;
create policy programme_update on public.job_offers for update to programme using (true) with check (true);
grant select (id, partner_id, status, region_code, rome, contract, positions, positions_filled) on public.job_offers to snapshot;
create policy snapshot_select on public.job_offers for select to snapshot using (true);
grant insert (id, partner_id, external_reference, status, site_id, title, description, rome, contract, duration_months, hours_per_week, gross_hourly_cents, positions, positions_filled, commune_code, epci_code, departement_code, region_code, min_french, licence_required, transport_provided, starts_on, confirmed_at, valid_until, version, created_at, updated_at) on public.job_offers to demo_loader;
create policy demo_loader_insert on public.job_offers for insert to demo_loader with check (true);
grant select (id, status, valid_until) on public.job_offers to clock;
create policy clock_select on public.job_offers for select to clock using (true);
grant update (status) on public.job_offers to clock;
create policy clock_update on public.job_offers for update to clock using (true) with check (true);

-- job_applications
alter table public.job_applications enable row level security;
alter table public.job_applications force row level security;
grant select (created_at, decline_reason, declined_by, expires_at, family_id, id, interpreter_for_interview, interview_at, interview_contact, interview_place, note, offer_id, partner_id, person_id, presented_at, programme_contact, status, updated_at, version) on public.job_applications to api_employer;
create policy api_employer_select on public.job_applications for select to api_employer using (partner_id = (select access.partner('EMPLOYER')) and presented_at is not null);
grant update (status, interview_at, interview_place, interview_contact, interpreter_for_interview, declined_by, decline_reason, note, hire_starts_on, hire_ends_on, hire_hours_per_week) on public.job_applications to api_employer;
create policy api_employer_update on public.job_applications for update to api_employer using (partner_id = (select access.partner('EMPLOYER')) and presented_at is not null) with check (partner_id = (select access.partner('EMPLOYER')) and presented_at is not null);
grant select (created_at, decline_reason, declined_by, expires_at, family_id, followed_by, id, interpreter_for_interview, interview_at, interview_contact, interview_place, note, offer_id, partner_id, person_id, presented_at, programme_contact, region_code, status, updated_at, version, withdrawal_reason) on public.job_applications to api_coordinator;
create policy api_coordinator_select on public.job_applications for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, partner_id, offer_id, person_id, family_id, followed_by, status, presented_at, expires_at, programme_contact) on public.job_applications to api_coordinator;
create policy api_coordinator_insert on public.job_applications for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (status, interview_at, interview_place, interview_contact, interpreter_for_interview, declined_by, decline_reason, note, hire_starts_on, hire_ends_on, hire_hours_per_week, presented_at, expires_at, programme_contact, withdrawal_reason) on public.job_applications to api_coordinator;
create policy api_coordinator_update on public.job_applications for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, partner_id, offer_id, person_id, family_id, region_code, followed_by, status, presented_at, interview_at, interview_place, interview_contact, interpreter_for_interview, expires_at, programme_contact, declined_by, decline_reason, withdrawal_reason, note, hire_starts_on, hire_ends_on, hire_hours_per_week, version, created_at, updated_at) on public.job_applications to programme;
create policy programme_select on public.job_applications for select to programme using (true);
grant update (status, declined_by, withdrawal_reason, region_code, followed_by) on public.job_applications to programme;
create policy programme_update on public.job_applications for update to programme using (true) with check (true);
grant insert (id, partner_id, offer_id, person_id, family_id, region_code, followed_by, status, presented_at, interview_at, interview_place, interview_contact, interpreter_for_interview, expires_at, programme_contact, declined_by, decline_reason, withdrawal_reason, note, hire_starts_on, hire_ends_on, hire_hours_per_week, version, created_at, updated_at) on public.job_applications to demo_loader;
create policy demo_loader_insert on public.job_applications for insert to demo_loader with check (true);
grant select (id, family_id, person_id, offer_id, status, expires_at) on public.job_applications to clock;
create policy clock_select on public.job_applications for select to clock using (true);
grant update (status) on public.job_applications to clock;
create policy clock_update on public.job_applications for update to clock using (true) with check (true);

-- employments
alter table public.employments enable row level security;
alter table public.employments force row level security;
grant select (application_id, commune_code, contract, created_at, end_reason, ends_on, family_id, hours_per_week, id, offer_id, partner_id, person_id, rome, starts_on, updated_at, version) on public.employments to api_employer;
create policy api_employer_select on public.employments for select to api_employer using (partner_id = (select access.partner('EMPLOYER')));
grant update (ends_on, end_reason, hours_per_week) on public.employments to api_employer;
create policy api_employer_update on public.employments for update to api_employer using (partner_id = (select access.partner('EMPLOYER'))) with check (partner_id = (select access.partner('EMPLOYER')));
grant select (application_id, commune_code, contract, created_at, end_reason, ends_on, family_id, followed_by, hours_per_week, id, offer_id, partner_id, person_id, region_code, rome, starts_on, updated_at, version) on public.employments to api_coordinator;
create policy api_coordinator_select on public.employments for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on) on public.employments to api_coordinator;
create policy api_coordinator_insert on public.employments for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (ends_on, end_reason, hours_per_week) on public.employments to api_coordinator;
create policy api_coordinator_update on public.employments for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, partner_id, offer_id, application_id, person_id, family_id, region_code, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on, ends_on_before, end_reason, status, version, created_at, updated_at) on public.employments to programme;
create policy programme_select on public.employments for select to programme using (true);
grant insert (id, partner_id, offer_id, application_id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on) on public.employments to programme;
create policy programme_insert on public.employments for insert to programme with check (true);
grant update (starts_on, ends_on, end_reason, hours_per_week, region_code, followed_by) on public.employments to programme;
create policy programme_update on public.employments for update to programme using (true) with check (true);
grant select (id, offer_id, person_id, family_id, contract, commune_code, starts_on, ends_on, end_reason) on public.employments to snapshot;
create policy snapshot_select on public.employments for select to snapshot using (true);
grant insert (id, partner_id, offer_id, application_id, person_id, family_id, region_code, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on, ends_on_before, end_reason, status, version, created_at, updated_at) on public.employments to demo_loader;
create policy demo_loader_insert on public.employments for insert to demo_loader with check (true);

-- employment_retentions
alter table public.employment_retentions enable row level security;
alter table public.employment_retentions force row level security;
grant select (confirmed_on, employment_id, family_id, id, month, partner_id, still_in_post) on public.employment_retentions to api_employer;
create policy api_employer_select on public.employment_retentions for select to api_employer using (partner_id = (select access.partner('EMPLOYER')));
grant insert (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on) on public.employment_retentions to api_employer;
create policy api_employer_insert on public.employment_retentions for insert to api_employer with check (partner_id = (select access.partner('EMPLOYER')) and exists (select from public.employments e where e.id = employment_id and e.family_id = employment_retentions.family_id and e.partner_id is not distinct from employment_retentions.partner_id));
grant select (confirmed_on, employment_id, family_id, id, month, partner_id, still_in_post) on public.employment_retentions to api_coordinator;
create policy api_coordinator_select on public.employment_retentions for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant insert (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on) on public.employment_retentions to api_coordinator;
create policy api_coordinator_insert on public.employment_retentions for insert to api_coordinator with check ((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) and exists (select from public.employments e where e.id = employment_id and e.family_id = employment_retentions.family_id and e.partner_id is not distinct from employment_retentions.partner_id));
grant select (employment_id, family_id, still_in_post) on public.employment_retentions to programme;
create policy programme_select on public.employment_retentions for select to programme using (true);
grant update (family_id, region_code, followed_by) on public.employment_retentions to programme;
create policy programme_update on public.employment_retentions for update to programme using (true) with check (true);
grant select (employment_id, month, still_in_post) on public.employment_retentions to snapshot;
create policy snapshot_select on public.employment_retentions for select to snapshot using (true);
grant insert (id, employment_id, partner_id, family_id, region_code, followed_by, month, still_in_post, confirmed_on) on public.employment_retentions to demo_loader;
create policy demo_loader_insert on public.employment_retentions for insert to demo_loader with check (true);

-- care_referrals
alter table public.care_referrals enable row level security;
alter table public.care_referrals force row level security;
grant select (created_at, decline_reason, family_id, id, interpreter_language, moved_at, next_appointment_on, partner_id, person_id, programme_contact, sent_on, status, transport_needed, updated_at, version) on public.care_referrals to api_health;
create policy api_health_select on public.care_referrals for select to api_health using (partner_id = (select access.partner('HEALTH')));
grant update (status, next_appointment_on, decline_reason, redirected_to, moved_at) on public.care_referrals to api_health;
create policy api_health_update on public.care_referrals for update to api_health using (partner_id = (select access.partner('HEALTH'))) with check (partner_id = (select access.partner('HEALTH')));
grant select (family_id, id, person_id, sent_on) on public.care_referrals to api_coordinator;
create policy api_coordinator_select on public.care_referrals for select to api_coordinator using ((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) and redirected_from is null);
grant insert (id, person_id, family_id, interpreter_language, transport_needed, programme_contact) on public.care_referrals to api_coordinator;
create policy api_coordinator_insert on public.care_referrals for insert to api_coordinator with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (status) on public.care_referrals to api_coordinator;
create policy api_coordinator_update on public.care_referrals for update to api_coordinator using ((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) and redirected_from is null) with check ((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) and redirected_from is null);
grant select (id, partner_id, person_id, contact_person_id, family_id, region_code, followed_by, consent_id, status, interpreter_language, transport_needed, next_appointment_on, decline_reason, programme_contact, redirected_from, redirected_to, sent_on, moved_at, version, created_at, updated_at) on public.care_referrals to programme;
create policy programme_select on public.care_referrals for select to programme using (true);
grant insert (id, partner_id, person_id, family_id, interpreter_language, transport_needed, programme_contact, redirected_from) on public.care_referrals to programme;
create policy programme_insert on public.care_referrals for insert to programme with check (true);
grant update (status, consent_id, contact_person_id, region_code, followed_by) on public.care_referrals to programme;
create policy programme_update on public.care_referrals for update to programme using (true) with check (true);
grant insert (id, partner_id, person_id, contact_person_id, family_id, region_code, followed_by, consent_id, status, interpreter_language, transport_needed, next_appointment_on, decline_reason, programme_contact, redirected_from, redirected_to, sent_on, moved_at, version, created_at, updated_at) on public.care_referrals to demo_loader;
create policy demo_loader_insert on public.care_referrals for insert to demo_loader with check (true);

-- care_statuses
alter table public.care_statuses enable row level security;
alter table public.care_statuses force row level security;
grant select (action_due_at, family_id, overall, person_id, since, support_interpreter_language, support_on, support_transport_needed) on public.care_statuses to api_coordinator;
create policy api_coordinator_select on public.care_statuses for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (person_id, family_id, region_code, followed_by, overall, since, action_due_at, support_on, support_transport_needed, support_interpreter_language, updated_at) on public.care_statuses to programme;
create policy programme_select on public.care_statuses for select to programme using (true);
grant insert (person_id, family_id, region_code, followed_by, overall, since, action_due_at, support_on, support_transport_needed, support_interpreter_language, updated_at) on public.care_statuses to programme;
create policy programme_insert on public.care_statuses for insert to programme with check (true);
grant update (person_id, family_id, region_code, followed_by, overall, since, action_due_at, support_on, support_transport_needed, support_interpreter_language, updated_at) on public.care_statuses to programme;
create policy programme_update on public.care_statuses for update to programme using (true) with check (true);
grant select (person_id, overall) on public.care_statuses to snapshot;
create policy snapshot_select on public.care_statuses for select to snapshot using (true);
grant insert (person_id, family_id, region_code, followed_by, overall, since, action_due_at, support_on, support_transport_needed, support_interpreter_language, updated_at) on public.care_statuses to demo_loader;
create policy demo_loader_insert on public.care_statuses for insert to demo_loader with check (true);

-- disclosures
alter table public.disclosures enable row level security;
alter table public.disclosures force row level security;
grant select (application_id, closed_at, contact_person_id, employment_id, erasure_acknowledged_at, expires_at, family_id, id, level, opened_at, partner_id, person_id, proposal_id, purpose, reference, referral_id, tenancy_id, updated_at, version) on public.disclosures to api_landlord;
create policy api_landlord_select on public.disclosures for select to api_landlord using (partner_id = (select access.holder('LANDLORD')));
grant update (erasure_acknowledged_at) on public.disclosures to api_landlord;
create policy api_landlord_update on public.disclosures for update to api_landlord using (partner_id = (select access.holder('LANDLORD'))) with check (partner_id = (select access.holder('LANDLORD')));
grant select (application_id, closed_at, contact_person_id, employment_id, erasure_acknowledged_at, expires_at, family_id, id, level, opened_at, partner_id, person_id, proposal_id, purpose, reference, referral_id, tenancy_id, updated_at, version) on public.disclosures to api_employer;
create policy api_employer_select on public.disclosures for select to api_employer using (partner_id = (select access.holder('EMPLOYER')));
grant update (erasure_acknowledged_at) on public.disclosures to api_employer;
create policy api_employer_update on public.disclosures for update to api_employer using (partner_id = (select access.holder('EMPLOYER'))) with check (partner_id = (select access.holder('EMPLOYER')));
grant select (application_id, closed_at, contact_person_id, employment_id, erasure_acknowledged_at, expires_at, family_id, id, level, opened_at, partner_id, person_id, proposal_id, purpose, reference, referral_id, tenancy_id, updated_at, version) on public.disclosures to api_health;
create policy api_health_select on public.disclosures for select to api_health using (partner_id = (select access.holder('HEALTH')));
grant update (erasure_acknowledged_at) on public.disclosures to api_health;
create policy api_health_update on public.disclosures for update to api_health using (partner_id = (select access.holder('HEALTH'))) with check (partner_id = (select access.holder('HEALTH')));
grant select (close_reason, closed_at, erasure_acknowledged_at, expires_at, family_id, id, level, opened_at, partner_id, person_id, purpose, reference, updated_at, version) on public.disclosures to api_coordinator;
create policy api_coordinator_select on public.disclosures for select to api_coordinator using ((region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) and purpose <> 'CARE');
grant select (id, partner_id, audience, family_id, person_id, contact_person_id, region_code, followed_by, level, purpose, proposal_id, tenancy_id, application_id, employment_id, referral_id, consent_id, reference, opened_at, expires_at, closed_at, close_reason, erasure_acknowledged_at, version, created_at, updated_at) on public.disclosures to programme;
create policy programme_select on public.disclosures for select to programme using (true);
grant insert (id, partner_id, audience, family_id, person_id, contact_person_id, followed_by, level, purpose, proposal_id, tenancy_id, application_id, employment_id, referral_id, consent_id, reference, expires_at) on public.disclosures to programme;
create policy programme_insert on public.disclosures for insert to programme with check (true);
grant update (expires_at, closed_at, close_reason, consent_id, contact_person_id, region_code, followed_by) on public.disclosures to programme;
create policy programme_update on public.disclosures for update to programme using (true) with check (true);
grant insert (id, partner_id, audience, family_id, person_id, contact_person_id, region_code, followed_by, level, purpose, proposal_id, tenancy_id, application_id, employment_id, referral_id, consent_id, reference, opened_at, expires_at, closed_at, close_reason, erasure_acknowledged_at, version, created_at, updated_at) on public.disclosures to demo_loader;
create policy demo_loader_insert on public.disclosures for insert to demo_loader with check (true);
grant select (id, expires_at, closed_at) on public.disclosures to clock;
create policy clock_select on public.disclosures for select to clock using (true);
grant update (closed_at, close_reason) on public.disclosures to clock;
create policy clock_update on public.disclosures for update to clock using (true) with check (true);
grant select (partner_id, family_id, person_id, consent_id, level, purpose, reference, opened_at, expires_at, closed_at, erasure_acknowledged_at) on public.disclosures to receipts;
create policy receipts_select on public.disclosures for select to receipts using (true);

-- care_receipts
alter table public.care_receipts enable row level security;
alter table public.care_receipts force row level security;
grant select (closed_month, erasure_acknowledged, family_id, id, month, person_id) on public.care_receipts to api_coordinator;
create policy api_coordinator_select on public.care_receipts for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, person_id, family_id, region_code, followed_by, month, closed_month, erasure_acknowledged) on public.care_receipts to programme;
create policy programme_select on public.care_receipts for select to programme using (true);
grant insert (id, person_id, family_id, followed_by, month, closed_month, erasure_acknowledged) on public.care_receipts to programme;
create policy programme_insert on public.care_receipts for insert to programme with check (true);
grant update (closed_month, erasure_acknowledged, region_code, followed_by) on public.care_receipts to programme;
create policy programme_update on public.care_receipts for update to programme using (true) with check (true);

-- journal_entries
alter table public.journal_entries enable row level security;
alter table public.journal_entries force row level security;
grant select (id, at, machine, row_id, from_state, to_state, mutation, reason_code, audience, partner_id, key_id, actor, channel) on public.journal_entries to programme;
create policy programme_select on public.journal_entries for select to programme using (true);
grant insert (id, at, machine, row_id, from_state, to_state, mutation, reason_code, audience, partner_id, key_id, actor, channel) on public.journal_entries to programme;
create policy programme_insert on public.journal_entries for insert to programme with check (true);
grant insert (id, at, machine, row_id, from_state, to_state, mutation, reason_code, audience, partner_id, key_id, actor, channel) on public.journal_entries to demo_loader;
create policy demo_loader_insert on public.journal_entries for insert to demo_loader with check (true);

-- events
alter table public.events enable row level security;
alter table public.events force row level security;
grant insert (transaction, partner_id, region_code, machine, row_id, to_state, partner_state, version) on public.events to programme;
create policy programme_insert on public.events for insert to programme with check (true);
grant select (position, transaction, at, partner_id, region_code, machine, row_id, to_state, partner_state, version) on public.events to operator;
create policy operator_select on public.events for select to operator using (true);
grant insert (position, transaction, at, partner_id, region_code, machine, row_id, to_state, partner_state, version) on public.events to demo_loader;
create policy demo_loader_insert on public.events for insert to demo_loader with check (true);

-- idempotency_keys
alter table public.idempotency_keys enable row level security;
alter table public.idempotency_keys force row level security;
grant select (created_at, input_hash, key_hash, mutation, partner_id, result_id) on public.idempotency_keys to api_landlord;
create policy api_landlord_select on public.idempotency_keys for select to api_landlord using (partner_id = (select access.holder('LANDLORD')));
grant insert (partner_id, audience, mutation, key_hash, input_hash, result_id) on public.idempotency_keys to api_landlord;
create policy api_landlord_insert on public.idempotency_keys for insert to api_landlord with check (partner_id = (select access.holder('LANDLORD')) and audience = 'LANDLORD');
grant select (created_at, input_hash, key_hash, mutation, partner_id, result_id) on public.idempotency_keys to api_employer;
create policy api_employer_select on public.idempotency_keys for select to api_employer using (partner_id = (select access.holder('EMPLOYER')));
grant insert (partner_id, audience, mutation, key_hash, input_hash, result_id) on public.idempotency_keys to api_employer;
create policy api_employer_insert on public.idempotency_keys for insert to api_employer with check (partner_id = (select access.holder('EMPLOYER')) and audience = 'EMPLOYER');
grant select (created_at, input_hash, key_hash, mutation, partner_id, result_id) on public.idempotency_keys to api_health;
create policy api_health_select on public.idempotency_keys for select to api_health using (partner_id = (select access.holder('HEALTH')));
grant insert (partner_id, audience, mutation, key_hash, input_hash, result_id) on public.idempotency_keys to api_health;
create policy api_health_insert on public.idempotency_keys for insert to api_health with check (partner_id = (select access.holder('HEALTH')) and audience = 'HEALTH');
grant select (created_at, input_hash, key_hash, mutation, partner_id, result_id) on public.idempotency_keys to api_coordinator;
create policy api_coordinator_select on public.idempotency_keys for select to api_coordinator using (partner_id = (select access.holder('COORDINATOR')));
grant insert (partner_id, audience, mutation, key_hash, input_hash, result_id) on public.idempotency_keys to api_coordinator;
create policy api_coordinator_insert on public.idempotency_keys for insert to api_coordinator with check (partner_id = (select access.holder('COORDINATOR')) and audience = 'COORDINATOR');
grant select (partner_id, mutation, key_hash, created_at) on public.idempotency_keys to programme;
create policy programme_select on public.idempotency_keys for select to programme using (true);
grant update (key_hash) on public.idempotency_keys to programme;
create policy programme_update on public.idempotency_keys for update to programme using (true) with check (true);
grant select (partner_id, mutation, key_hash, created_at) on public.idempotency_keys to clock;
create policy clock_select on public.idempotency_keys for select to clock using (true);
grant delete on public.idempotency_keys to clock;
create policy clock_delete on public.idempotency_keys for delete to clock using (created_at <= now() - interval '72 hours');

-- rights_steps
alter table public.rights_steps enable row level security;
alter table public.rights_steps force row level security;
grant select (blocker, created_at, definition, family_id, granted_on, id, person_id, status, submitted_on, updated_at, version) on public.rights_steps to api_coordinator;
create policy api_coordinator_select on public.rights_steps for select to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant update (status, submitted_on, granted_on, blocker) on public.rights_steps to api_coordinator;
create policy api_coordinator_update on public.rights_steps for update to api_coordinator using (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR')))) with check (region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = (select access.partner('COORDINATOR'))));
grant select (id, family_id, person_id, region_code, followed_by, definition, status, submitted_on, submitted_on_before, granted_on, blocker, version, created_at, updated_at) on public.rights_steps to programme;
create policy programme_select on public.rights_steps for select to programme using (true);
grant insert (id, family_id, followed_by, person_id, definition) on public.rights_steps to programme;
create policy programme_insert on public.rights_steps for insert to programme with check (true);
grant update (region_code, followed_by) on public.rights_steps to programme;
create policy programme_update on public.rights_steps for update to programme using (true) with check (true);
grant select (id, family_id, person_id, definition, status, submitted_on, granted_on) on public.rights_steps to snapshot;
create policy snapshot_select on public.rights_steps for select to snapshot using (true);
grant insert (id, family_id, person_id, region_code, followed_by, definition, status, submitted_on, submitted_on_before, granted_on, blocker, version, created_at, updated_at) on public.rights_steps to demo_loader;
create policy demo_loader_insert on public.rights_steps for insert to demo_loader with check (true);
