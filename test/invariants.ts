import type { Sql } from '../src/database/connections.ts';

interface Truth {
  /** What holds. */
  sentence: string;
  /** Each row of the answer is a fault. Written by hand from the domain, not from the code that keeps it. */
  faults: string;
}

/** Every row of the machines' tables: machine, id, state. */
const states = `
  select 'housingOffer' as machine, id, status as state from housing_offers
  union all select 'housingProposal', id, status from housing_proposals
  union all select 'tenancy', id, status from tenancies
  union all select 'jobOffer', id, status from job_offers
  union all select 'jobApplication', id, status from job_applications
  union all select 'careReferral', id, status from care_referrals
  union all select 'family', id, journey from families`;

const truths: readonly Truth[] = [
  {
    sentence: '1. no home holds two tenancies whose periods overlap',
    faults: `select a.id from tenancies a join tenancies b on a.offer_id = b.offer_id and a.id < b.id
      where a.status <> 'CANCELLED' and b.status <> 'CANCELLED'
        and a.starts_on <= coalesce(b.ends_on, 'infinity') and b.starts_on <= coalesce(a.ends_on, 'infinity')`,
  },
  {
    sentence: '2. no family holds two tenancies at once',
    faults: `select a.id from tenancies a join tenancies b on a.family_id = b.family_id and a.id < b.id
      where a.status in ('ACTIVE', 'NOTICE') and b.status in ('ACTIVE', 'NOTICE') and not a.declared_move and not b.declared_move`,
  },
  {
    sentence: '3. one live proposal from FAMILY_ACCEPTED on per home, and per family',
    faults: `select a.id from housing_proposals a join housing_proposals b on a.id < b.id and (a.offer_id = b.offer_id or a.family_id = b.family_id)
      where a.status in ('FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')
        and b.status in ('FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')`,
  },
  {
    sentence: '4. a home that is before its landlord fits the family',
    faults: `select p.id from housing_proposals p join housing_offers o on o.id = p.offer_id join families f on f.id = p.family_id
      where p.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') and f.size not between o.min_occupants and o.max_occupants`,
  },
  {
    sentence: '5. a family is never split: who signs is of the family that is proposed',
    faults: `select l.id from housing_proposal_leaseholders l join housing_proposals p on p.id = l.proposal_id
      join persons s on s.id = l.person_id where s.family_id <> p.family_id`,
  },
  {
    sentence: '6. positions filled are the hires that began, and no more than the positions',
    faults: `select o.id from job_offers o left join job_applications a on a.offer_id = o.id and a.status = 'HIRED'
      left join employments e on e.application_id = a.id
      group by o.id having o.positions_filled > o.positions
        or o.positions_filled <> count(a.id) filter (where e.end_reason is distinct from 'DID_NOT_START')`,
  },
  {
    sentence: '6. an application that was there at a hire of 24 hours or more is not live any more',
    faults: `select other.id from job_applications hired
      join journal_entries j on j.row_id = hired.id and j.to_state = 'HIRED'
      join job_offers o on o.id = hired.offer_id
      join job_applications other on other.person_id = hired.person_id and other.created_at < j.at
      where hired.status = 'HIRED' and hired.hire_hours_per_week >= 24 and o.contract <> 'PMSMP'
        and other.status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED')`,
  },
  {
    sentence: '6. nobody works more than 48 hours a week',
    faults: `select person_id from employments
      where starts_on <= access.today() and coalesce(ends_on, 'infinity') >= access.today() and end_reason is distinct from 'DID_NOT_START'
      group by person_id having sum(hours_per_week) > 48`,
  },
  {
    sentence: '7. nobody under 16 has a work profile or an application',
    faults: `select p.id from persons p where p.age_band in ('AGE_0_TO_5', 'AGE_6_TO_15')
      and (p.occupations is not null or exists (select from job_applications a where a.person_id = p.id))`,
  },
  {
    sentence: '8. nothing of a protected family is open',
    faults: `select d.id from disclosures d join families f on f.id = d.family_id
      where f.protected and d.closed_at is null and d.expires_at > now()`,
  },
  {
    sentence: '13. what is open rests on a consent that was not revoked',
    faults: `select d.id from disclosures d join consents c on c.id = d.consent_id where d.closed_at is null and c.revoked_on is not null`,
  },
  {
    sentence: '13. what is open rests on a consent that has not lapsed',
    faults: `select d.id from disclosures d join consents c on c.id = d.consent_id
      where d.closed_at is null and d.expires_at > now() and c.expires_on < access.today()`,
  },
  {
    sentence: 'nobody who has left is whom a health partner calls for another',
    faults: `select d.id from disclosures d join persons p on p.id = d.contact_person_id
      where d.closed_at is null and d.person_id <> p.id and p.departed_on is not null`,
  },
  {
    sentence: '13. what needs a consent names one',
    faults: `select id from disclosures where closed_at is null and consent_id is null
      and (purpose in ('EMPLOYMENT', 'CARE') or (purpose = 'HOUSING' and level = 'IDENTITY'))`,
  },
  {
    sentence: '14. nothing is open to a partner without an agreement in force',
    faults: `select d.id from disclosures d where d.closed_at is null and d.expires_at > now()
      and not exists (select from agreements a where a.partner_id = d.partner_id and a.ended_at is null
        and a.starts_on <= access.today() and coalesce(a.ends_on, 'infinity') >= access.today())`,
  },
  {
    sentence: 'what is open belongs to an act that lives',
    faults: `select d.id from disclosures d
      left join housing_proposals p on p.id = d.proposal_id left join tenancies t on t.id = d.tenancy_id
      left join job_applications a on a.id = d.application_id left join care_referrals r on r.id = d.referral_id
      where d.closed_at is null and not coalesce(case
        when d.proposal_id is not null and d.level = 'CARD' then p.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')
        when d.proposal_id is not null then p.status = 'LANDLORD_ACCEPTED'
        when d.tenancy_id is not null then t.status <> 'CANCELLED'
        when d.application_id is not null and d.level = 'CARD' then a.status in ('PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED')
        when d.application_id is not null then a.status in ('DISCLOSED', 'ACCEPTED')
        when d.referral_id is not null then r.status not in ('DECLINED', 'REDIRECTED', 'REVOKED', 'ENTERED_IN_ERROR')
        else d.employment_id is not null end, false)`,
  },
  {
    sentence: 'a landlord or employer who has to answer reads a card',
    faults: `select p.id from housing_proposals p where p.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')
        and not exists (select from disclosures d where d.proposal_id = p.id and d.level = 'CARD' and d.closed_at is null)
      union all
      select a.id from job_applications a where a.status in ('PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED')
        and not exists (select from disclosures d where d.application_id = a.id and d.level = 'CARD' and d.closed_at is null)`,
  },
  {
    sentence: 'a home is RESERVED while its landlord has a proposal to answer, and then only',
    faults: `select o.id from housing_offers o where (o.status = 'RESERVED') <> exists (
      select from housing_proposals p where p.offer_id = o.id and p.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'))`,
  },
  {
    sentence: 'a home is LET while a tenancy holds it, and then only',
    faults: `select o.id from housing_offers o where (o.status = 'LET') <> exists (
      select from tenancies t where t.offer_id = o.id and t.status in ('PLANNED', 'ACTIVE', 'NOTICE'))`,
  },
  {
    sentence: 'a lease signed is a tenancy, and a hire an employment',
    faults: `select p.id from housing_proposals p
        where (p.status = 'LEASE_SIGNED') <> exists (select from tenancies t where t.proposal_id = p.id)
      union all
      select a.id from job_applications a
        where (a.status = 'HIRED') <> exists (select from employments e where e.application_id = a.id)`,
  },
  {
    sentence: 'the journal of every row leads from its creation to the state that it has',
    faults: `select s.machine, s.id from (${states}) as s
      where exists (select from journal_entries j where j.row_id = s.id and j.machine = s.machine and j.from_state is null)
        and exists (
          select from (
            select to_state as state, 1 as step from journal_entries j where j.row_id = s.id and j.machine = s.machine
            union all select from_state, -1 from journal_entries j where j.row_id = s.id and j.machine = s.machine and j.from_state is not null
            union all select s.state, -1) as steps
          group by state having sum(step) <> 0)`,
  },
  {
    sentence: 'every row that was made by an act has a journal',
    faults: `select s.machine, s.id from (${states}) as s where not exists (select from journal_entries j where j.row_id = s.id and j.machine = s.machine)
      and not exists (select from families f where f.id = s.id and f.reference like 'UTE-2016-%')`,
  },
  {
    sentence: 'every line of the journal has its event, and every event its line',
    faults: `select machine, row_id, to_state, sum(one) from (
        select machine, row_id, to_state, 1 as one from journal_entries
        union all select machine, row_id, to_state, -1 from events) as lines
      group by machine, row_id, to_state having sum(one) <> 0`,
  },
  {
    sentence: 'the last event of every row tells the state that it has',
    faults: `select s.machine, s.id from (${states}) as s
      join lateral (select e.to_state from events e where e.row_id = s.id and e.machine = s.machine order by e.transaction desc, e.position desc limit 1) as last on true
      where last.to_state <> s.state`,
  },
];

/** The truths that do not hold, each with its first rows; looks with an administrator's eyes. */
export async function brokenTruths(admin: Sql): Promise<string[]> {
  const looked = await admin.unsafe<{ sentence: string; row: string }[]>(
    truths
      .map(
        ({ sentence, faults }) =>
          `select '${sentence}' as sentence, row_to_json(fault)::text as row from (${faults}) as fault`,
      )
      .join('\nunion all\n'),
  );
  return looked.slice(0, 20).map(({ sentence, row }) => `${sentence}: ${row}`);
}
