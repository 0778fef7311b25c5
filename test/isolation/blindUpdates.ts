// Written by hand: which rows each audience may change. Updates of constants name no column that they would have to read: the
// update's own policy alone decides.
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';
import { lapse, refused, type Scene, type Step } from './play.ts';

const one = '1';

/** Whose row, what it sets, which rows that must be, and whether that stands without an agreement. */
interface Update {
  who: Partner;
  table: string;
  set: string;
  where: string;
  withoutAgreement?: true;
}

function updates(cast: Cast): Update[] {
  const { LANDLORD: landlord, EMPLOYER: employer, HEALTH: health, COORDINATOR: regional } = cast.reader;
  const { coordinator } = cast;
  const own = (partner: Partner) => `partner_id = '${partner.id}'`;
  const regions = `(select region_code from partner_regions where partner_id = '${coordinator.id}')`;
  const followed = `(region_code in ${regions} or (region_code is null and followed_by = '${coordinator.id}'))`;
  const keyless = (audience: string) =>
    `partner_id in (select p.id from partners p join partner_regions r on r.partner_id = p.id join agreements a on a.partner_id = p.id
      where p.audience = '${audience}' and p.status = 'ACTIVE' and a.ended_at is null and a.starts_on <= current_date and coalesce(a.ends_on, current_date) >= current_date
        and r.region_code in (select region_code from partner_regions where partner_id = '${regional.id}')
        and not exists (select from api_keys k where k.partner_id = p.id and k.revoked_at is null and k.expires_at > now()))`;
  const asked = `expires_at > now() and status <> 'WITHDRAWN' and (from_region_code in ${regions} or to_region_code in ${regions})`;
  const ofLandlord = (table: string, set: string, more = 'true'): Update => ({
    who: landlord,
    table,
    set,
    where: `${own(landlord)} and ${more}`,
  });
  const ofEmployer = (table: string, set: string, more = 'true'): Update => ({
    who: employer,
    table,
    set,
    where: `${own(employer)} and ${more}`,
  });
  const ofCoordinator = (table: string, set: string, where = followed): Update => ({
    who: coordinator,
    table,
    set,
    where,
  });
  return [
    ofLandlord('housing_offers', 'furnished = true'),
    ofLandlord('housing_offer_addresses', "address = 'x'"),
    ofLandlord('housing_proposals', "note = 'x'", 'sent_at is not null'),
    ofLandlord('tenancies', 'notice_given_on = null'),
    ofEmployer('job_offers', 'licence_required = true'),
    ofEmployer('job_applications', "note = 'x'", 'presented_at is not null'),
    ofEmployer('employments', 'hours_per_week = 20'),
    { who: health, table: 'care_referrals', set: 'next_appointment_on = null', where: own(health) },
    ...[landlord, employer, health].map(
      (who): Update => ({
        who,
        table: 'disclosures',
        set: 'erasure_acknowledged_at = null',
        where: own(who),
        withoutAgreement: true,
      }),
    ),
    ofCoordinator('families', 'interpreter_needed = true'),
    ofCoordinator('persons', 'departure_reason = null'),
    ofCoordinator('person_identities', "nationality = 'SY'"),
    ofCoordinator('consents', 'revoked_on = null'),
    ofCoordinator('rights_steps', "blocker = 'x'"),
    ofCoordinator('housing_proposals', "note = 'x'"),
    ofCoordinator('housing_proposal_files', 'social_housing_number = null'),
    ofCoordinator('tenancies', 'notice_given_on = null'),
    ofCoordinator('job_applications', "note = 'x'"),
    ofCoordinator('employments', 'hours_per_week = 20'),
    ofCoordinator(
      'family_transfers',
      `accepted_by = '${coordinator.id}'`,
      `(${followed} or ${asked}) and (status <> 'ACCEPTED' or (to_region_code in ${regions} and accepted_by = '${coordinator.id}'))`,
    ),
    ofCoordinator(
      'arrival_groups',
      'wheelchairs = 0',
      `created_by = '${coordinator.id}' or id in (select arrival_group_id from families where ${followed})`,
    ),
    { who: regional, table: 'housing_offers', set: 'furnished = true', where: keyless('LANDLORD') },
    { who: regional, table: 'housing_offer_addresses', set: "address = 'x'", where: keyless('LANDLORD') },
    { who: regional, table: 'job_offers', set: 'licence_required = true', where: keyless('EMPLOYER') },
  ];
}

/** A coordinator may not write a row out of its own scope. */
function leavingScope(cast: Cast): Step[] {
  const { coordinator, otherCoordinator, family, foreignFamily, unplacedFamily } = cast;
  const move = (set: string, id: string) => `update public.families set ${set} where id = '${id}'`;
  return [
    [coordinator, move("region_code = '44'", family.id), refused],
    [coordinator, "update public.families set region_code = '44'", '42501'],
    [coordinator, move("region_code = '84'", foreignFamily.id), '0'],
    [coordinator, move("region_code = '84'", unplacedFamily.id), one],
    [
      null,
      `select string_agg(distinct region_code, ',') from public.persons where family_id = '${unplacedFamily.id}'`,
      '84',
    ],
    [
      coordinator,
      `insert into public.family_transfers (id, family_id, followed_by, to_region_code) values (gen_random_uuid(), '${family.id}', '${coordinator.id}', '44')`,
      one,
    ],
    [coordinator, accepts(cast, coordinator), refused],
    [otherCoordinator, accepts(cast, coordinator), refused],
    [otherCoordinator, accepts(cast, otherCoordinator), one],
  ];
}

const accepts = ({ family }: Cast, by: Partner) =>
  `update public.family_transfers set status = 'ACCEPTED', accepted_by = '${by.id}' where family_id = '${family.id}' and status = 'REQUESTED'`;

export async function blindUpdates(cast: Cast): Promise<Scene[]> {
  const { admin } = cast.world;
  const scenes = updates(cast).map(async ({ who, table, set, where, withoutAgreement }): Promise<Scene> => {
    const [row] = await admin.unsafe<{ n: string }[]>(
      `select count(*)::text as n from ${table} where ${where}`,
    );
    const update = `update public.${table} set ${set}`;
    return {
      title: `a blind update of ${table} changes the rows of ${who.audience} only, while its agreement is in force`,
      steps: [
        [who, update, row?.n ?? ''],
        [null, lapse(who), one],
        [who, update, withoutAgreement ? (row?.n ?? '') : '0'],
      ],
    };
  });
  return [
    ...(await Promise.all(scenes)),
    {
      title:
        'a coordinator moves no family to a region that is not its own, but by being asked, and a move reaches the rows below',
      steps: leavingScope(cast),
    },
  ];
}
