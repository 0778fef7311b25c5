-- The programme at volume, set by set. As superuser, triggers asleep: what they would derive (places, family scope, age bands,
-- composition, care statuses, disclosures) is written here as they write it. `:name` is replaced by a number before it is sent.
set session_replication_role = replica;
set synchronous_commit = off;
set jit = off;
set maintenance_work_mem = '512MB';

-- The i-th row of a kind has the same id in every database.
create function pg_temp.u(kind text, i bigint) returns uuid language sql immutable parallel safe as
$$ select md5(kind || i)::uuid $$;
-- Uniform in [0, 1).
create function pg_temp.h(kind text, i bigint) returns float8 language sql immutable parallel safe as
$$ select (hashtextextended(kind, i) & 2147483647) / 2147483648.0::float8 $$;
-- Square law: a few large partners, many small.
create function pg_temp.skewed(kind text, i bigint, n int) returns int language sql immutable parallel safe as
$$ select floor(n * power(pg_temp.h(kind, i), 2))::int $$;

create temp table size as select :families as families, :offers as offers, :partners as partners,
  (:partners * 0.45)::int as landlords, (:partners * 0.40)::int as employers, (:partners * 0.13)::int as healths, 50 as internals,
  :large as large;
create temp table region as select row_number() over (order by code)::int - 1 as n, code from regions;
create temp table town as select row_number() over (order by code)::int - 1 as n, code, epci_code, departement_code, region_code from communes;
create temp table town_of_region as
  select region_code, array_agg(code order by code) as codes from communes group by region_code;

-- Landlords, employers, health partners, internal ones by number; then a coordinator for each region.
create temp table who as
select i, case when i < landlords then 'LANDLORD' when i < landlords + employers then 'EMPLOYER'
               when i < landlords + employers + healths then 'HEALTH' else 'INTERNAL' end as audience, pg_temp.u('partner', i) as id
from size, generate_series(0, landlords + employers + healths + internals - 1) as i
union all
select -1 - n, 'COORDINATOR', pg_temp.u('coordinator', n) from region;

insert into partners (id, name, kind, audience, siret, created_at, updated_at)
select id, 'Partenaire ' || i, case audience when 'LANDLORD' then 'SOCIAL_LANDLORD' when 'EMPLOYER' then 'EMPLOYER' when 'HEALTH' then 'HEALTH_FACILITY'
    when 'INTERNAL' then 'INTERNAL_APP' else 'PROGRAMME' end, audience, lpad((20000000000000 + i)::text, 14, '0'), '2025-01-01', '2025-01-01'
from who;
insert into agreements (id, partner_id, audience, signed_on, starts_on)
select pg_temp.u('agreement', i), id, audience, current_date - 400, current_date - 400 from who;
insert into partner_regions (partner_id, region_code, care_gateway)
select who.id, region.code, false from who join region on region.n = abs(who.i) % (select count(*) from region)
where audience in ('LANDLORD', 'EMPLOYER', 'HEALTH')
union all select who.id, region.code, false from who join region on region.n = -1 - who.i where audience = 'COORDINATOR';

create temp table home_of as
select f.i, region.code as region_code, pg_temp.u('coordinator', region.n) as followed_by, 2 + f.i % 4 as persons
from size, generate_series(0, size.families - 1) as f (i) join region on region.n = f.i % (select count(*) from region);
create unique index on home_of (i) include (region_code, followed_by);
analyze home_of;

insert into families (id, reference, origin, journey, region_code, followed_by, size, adults, children_0_to_5, children_6_to_17,
  accessibility_need, languages, interpreter_needed, country_of_asylum, arrived_on, created_at, updated_at)
select pg_temp.u('family', i), 'UTE-' || 1000 + i / 10000 || '-' || lpad((i % 10000)::text, 4, '0'), (array['RESETTLED', 'FROM_FRANCE'])[1 + i % 2],
  (array['ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'])[1 + (i / 7) % 4], region_code, followed_by, persons, 2, greatest(persons - 4, 0),
  least(persons - 2, 2), (array['NONE', 'NONE', 'NONE', 'VISITABLE', 'ACCESSIBLE'])[1 + i % 5],
  (array['{ara,kur}', '{pus,prs}', '{tir}', '{fra,lin}'])[1 + (i / 3) % 4]::text[], i % 3 <> 0, 'SY', '2025-01-01'::date + i % 300,
  '2025-01-01'::timestamptz + i * interval '1 second', '2025-01-01'::timestamptz + i * interval '1 second'
from home_of;

-- Two adults, then children of 16, 8 and 3 years.
create temp table member as
select 8 * f.i::bigint + j as i, f.i as family, j, f.region_code, f.followed_by,
  (current_date - make_interval(years => (array[35, 33, 16, 8, 3])[j + 1], days => 30 + f.i % 200))::date as birth_date
