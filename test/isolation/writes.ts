// Written by hand: which rows each audience may make and change, its own and others', with statements that read nothing.
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';
import type { Scene, Speaker, Step } from './play.ts';

/** By the row policy, or before it as if the row pointed at did not exist. */
const refused = '42501|23503';
const one = '1';

/** The same insert for a row of one's own and for another's. */
function inserts(
  who: Partner | Speaker,
  make: (whose: string) => string,
  mine: string,
  theirs: string,
): Step[] {
  return [
    [who, make(mine), one],
    [who, make(theirs), refused],
  ];
}

export const offer = (partner: string, id = 'gen_random_uuid()', status = 'DRAFT') =>
  `insert into public.housing_offers (id, partner_id, status, commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class, furnished,
    rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from, confirmed_at, valid_until)
  values (${id}, '${partner}', '${status}', '15014', 'T4', 'APARTMENT', 80, 1, false, 'NONE', 'D', false, 45000, 6000, 45000, 'DIRECT', 1, 8,
    current_date, now(), now() + interval '30 days')`;

export const position = (
  partner: string,
  id = 'gen_random_uuid()',
  status = 'DRAFT',
  contract = 'CDI',
  positions = 1,
) =>
  `insert into public.job_offers (id, partner_id, status, title, rome, contract, hours_per_week, gross_hourly_cents, positions, commune_code, min_french,
    licence_required, transport_provided, starts_on, confirmed_at, valid_until)
  values (${id}, '${partner}', '${status}', 'Cuisinier', 'G1602', '${contract}', 35, ${contract === 'PMSMP' ? 'null' : '1400'}, ${positions}, '15014', 'A1', false, false,
    current_date, now(), now() + interval '30 days')`;

const remembered = (audience: string) => (partner: string) =>
  `insert into public.idempotency_keys (partner_id, audience, mutation, key_hash, input_hash, result_id)
   values ('${partner}', '${audience}', 'x', sha256(gen_random_uuid()::text::bytea), '\\x00', gen_random_uuid())`;

const family = (followedBy: string, region: string | null) =>
  `insert into public.families (id, followed_by, origin, region_code, languages)
   values (gen_random_uuid(), '${followedBy}', 'RESETTLED', ${region ? `'${region}'` : 'null'}, '{apc}')`;

/** Rows below a family, made by a coordinator: allowed for a family that it follows, for no other. */
function belowFamily(cast: Cast): Step[] {
  const { coordinator, family: mine, foreignFamily: theirs, landlord, employer } = cast;
  const by = coordinator.id;
  const home = '00000000-0000-4000-8000-0000000000a1';
  const proposals = {
    [mine.id]: '00000000-0000-4000-8000-0000000000a2',
    [theirs.id]: '00000000-0000-4000-8000-0000000000a3',
  };
  const job = '00000000-0000-4000-8000-0000000000a4';
  const adults = { [mine.id]: mine.adults[0]?.id, [theirs.id]: theirs.adults[0]?.id };
  const proposal = (id: string, of: string) =>
    `insert into public.housing_proposals (id, partner_id, offer_id, family_id, followed_by, status)
     values ('${id}', '${landlord.id}', '${home}', '${of}', '${by}', 'DRAFT')`;
  const made: ((of: string) => string)[] = [
    (of) =>
      `insert into public.family_preferences (id, family_id, followed_by, kind, value) values (gen_random_uuid(), '${of}', '${by}', 'DEPARTEMENT', '15')`,
    (of) =>
      `insert into public.persons (id, family_id, followed_by, role, sex, age_band) values (gen_random_uuid(), '${of}', '${by}', 'CHILD', 'MALE', 'AGE_0_TO_5')`,
    (
      of,
    ) => `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
      values (gen_random_uuid(), '${adults[of]}', '${of}', '${by}', 'CARE', '${adults[of]}', 'SIGNED', 'apc', current_date, current_date + 300)`,
    (of) =>
      `insert into public.housing_proposals (id, partner_id, offer_id, family_id, followed_by, status) values (gen_random_uuid(), '${landlord.id}', '${home}', '${of}', '${by}', 'DRAFT')`,
    (
      of,
    ) => `insert into public.housing_proposal_leaseholders (id, proposal_id, partner_id, family_id, person_id, followed_by)
      values (gen_random_uuid(), '${proposals[of]}', '${landlord.id}', '${of}', '${adults[of]}', '${by}')`,
    (of) =>
      `insert into public.housing_proposal_files (proposal_id, partner_id, family_id, monthly_resources_cents, followed_by) values ('${proposals[of]}', '${landlord.id}', '${of}', 1, '${by}')`,
    (of) =>
      `insert into public.job_applications (id, partner_id, offer_id, person_id, family_id, followed_by, status) values (gen_random_uuid(), '${employer.id}', '${job}', '${adults[of]}', '${of}', '${by}', 'DRAFT')`,
    (of) =>
      `insert into public.care_referrals (id, person_id, family_id) values (gen_random_uuid(), '${adults[of]}', '${of}')`,
  ];
  const unnamed = (of: string) =>
    `insert into public.persons (id, family_id, followed_by, role, sex, age_band) values ('${of}', '${of}', '${by}', 'CHILD', 'MALE', 'AGE_0_TO_5')`;
  const identity = (of: string) =>
    `insert into public.person_identities (person_id, family_id, followed_by, given_name, family_name, birth_date) values ('${of}', '${of}', '${by}', 'x', 'y', '1990-01-01')`;
  return [
    [null, 'alter table public.housing_proposals disable trigger guard_transition', '0'],
    [null, 'alter table public.housing_offers disable trigger guard_transition', '0'],
    [null, 'alter table public.job_offers disable trigger guard_transition', '0'],
    [null, offer(landlord.id, `'${home}'`), one],
    [null, position(employer.id, `'${job}'`), one],
    [null, proposal(proposals[mine.id] ?? '', mine.id), one],
    [null, proposal(proposals[theirs.id] ?? '', theirs.id), one],
    [null, unnamed(mine.id), one],
    [null, unnamed(theirs.id), one],
    ...[...made, identity].flatMap((make) => inserts(coordinator, make, mine.id, theirs.id)),
  ];
}

