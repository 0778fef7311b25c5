import { createHash, randomUUID } from 'node:crypto';
import type { OperationName } from '../documents.ts';

/** What the ceiling answers an operation with: one statement, written by hand for these tables, whose first column is the answer. */
export interface CeilingStatement {
  role: string;
  /** '' where it reads. */
  mutation: string;
  text: string;
  /** `ids` are opened already. */
  values: (variables: never, caller: Asker) => unknown[];
  /** Of a list: how its cursor is bound, as src/lists/list.ts binds it. */
  binding?: (variables: never) => string;
}

export interface Asker {
  partnerId: string;
  audience: string;
}

const instant = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const edges = (rows: string) =>
  `json_build_object('edges', (select coalesce(json_agg(json_build_object('node', x)), '[]') from (${rows}) as x))`;

/** A page of `first` rows, of which one more was read, and the place of its last one in columns of their own. */
const page = (field: string, first: number, from: string, node: string) => `
  select '{"${field}":{"edges":[' || coalesce(string_agg(case when n <= ${first} then '{"node":' || (select row_to_json(x)::text from (${node}) as x) || '}' end, ',' order by n), '')
      || '],"pageInfo":{"hasNextPage":' || (count(*) > ${first})::text || ',"endCursor":' as answer,
    (array_agg(${instant('created_at')} order by n))[least(count(*), ${first})] as at, (array_agg(id order by n))[least(count(*), ${first})]::text as id
  from (select *, row_number() over () as n from (${from} order by created_at desc, id desc limit ${first + 1}) as page) as r`;

const card = `(
  select json_build_object('size', f.size, 'accessibilityNeed', f.accessibility_need, 'interpreterNeeded', f.interpreter_needed, 'composition',
    json_build_object('adults', f.adults, 'children0to5', f.children_0_to_5, 'children6to17', f.children_6_to_17))
  from public.disclosures d join public.families f on f.id = d.family_id
  where d.proposal_id = p.id and d.level = 'CARD' and d.closed_at is null and d.expires_at > now() limit 1)`;
const candidate = `(
  select json_build_object('occupations', s.occupations, 'frenchLevel', s.french_level, 'drivingLicence', s.driving_licence, 'mobility', s.mobility,
    'availableFrom', s.available_from, 'mayWork', s.may_work)
  from public.disclosures d join public.persons s on s.id = d.person_id
  where d.application_id = a.id and d.level = 'CARD' and d.closed_at is null and d.expires_at > now() limit 1)`;

const newestCount = (table: string, question: string, figure: string) => `(
  select json_agg(json_build_object('asOf', c.as_of, 'held', c.held, 'rows', (
    select coalesce(json_agg(x), '[]') from (
      select case when r.code is not null then json_build_object('code', r.code, 'name', r.name) end as region, ${figure}, f.suppressed
      from public.figures f left join public.regions r on r.code = f.region_code
      where f.publication_id = c.publication_id and f.question = '${question}' order by f.position) as x)))
  from (select * from (select as_of, held, publication_id, linked_table, counted_on, counted_at from public.countings) as c
        where linked_table = '${table}' order by linked_table desc, counted_on desc, counted_at desc limit 1) as c)`;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

interface ActVariables {
  input: Record<string, unknown> & { idempotencyKey: string; id: string };
}

/** The key of an act, its input and its result, written down as src/acts/idempotency.ts does. */
const remembered = (mutation: string, result: string) => `remembered as (
  insert into public.idempotency_keys (partner_id, audience, mutation, key_hash, input_hash, result_id)
  values ($1::uuid, $2, '${mutation}', $3, $4, ${result}) on conflict do nothing returning result_id)`;

const rememberedValues = ({ input }: ActVariables, { partnerId, audience }: Asker): unknown[] => [
  partnerId,
  audience,
  sha256(input.idempotencyKey),
  sha256(JSON.stringify(input)),
];