from home_of as f, generate_series(0, f.persons - 1) as j;
insert into persons (id, family_id, role, sex, age_band, occupations, french_level, driving_licence, mobility, available_from, may_work,
  region_code, followed_by)
select pg_temp.u('person', i), pg_temp.u('family', family), (array['HEAD', 'SPOUSE', 'CHILD', 'CHILD', 'CHILD'])[j + 1],
  (array['FEMALE', 'MALE'])[1 + ((i + j) % 2)::int], access.age_band(birth_date, current_date),
  case when j < 2 then (array['{G1602,K2204}', '{F1703}', '{N1103,K1304}'])[1 + family % 3]::text[] end,
  case when j < 2 then (array['A0', 'A1', 'A2', 'B1'])[1 + family % 4] end, case when j < 2 then family % 3 = 0 end,
  case when j < 2 then (array['FOOT', 'BUS', 'CAR'])[1 + family % 3] end, case when j < 2 then '2025-06-01'::date end, case when j < 2 then true end,
  region_code, followed_by
from member;
insert into person_identities (person_id, family_id, given_name, family_name, birth_date, phone, nationality, region_code, followed_by)
select pg_temp.u('person', i), pg_temp.u('family', family), (array['Amina', 'Yusuf', 'Leïla', 'Samir', 'Nour'])[1 + ((i + j) % 5)::int],
  'Famille' || family, birth_date, case when j < 2 then '+336' || lpad(((family * 10 + j) % 100000000)::text, 8, '0') end, 'SY', region_code, followed_by
from member;
insert into consents (id, person_id, family_id, purpose, given_by, form, language, given_on, expires_on, region_code, followed_by)
select pg_temp.u(purpose, i), pg_temp.u('person', i), pg_temp.u('family', family), purpose, pg_temp.u('person', i), 'SIGNED', 'ara',
  current_date - 30, current_date + 335, region_code, followed_by
from member, unnest(array['EMPLOYMENT_CARD', 'CARE']) as purpose where j < 2;