function insertScenes(cast: Cast): Scene[] {
  const {
    landlord,
    otherLandlord,
    employer,
    otherEmployer,
    gateway,
    otherHealth,
    coordinator,
    otherCoordinator,
  } = cast;
  const { keylessLandlord, keylessEmployer } = cast;
  const acting: Speaker = { partner: coordinator, channel: 'PHONE' };
  const homes = ['b1', 'b2', 'b3', 'b4'].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
  const address = (home: number, of: Partner) =>
    `insert into public.housing_offer_addresses (offer_id, partner_id, region_code, address) values ('${homes[home]}', '${of.id}', '84', 'x')`;
  const unguarded: Step[] = ['housing_offers', 'job_offers'].map((table) => [
    null,
    `alter table public.${table} disable trigger guard_transition`,
    '0',
  ]);
  const remembering = [
    [landlord, otherLandlord],
    [employer, otherEmployer],
    [gateway, otherHealth],
    [coordinator, otherCoordinator],
  ] as const;
  return [
    {
      title: 'whoever acts remembers its own idempotency keys, in its own audience',
      steps: remembering.flatMap(([mine, theirs]) => [
        ...inserts(mine, remembered(mine.audience), mine.id, theirs.id),
        [mine, remembered(mine.audience === 'HEALTH' ? 'LANDLORD' : 'HEALTH')(mine.id), refused] as const,
      ]),
    },
    {
      title:
        'an offer is its own landlord’s or employer’s, or a keyless one’s whom a coordinator acts for, guard or no guard',
      steps: [
        [acting, offer(keylessLandlord.id), one],
        [acting, offer(landlord.id), 'UT001'],
        [coordinator, offer(keylessLandlord.id), 'UT001'],
        [acting, position(keylessEmployer.id), one],
        [acting, position(employer.id), 'UT001'],
        [coordinator, position(keylessEmployer.id), 'UT001'],
        ...unguarded,
        ...inserts(landlord, offer, landlord.id, otherLandlord.id),
        ...inserts(employer, position, employer.id, otherEmployer.id),
        ...inserts(coordinator, offer, keylessLandlord.id, landlord.id),
        ...inserts(coordinator, position, keylessEmployer.id, employer.id),
        ...([landlord, otherLandlord, keylessLandlord, landlord].map((of, index) => [
          null,
          offer(of.id, `'${homes[index]}'`),
          one,
        ]) as Step[]),
        [landlord, address(0, landlord), one],
        [landlord, address(1, otherLandlord), refused],
        [coordinator, address(2, keylessLandlord), one],
        [coordinator, address(3, landlord), refused],
      ],
    },
    {
      title: 'a coordinator registers families as its own, in its regions or in none',
      steps: [
        [coordinator, family(coordinator.id, '84'), one],
        [coordinator, family(coordinator.id, null), one],
        [coordinator, family(coordinator.id, '44'), refused],
        [coordinator, family(otherCoordinator.id, '84'), refused],
        [coordinator, family(otherCoordinator.id, null), refused],
      ],
    },
    {
      title: 'a coordinator writes below families that it follows, and below no other',
      steps: belowFamily(cast),
    },
  ];
}

