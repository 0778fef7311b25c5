// Written by hand: what the demo's rows lack, so that there are some on both sides of every condition of a row policy.
import { randomUUID } from 'node:crypto';
import type { Sql } from '../../src/database/connections.ts';
import type { Cast } from './cast.ts';

/** Rows on both sides of every condition: expired but not closed, closed but not expired, not sent, of a partner that has left. */
export async function arrangeEdges({
  world: { admin },
  reader,
  coordinator,
  otherHealth,
}: Cast): Promise<void> {
  for (const { id } of [reader.LANDLORD, reader.EMPLOYER, reader.HEALTH])
    for (const edge of [
      "expires_at = now() - interval '1 day'",
      "closed_at = now(), close_reason = 'ACT_ENDED'",
    ])
      await admin.unsafe(
        `update disclosures set ${edge} where id in (
           select distinct on (purpose, level) id from disclosures
           where partner_id = $1 and closed_at is null and expires_at > now() order by purpose, level, family_id, person_id)`,
        [id],
      );
  await discloseMore(admin, reader.LANDLORD.id, 'LANDLORD', 'proposal_id', [
    ['CARD', 'HOUSING'],
    ['IDENTITY', 'HOUSING'],
    ['IDENTITY', 'TENANCY'],
  ]);
  await discloseMore(admin, reader.EMPLOYER.id, 'EMPLOYER', 'application_id', [
    ['CARD', 'EMPLOYMENT'],
    ['IDENTITY', 'EMPLOYMENT'],
    ['IDENTITY', 'CONTRACT'],
  ]);
  await discloseMore(admin, reader.HEALTH.id, 'HEALTH', 'referral_id', [['IDENTITY', 'CARE']]);
  for (const { id, audience, keyId } of [...Object.values(reader), coordinator]) {
    if (audience === 'INTERNAL') continue;
    await admin`insert into idempotency_keys (partner_id, audience, mutation, key_hash, input_hash, result_id)
      values (${id}, ${audience}, 'test', ${Buffer.from(keyId ?? '')}, ${Buffer.from('x')}, ${randomUUID()})`;
  }
  await admin`insert into care_receipts (id, person_id, family_id, followed_by, month)
    select gen_random_uuid(), r.person_id, r.family_id, r.followed_by, '2016-01-01' from (select distinct person_id, family_id, followed_by from care_referrals) r`;
  for (const { id } of [reader.COORDINATOR, coordinator]) {
    await scatter(admin, id);
    await requestTransfers(admin, id);
    await admin.begin(async (sql) => {
      await sql`set local role demo_loader`;
      await sql`insert into arrival_groups (id, created_by, flight_number, airport, planned_at) values (${randomUUID()}, ${id}, 'RJ117', 'AMM', now())`;
    });
  }
  await admin`insert into partner_regions (partner_id, region_code) values (${reader.INTERNAL.id}, '84') on conflict do nothing`;
  await admin`insert into partner_contacts (id, partner_id, purpose, name)
    select gen_random_uuid(), ${otherHealth.id}, purpose, 'x' from unnest(array['CARE', 'GENERAL', 'TECHNICAL']) as purpose`;
}

const regionsOf = (partner: string) =>
  `(select region_code from partner_regions where partner_id = '${partner}')`;

/**
 * Two families with rows in many tables: one leaves its region and becomes a coordinator's own, the other goes to a region that is not
 * that coordinator's, though it stays named as the one that follows it.
 */
async function scatter(admin: Sql, follower: string): Promise<void> {
  const rich = await admin.unsafe<{ id: string }[]>(
    `select f.id from families f where f.id in (select family_id from employment_retentions)
       and f.journey <> 'IDENTIFIED' and f.region_code in (select region_code from partner_regions r where r.partner_id = f.followed_by)
    order by (f.id in (select family_id from care_referrals))::int + (f.id in (select family_id from tenancies))::int
      + (f.id in (select family_id from job_applications))::int desc, f.followed_by = '${follower}', f.id limit 2`,
  );
  const elsewhere = `(select min(code) from regions where code not in ${regionsOf(follower)})`;
  for (const { id } of rich) {
    await admin`insert into care_receipts (id, person_id, family_id, followed_by, month)
      select gen_random_uuid(), p.id, p.family_id, p.followed_by, '2015-01-01' from persons p where p.family_id = ${id}`;
    await admin`insert into family_preferences (id, family_id, followed_by, kind, value)
      select gen_random_uuid(), id, followed_by, 'COMMUNE', '15014' from families where id = ${id} on conflict do nothing`;
  }
  await admin`alter table families disable trigger guard_transition`;
  for (const [place, { id }] of rich.entries())
    await admin.unsafe(
      `update families set region_code = ${place === 0 ? 'null' : elsewhere}, journey = ${place === 0 ? "'IDENTIFIED'" : 'journey'}, followed_by = '${follower}' where id = '${id}'`,
    );
  await admin`alter table families enable trigger guard_transition`;
}