-- Homes. The first `large` are landlord 0's. 9 of 20 reserved, each for a family of its own, 1 of 20 let, to families that are left.
create temp table home as
select i, case when i < large then 0 else 1 + pg_temp.skewed('landlord', i, landlords - 1) end as landlord,
  (array['RESERVED', 'RESERVED', 'RESERVED', 'RESERVED', 'RESERVED', 'RESERVED', 'RESERVED', 'RESERVED', 'RESERVED', 'LET', 'PUBLISHED',
         'PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'PAUSED', 'DRAFT', 'CLOSED'])[1 + i % 20] as status,
  '2025-01-01'::timestamptz + i * interval '10 seconds' as created_at
from size, generate_series(0, offers - 1) as i;
insert into housing_offers (id, partner_id, external_reference, status, commune_code, epci_code, departement_code, region_code, typology, kind,
  surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants,
  max_occupants, available_from, description, confirmed_at, valid_until, created_at, updated_at)
select pg_temp.u('home', home.i), pg_temp.u('partner', landlord), 'LOG-' || home.i, status, town.code, town.epci_code, town.departement_code, town.region_code,
  (array['T1', 'T2', 'T3', 'T4', 'T5'])[1 + home.i % 5], (array['APARTMENT', 'HOUSE'])[1 + home.i % 2], 18 + home.i % 90, home.i % 8, home.i % 2 = 0,
  (array['NONE', 'NONE', 'VISITABLE', 'ACCESSIBLE'])[1 + home.i % 4], (array['B', 'C', 'D', 'E'])[1 + home.i % 4], home.i % 9 = 0,
  35000 + home.i % 60000, 3000 + home.i % 5000, 35000 + home.i % 60000, (array['DIRECT', 'SLIDING', 'SUBLEASE'])[1 + home.i % 3], 1, 2 + home.i % 6,
  current_date + home.i % 60, 'Proche du centre et des écoles', home.created_at, now() + interval '60 days', home.created_at, home.created_at
from home join town on town.n = (home.i * 7919::bigint) % (select count(*) from town);

-- Proposals: five a home where its landlord has a key of the benchmark, else two; the first of a reserved or let home is the one in hand.
create temp table proposed as
select 8 * home.i::bigint + j as i, home.i as home, home.landlord, j, home.status as home_status, home.landlord % 7 = 3 as keyed,
  case when j = 0 and status = 'RESERVED' then home.i / 20 * 9 + home.i % 20
       when j = 0 and status = 'LET' then (size.families * 0.9)::int + home.i / 20
       else floor(size.families * pg_temp.h('proposed', 8 * home.i::bigint + j))::int end as family,
  case when j = 0 and status = 'RESERVED' then 'SENT_TO_LANDLORD' when j = 0 and status = 'LET' then 'LEASE_SIGNED'
       else 'LANDLORD_DECLINED' end as status,
  home.created_at + make_interval(days => 20 - j) as created_at
from size, home, generate_series(0, case when home.landlord % 7 = 3 then 4 else 1 end) as j;
insert into housing_proposals (id, partner_id, offer_id, family_id, region_code, followed_by, status, guarantee, expires_at, programme_contact,
  sent_at, answered_at, declined_by, decline_reason, lease_signed_on, lease_starts_on, lease_form, lease_rent_cents, created_at, updated_at)
select pg_temp.u('proposal', p.i), pg_temp.u('partner', landlord), pg_temp.u('home', home), pg_temp.u('family', family), f.region_code, f.followed_by, status,
  'VISALE', now() + interval '60 days', 'Claire Martin, 01 40 00 00 00', created_at, case when status <> 'SENT_TO_LANDLORD' then created_at end,
  case when status = 'LANDLORD_DECLINED' then 'LANDLORD' end, case when status = 'LANDLORD_DECLINED' then 'RANKED_LOWER' end,
  case when status = 'LEASE_SIGNED' then current_date - 60 end, case when status = 'LEASE_SIGNED' then current_date - 50 end,
  case when status = 'LEASE_SIGNED' then 'DIRECT' end, case when status = 'LEASE_SIGNED' then 50000 end, created_at, created_at
from proposed as p join home_of as f on f.i = p.family;
insert into tenancies (id, partner_id, offer_id, proposal_id, family_id, region_code, followed_by, commune_code, lease_form, leaseholder, signed_on,
  starts_on, rent_cents, status)
select pg_temp.u('tenancy', p.i), pg_temp.u('partner', landlord), o.id, pg_temp.u('proposal', p.i), pg_temp.u('family', family), f.region_code, f.followed_by,
  o.commune_code, 'DIRECT', 'FAMILY', current_date - 60, current_date - 50, 50000, 'ACTIVE'
from proposed as p join home_of as f on f.i = p.family join housing_offers as o on o.id = pg_temp.u('home', p.home)
where p.status = 'LEASE_SIGNED';
-- Where the landlord has a key, the card of all five is open: see README.md.
insert into disclosures (id, partner_id, audience, family_id, region_code, followed_by, level, purpose, proposal_id, reference, expires_at)
select pg_temp.u('card', p.i), pg_temp.u('partner', landlord), 'LANDLORD', pg_temp.u('family', family), f.region_code, f.followed_by, 'CARD', 'HOUSING',
  pg_temp.u('proposal', p.i), 'D-H' || p.i, now() + interval '60 days'
from proposed as p join home_of as f on f.i = p.family
where status = 'SENT_TO_LANDLORD' or (keyed and status = 'LANDLORD_DECLINED');
insert into disclosures (id, partner_id, audience, family_id, person_id, region_code, followed_by, level, purpose, tenancy_id, reference, expires_at)
select pg_temp.u('tenant', p.i), pg_temp.u('partner', landlord), 'LANDLORD', pg_temp.u('family', family), pg_temp.u('person', 8 * family::bigint),
  f.region_code, f.followed_by, 'IDENTITY', 'TENANCY', pg_temp.u('tenancy', p.i), 'D-T' || p.i, 'infinity'
from proposed as p join home_of as f on f.i = p.family where status = 'LEASE_SIGNED';

-- Positions; ten applications each where the employer has a key of the benchmark, else two.
create temp table job as
select i, landlords + pg_temp.skewed('employer', i, employers) as employer,
  (array['OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'OPEN', 'FILLED', 'FILLED', 'FILLED', 'FILLED',
         'CLOSED', 'CLOSED', 'CLOSED', 'DRAFT'])[1 + i % 20] as status,
  '2025-01-01'::timestamptz + i * interval '10 seconds' as created_at
from size, generate_series(0, offers - 1) as i;
insert into job_offers (id, partner_id, external_reference, status, title, description, rome, contract, hours_per_week, gross_hourly_cents, positions,
  positions_filled, commune_code, epci_code, departement_code, region_code, min_french, licence_required, transport_provided, starts_on,
  confirmed_at, valid_until, created_at, updated_at)
select pg_temp.u('job', job.i), pg_temp.u('partner', employer), 'EMP-' || job.i, status, 'Agent polyvalent ' || job.i, 'Travail en équipe',
  (array['K1304', 'N1103', 'G1602', 'F1703', 'K2204'])[1 + job.i % 5], (array['CDI', 'CDD', 'CDDI'])[1 + job.i % 3], 20 + job.i % 16, 1202 + job.i % 500,
  1 + job.i % 5, case when status = 'FILLED' then 1 + job.i % 5 else 0 end, town.code, town.epci_code, town.departement_code, town.region_code,
  (array['A0', 'A1', 'A2'])[1 + job.i % 3], job.i % 4 = 0, job.i % 2 = 0, current_date + job.i % 40, job.created_at, now() + interval '60 days',
  job.created_at, job.created_at
from job join town on town.n = (job.i * 7919::bigint) % (select count(*) from town);
create temp table applied as
select 16 * job.i::bigint + j as i, job.i as job, employer, job.status as job_status,
  ((floor(size.families * pg_temp.h('applied', job.i))::int + j * 9973) % size.families) as family, j % 2 as adult,
  case when job.status = 'OPEN' then (array['PRESENTED', 'INTERESTED', 'DISCLOSED'])[1 + j % 3] else 'EXPIRED' end as status,
  job.created_at + make_interval(days => 10 - j) as created_at
from size, job, generate_series(0, case when (employer - landlords) % 7 = 3 then 9 else 1 end) as j;
insert into job_applications (id, partner_id, offer_id, person_id, family_id, region_code, followed_by, status, presented_at, expires_at, programme_contact,
  created_at, updated_at)
select pg_temp.u('application', a.i), pg_temp.u('partner', employer), pg_temp.u('job', job), pg_temp.u('person', 8 * family::bigint + adult),
  pg_temp.u('family', family), f.region_code, f.followed_by, status, created_at, now() + interval '60 days', 'Claire Martin, 01 40 00 00 00', created_at, created_at
from applied as a join home_of as f on f.i = a.family;
insert into disclosures (id, partner_id, audience, family_id, person_id, region_code, followed_by, level, purpose, application_id, consent_id, reference,
  expires_at)
select pg_temp.u('candidate', a.i), pg_temp.u('partner', employer), 'EMPLOYER', pg_temp.u('family', family), pg_temp.u('person', 8 * family::bigint + adult),
  f.region_code, f.followed_by, 'CARD', 'EMPLOYMENT', pg_temp.u('application', a.i), pg_temp.u('EMPLOYMENT_CARD', 8 * family::bigint + adult), 'D-A' || a.i,
  now() + interval '60 days'
from applied as a join home_of as f on f.i = a.family where job_status = 'OPEN';

-- Referrals: both adults of each family, every one open to its recipient. Half of them wait for care to begin.
create temp table referred as
select i, i % families as family, i / families as adult, landlords + employers + pg_temp.skewed('health', i, healths) as health,
  (array['SENT', 'ACKNOWLEDGED', 'ACKNOWLEDGED', 'ACKNOWLEDGED', 'ACKNOWLEDGED', 'ACKNOWLEDGED', 'IN_CARE', 'IN_CARE', 'IN_CARE', 'WAITLISTED'])[1 + i % 10] as status,
  '2025-01-01'::timestamptz + i * interval '10 seconds' as created_at
from size, generate_series(0, 2 * families - 1) as i;
insert into care_referrals (id, partner_id, person_id, contact_person_id, family_id, region_code, followed_by, consent_id, status, interpreter_language,
  transport_needed, next_appointment_on, programme_contact, sent_on, moved_at, created_at, updated_at)
select pg_temp.u('referral', r.i), pg_temp.u('partner', health), pg_temp.u('person', 8 * family::bigint + adult), pg_temp.u('person', 8 * family::bigint + adult),
  pg_temp.u('family', family), f.region_code, f.followed_by, pg_temp.u('CARE', 8 * family::bigint + adult), status,
  case when r.i % 3 = 0 then 'ara' end, r.i % 2 = 0, case when status = 'IN_CARE' then current_date + 10 end, 'Claire Martin, 01 40 00 00 00',
  '2025-01-01'::date, created_at, created_at, created_at
from referred as r join home_of as f on f.i = r.family;
insert into disclosures (id, partner_id, audience, family_id, person_id, contact_person_id, region_code, followed_by, level, purpose, referral_id, consent_id,
  reference, expires_at)
select pg_temp.u('patient', r.i), pg_temp.u('partner', health), 'HEALTH', pg_temp.u('family', family), pg_temp.u('person', 8 * family::bigint + adult),
  pg_temp.u('person', 8 * family::bigint + adult), f.region_code, f.followed_by, 'IDENTITY', 'CARE', pg_temp.u('referral', r.i),
  pg_temp.u('CARE', 8 * family::bigint + adult), 'D-R' || r.i, now() + interval '300 days'
from referred as r join home_of as f on f.i = r.family;
insert into care_statuses (person_id, family_id, region_code, followed_by, overall, since)
select pg_temp.u('person', 8 * family::bigint + adult), pg_temp.u('family', family), f.region_code, f.followed_by,
  case status when 'IN_CARE' then 'IN_CARE' when 'WAITLISTED' then 'WAITING' else 'REFERRED' end, date_trunc('month', current_date)::date
from referred as r join home_of as f on f.i = r.family;

set session_replication_role = default;