/** Updates of constants name no column that they would have to read: the update's own policy alone decides. */
async function updateScenes(cast: Cast): Promise<Scene[]> {
  const { admin } = cast.world;
  const { LANDLORD: landlord, EMPLOYER: employer, HEALTH: health, COORDINATOR: regional } = cast.reader;
  const own = (partner: Partner) => `partner_id = '${partner.id}'`;
  const followedBy = ({ id }: Partner) =>
    `(region_code in (select region_code from partner_regions where partner_id = '${id}') or (region_code is null and followed_by = '${id}'))`;
  const followed = followedBy(cast.coordinator);
  const keyless = (audience: string) =>
    `partner_id in (select p.id from partners p join partner_regions r on r.partner_id = p.id join agreements a on a.partner_id = p.id
      where p.audience = '${audience}' and p.status = 'ACTIVE' and a.ended_at is null and a.starts_on <= current_date and coalesce(a.ends_on, current_date) >= current_date
        and r.region_code in (select region_code from partner_regions where partner_id = '${regional.id}')
        and not exists (select from api_keys k where k.partner_id = p.id and k.revoked_at is null and k.expires_at > now()))`;
  const blind = async (who: Partner, table: string, set: string, where: string): Promise<Step> => {
    const [row] = await admin.unsafe<{ n: string }[]>(
      `select count(*)::text as n from ${table} where ${where}`,
    );
    return [who, `update public.${table} set ${set}`, row?.n ?? ''];
  };
  const steps = await Promise.all([
    blind(landlord, 'housing_offers', 'furnished = true', own(landlord)),
    blind(landlord, 'housing_offer_addresses', "address = 'x'", own(landlord)),
    blind(landlord, 'housing_proposals', "note = 'x'", `${own(landlord)} and sent_at is not null`),
    blind(landlord, 'tenancies', 'notice_given_on = null', own(landlord)),
    blind(employer, 'job_offers', 'licence_required = true', own(employer)),
    blind(employer, 'job_applications', "note = 'x'", `${own(employer)} and presented_at is not null`),
    blind(employer, 'employments', 'hours_per_week = 20', own(employer)),
    blind(health, 'care_referrals', 'next_appointment_on = null', own(health)),
    blind(cast.coordinator, 'families', 'interpreter_needed = true', followed),
    blind(cast.coordinator, 'persons', 'departure_reason = null', followed),
    blind(cast.coordinator, 'person_identities', "nationality = 'SY'", followed),
    blind(cast.coordinator, 'consents', 'revoked_on = null', followed),
    blind(cast.coordinator, 'housing_proposals', "note = 'x'", followed),
    blind(cast.coordinator, 'housing_proposal_files', 'social_housing_number = null', followed),
    blind(cast.coordinator, 'tenancies', 'notice_given_on = null', followed),
    blind(cast.coordinator, 'job_applications', "note = 'x'", followed),
    blind(cast.coordinator, 'employments', 'hours_per_week = 20', followed),
    blind(regional, 'housing_offers', 'furnished = true', keyless('LANDLORD')),
    blind(regional, 'housing_offer_addresses', "address = 'x'", keyless('LANDLORD')),
    blind(regional, 'job_offers', 'licence_required = true', keyless('EMPLOYER')),
  ]);
  const foreign = cast.foreignFamily;
  return [
    ...steps.map((step) => ({ title: 'a blind update changes one’s own rows only', steps: [step] })),
    {
      title:
        'a coordinator moves no family to a region that is not its own, and a move reaches the rows below',
      steps: [
        [
          cast.coordinator,
          `update public.families set region_code = '44' where id = '${cast.family.id}'`,
          refused,
        ],
        [cast.coordinator, `update public.families set region_code = '84' where id = '${foreign.id}'`, '0'],
        [
          cast.coordinator,
          `update public.families set region_code = '84' where id = '${cast.unplacedFamily.id}'`,
          one,
        ],
        [
          null,
          `select string_agg(distinct region_code, ',') from public.persons where family_id = '${cast.unplacedFamily.id}'`,
          '84',
        ],
      ],
    },
  ];
}

export const writes = async (cast: Cast): Promise<Scene[]> => [
  ...insertScenes(cast),
  ...(await updateScenes(cast)),
];
