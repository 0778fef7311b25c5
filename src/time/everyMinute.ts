import { at, isFree, parisDayAt, type TimedStatement } from './statement.ts';

/** An offer that nobody confirmed. */
const expiredOffers = (table: string, from: string) => `
  with due as materialized (
    select id from public.${table} where status = '${from}' and valid_until <= ${at} order by valid_until limit $2::int
  ), free as materialized (select id from due where ${isFree('offer', 'id')})
  update public.${table} o set status = 'EXPIRED' from free
  where o.id = free.id and o.status = '${from}' and o.valid_until <= ${at}`;

const liveProposal = "('PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')";
const presentedApplication = "('PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED')";

/** In this order: what an act's end closes is closed with it, before what merely ran out. */
export const everyMinute: readonly TimedStatement[] = [
  {
    name: 'time: housing offers unconfirmed',
    what: 'A home PUBLISHED and not confirmed for 30 days is EXPIRED.',
    sql: expiredOffers('housing_offers', 'PUBLISHED'),
  },
  {
    name: 'time: job offers unconfirmed',
    what: 'A position OPEN and not confirmed for 30 days is EXPIRED.',
    sql: expiredOffers('job_offers', 'OPEN'),
  },
  {
    name: 'time: proposals unanswered',
    what: 'A proposal whose landlord did not answer by the deadline is EXPIRED: what was open closes, the home is published again.',
    sql: `
  with due as materialized (
    select id, family_id, offer_id from public.housing_proposals
    where status in ${liveProposal} and expires_at <= ${at} order by expires_at limit $2::int
  ), free as materialized (
    select id from due where ${isFree('family', 'family_id')} and ${isFree('offer', 'offer_id')}
  )
  update public.housing_proposals p set status = 'EXPIRED' from free
  where p.id = free.id and p.status in ${liveProposal} and p.expires_at <= ${at}`,
  },
  {
    name: 'time: applications without a hire',
    what: 'An application without a hire 60 days after it was presented is EXPIRED: what was open closes.',
    sql: `
  with due as materialized (
    select id, family_id, person_id, offer_id from public.job_applications
    where status in ${presentedApplication} and expires_at <= ${at} order by expires_at limit $2::int
  ), free as materialized (
    select id from due
    where ${isFree('family', 'family_id')} and ${isFree('person', 'person_id')} and ${isFree('offer', 'offer_id')}
  )
  update public.job_applications a set status = 'EXPIRED' from free
  where a.id = free.id and a.status in ${presentedApplication} and a.expires_at <= ${at}`,
  },
  {
    name: 'time: transfers unanswered',
    what: 'A family that another region was asked to take over stays where it is: after 15 days without an answer the request is EXPIRED.',
    sql: `
  with due as materialized (
    select id from public.family_transfers where status = 'REQUESTED' and expires_at <= ${at}
    order by expires_at limit $2::int for update skip locked
  )
  update public.family_transfers t set status = 'EXPIRED' from due
  where t.id = due.id and t.status = 'REQUESTED' and t.expires_at <= ${at}`,
  },
  {
    name: 'time: tenancies begin',
    what: 'A tenancy PLANNED is ACTIVE from its first day, in Paris.',
    sql: `
  with due as materialized (
    select id, family_id, offer_id from public.tenancies
    where status = 'PLANNED' and starts_on <= ${parisDayAt} order by starts_on limit $2::int
  ), free as materialized (
    select id from due where ${isFree('family', 'family_id')} and ${isFree('offer', 'offer_id')}
  )
  update public.tenancies t set status = 'ACTIVE' from free
  where t.id = free.id and t.status = 'PLANNED' and t.starts_on <= ${parisDayAt}`,
  },
  {
    name: 'time: disclosures run out',
    what: 'A disclosure that ran out is closed as of that instant. Nobody has read through it since: the row policy has seen to that.',
    sql: `
  with due as materialized (
    select id from public.disclosures where closed_at is null and expires_at <= ${at}
    order by expires_at limit $2::int for update skip locked
  )
  update public.disclosures d set closed_at = d.expires_at, close_reason = 'EXPIRED' from due
  where d.id = due.id and d.closed_at is null and d.expires_at <= ${at}`,
  },
  {
    name: 'time: keys of acts forgotten',
    what: 'The key of an act is forgotten 72 hours after it, never earlier by the database’s own clock.',
    sql: `
  with due as materialized (
    select partner_id, mutation, key_hash from public.idempotency_keys
    where created_at <= least(${at}, now()) - interval '72 hours' order by created_at limit $2::int
  )
  delete from public.idempotency_keys k using due
  where (k.partner_id, k.mutation, k.key_hash) = (due.partner_id, due.mutation, due.key_hash)`,
  },
];