export const ceilingStatements: Record<OperationName, CeilingStatement> = {
  Q1: {
    role: 'api_landlord',
    mutation: '',
    text: page(
      'housingOffers',
      20,
      'select o.* from (select id, status, typology, surface_m2, rent_cents, accessibility, available_from, version, updated_at, created_at from public.housing_offers) as o where o.status = $1',
      `select 'hof_' || r.id as id, r.status, r.typology, r.surface_m2 as "surfaceM2", r.rent_cents as "rentCents", r.accessibility,
        r.available_from as "availableFrom", r.version, ${instant('r.updated_at')} as "updatedAt",
        ${edges(`select 'hpr_' || p.id as id, p.status, p.guarantee, ${instant('p.sent_at')} as "sentAt", ${instant('p.expires_at')} as "expiresAt", p.version, ${card} as card
          from public.housing_proposals p where p.offer_id = r.id order by p.created_at desc, p.id desc limit 5`)} as proposals`,
    ),
    values: ({ status }: { status: string }) => [status],
    binding: ({ status }: { status: string }) =>
      JSON.stringify(['housingOffers', 'CREATED_AT_DESC', [['status', [status]]]]),
  },
  Q2: {
    role: 'api_employer',
    mutation: '',
    text: page(
      'jobOffers',
      20,
      'select o.* from (select id, status, title, rome, contract, hours_per_week, gross_hourly_cents, positions, positions_filled, starts_on, version, updated_at, created_at from public.job_offers) as o where o.status = $1',
      `select 'job_' || r.id as id, r.status, r.title, r.rome, r.contract, r.hours_per_week as "hoursPerWeek", r.gross_hourly_cents as "grossHourlyCents",
        r.positions, r.positions_filled as "positionsFilled", r.starts_on as "startsOn", r.version, ${instant('r.updated_at')} as "updatedAt",
        ${edges(`select 'app_' || a.id as id, a.status, ${instant('a.presented_at')} as "presentedAt", ${instant('a.expires_at')} as "expiresAt", a.version, ${candidate} as candidate
          from public.job_applications a where a.offer_id = r.id order by a.created_at desc, a.id desc limit 10`)} as applications`,
    ),
    values: ({ status }: { status: string }) => [status],
    binding: ({ status }: { status: string }) =>
      JSON.stringify(['jobOffers', 'CREATED_AT_DESC', [['status', [status]]]]),
  },
  Q3: {
    role: 'api_health',
    mutation: '',
    text: page(
      'careReferrals',
      50,
      'select id, status, interpreter_language, transport_needed, next_appointment_on, sent_on, version, updated_at, created_at from public.care_referrals',
      `select 'ref_' || r.id as id, r.status, r.interpreter_language as "interpreterLanguage", r.transport_needed as "transportNeeded",
        r.next_appointment_on as "nextAppointmentOn", r.sent_on as "sentOn", r.version, ${instant('r.updated_at')} as "updatedAt", o.person, o.contact, o.family
      from (select 1) as always left join lateral (
        select case when i.person_id is not null and s.id is not null then json_build_object('givenName', i.given_name, 'familyName', i.family_name,
            'phone', i.phone, 'birthDate', i.birth_date, 'sex', s.sex) end as person,
          case when c.person_id is not null then json_build_object('name', c.given_name || ' ' || c.family_name, 'phone', c.phone, 'language', f.languages[1]) end as contact,
          case when f.id is not null then json_build_object('languages', f.languages, 'interpreterNeeded', f.interpreter_needed) end as family
        from public.disclosures d left join public.person_identities i on i.person_id = d.person_id left join public.persons s on s.id = d.person_id
        left join public.person_identities c on c.person_id = d.contact_person_id left join public.families f on f.id = d.family_id
        where d.referral_id = r.id and d.level = 'IDENTITY' and d.closed_at is null and d.expires_at > now() limit 1) as o on true`,
    ),
    values: () => [],
    binding: () => JSON.stringify(['careReferrals', 'CREATED_AT_DESC', []]),
  },
  Q4: {
    role: 'api_landlord',
    mutation: '',
    text: `select json_build_object('housingOffer', (select row_to_json(x) from (
      select 'hof_' || id as id, status, typology, kind, surface_m2 as "surfaceM2", rent_cents as "rentCents", charges_cents as "chargesCents", accessibility,
        energy_class as "energyClass", available_from as "availableFrom", version, ${instant('updated_at')} as "updatedAt"
      from public.housing_offers where id = $1) as x))::text as answer`,
    values: ({ id }: { id: string }) => [id],
  },
  Q5: {
    role: 'api_internal',
    mutation: '',
    text: `select json_build_object('placementProgress', ${newestCount('PLACEMENT', 'placementProgress', `f.journey, f.families, f.persons, f.family_target as "familyTarget"`)},
      'housingSupply', ${newestCount('HOUSING_SUPPLY', 'housingSupply', 'f.typology, f.measure as supply, f.amount as homes')})::text as answer`,
    values: () => [],
  },
  M1: {
    role: 'api_health',
    mutation: 'updateCareStatus',
    text: `with ${remembered('updateCareStatus', '$5::uuid')}, moved as (
        update public.care_referrals r set status = $7, moved_at = now() from remembered
        where r.id = $5::uuid and r.version = $6::int and r.status in ('ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED')
        returning r.id, r.status, r.next_appointment_on, r.version, r.updated_at)
      select json_build_object('updateCareStatus', json_build_object('careReferral', (select row_to_json(x) from (
          select 'ref_' || id as id, status, next_appointment_on as "nextAppointmentOn", version, ${instant('updated_at')} as "updatedAt" from moved) as x),
        'errors', '[]'::json, 'replayed', false))::text as answer`,
    values: (variables: ActVariables, asker) => [
      ...rememberedValues(variables, asker),
      variables.input.id,
      variables.input.expectedVersion,
      variables.input.status,
    ],
  },
  M2: {
    role: 'api_landlord',
    mutation: 'createHousingOffer',
    text: `with ${remembered('createHousingOffer', '$5::uuid')}, made as (
        insert into public.housing_offers (id, partner_id, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished, rent_cents,
          charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, description)
        select result_id, $1::uuid, g.* from remembered, json_to_record($6::text::json) as g ("communeCode" text, typology text, kind text, "surfaceM2" int, floor int, lift boolean,
          accessibility text, "energyClass" text, furnished boolean, "rentCents" int, "chargesCents" int, "depositCents" int, "leaseForm" text, "minOccupants" int,
          "maxOccupants" int, "availableFrom" date, description text)
        returning id, status, typology, rent_cents, available_from, version)
      select json_build_object('createHousingOffer', json_build_object('housingOffer', (select row_to_json(x) from (
          select 'hof_' || id as id, status, typology, rent_cents as "rentCents", available_from as "availableFrom", version from made) as x),
        'errors', '[]'::json, 'replayed', false))::text as answer`,
    values: (variables: ActVariables, asker) => [
      ...rememberedValues(variables, asker),
      randomUUID(),
      JSON.stringify(variables.input),
    ],
  },
};