/** Every state of a request, before and after its term, between every two regions, of families on both sides of a coordinator's scope. */
async function requestTransfers(admin: Sql, coordinator: string): Promise<void> {
  const mine = `(select min(region_code) from partner_regions where partner_id = '${coordinator}')`;
  const others = `(select array_agg(code order by code) from regions where code not in ${regionsOf(coordinator)})`;
  await admin.unsafe(`alter table family_transfers disable trigger user;
    insert into family_transfers (id, family_id, region_code, followed_by, from_region_code, to_region_code, status, accepted_by, expires_at, reference, origin, size, adults,
      children_0_to_5, children_6_to_17, accessibility_need, languages, interpreter_needed)
    select gen_random_uuid(), f.id, cases.region, case when cases.own then '${coordinator}'::uuid else p.stranger end, cases.source, cases.target, cases.status,
      case when cases.status = 'ACCEPTED' then case when cases.by_me then '${coordinator}'::uuid else p.stranger end end, now() + cases.term, f.reference, f.origin, 0, 0, 0, 0, 'NONE', '{}', false
    from (select array_agg(id order by id) as ids from families where reference not like 'UTE-2016-%') as known
      cross join (select id as stranger from partners where audience = 'COORDINATOR' and id <> '${coordinator}' order by id limit 1) as p
      cross join (
        select row_number() over () as place, * from unnest(array['REQUESTED', 'WITHDRAWN', 'REFUSED', 'ACCEPTED', 'ACCEPTED'], array[true, true, true, true, false]) as s(status, by_me)
          cross join unnest(array[interval '9 days', interval '-9 days']) as t(term)
          cross join (values (${mine}, ${others}[1]), (${others}[1], ${mine}), (${others}[1], ${others}[2])) as w(source, target)
          cross join (values (${mine}, false), (null, true), (null, false), (${others}[3], true), (${others}[3], false)) as c(region, own)) as cases
      join families f on f.id = known.ids[1 + cases.place % cardinality(known.ids)]
    on conflict do nothing;
    alter table family_transfers enable trigger user`);
}

const actOf: Readonly<Record<string, string>> = {
  proposal_id: 'housing_proposals',
  application_id: 'job_applications',
  referral_id: 'care_referrals',
};

/** Of each level and purpose one that is open, one that has run out and one that is closed, each of a family of the demo that the partner meets by nothing else. */
async function discloseMore(
  admin: Sql,
  partner: string,
  audience: string,
  act: string,
  kinds: readonly (readonly [level: string, purpose: string])[],
): Promise<void> {
  const kind = kinds.map(([level, purpose]) => `('${level}', '${purpose}')`).join(', ');
  await admin.unsafe(
    `insert into disclosures (id, partner_id, audience, family_id, followed_by, person_id, contact_person_id, level, purpose, ${act}, reference, opened_at, expires_at, closed_at, close_reason)
     select gen_random_uuid(), '${partner}', '${audience}', f.family_id, f.followed_by, case when '${audience}' <> 'LANDLORD' or level = 'IDENTITY' then f.person_id end,
       case when purpose = 'CARE' then f.contact_id end, level, purpose, a.id, access.new_disclosure_reference(), now() - interval '9 days',
       now() + case state when 'EXPIRED' then interval '-1 day' else interval '1 day' end, case state when 'CLOSED' then now() end, case state when 'CLOSED' then 'ACT_ENDED' end
     from (select row_number() over () as place, * from (values ${kind}) as k(level, purpose) cross join unnest(array['OPEN', 'EXPIRED', 'CLOSED']) as s(state)) as wanted
     join (select row_number() over (order by f.id) as place, f.id as family_id, f.followed_by, min(p.id::text)::uuid as person_id, max(p.id::text)::uuid as contact_id
           from families f join persons p on p.family_id = f.id
           where f.reference not like 'UTE-2016-%' and not f.protected and not exists (select from disclosures d where d.partner_id = '${partner}' and d.family_id = f.id)
           group by f.id having count(*) > 1) as f using (place)
     join (select row_number() over (order by a.partner_id <> '${partner}', a.id) as place, a.id from ${actOf[act]} a
           where not exists (select from disclosures d where d.${act} = a.id and d.closed_at is null)) as a using (place)`,
  );
}
