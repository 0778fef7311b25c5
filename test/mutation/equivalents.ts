import type { Sql } from '../../src/database/connections.ts';
import type { Mutant } from './mutants.ts';

/** Mutants that change nothing that anybody could meet: which, why, and what must hold of the database for it to be so. */
interface Rule {
  why: string;
  titles: readonly RegExp[];
  /** Checked on the live database: a boolean. */
  holds: string;
}

const condition = (table: string, policy: string, text: string) =>
  `(select coalesce(qual, with_check) ${text} from pg_policies where tablename = '${table}' and policyname = '${policy}')`;

const rules: readonly Rule[] = [
  {
    why: 'the card of a home names nobody, so that a person is named at IDENTITY alone',
    titles: [
      /^consent_closes_identity: and level = 'IDENTITY'/,
      /^consent_opens_identity: and d\.level = 'IDENTITY'/,
      /^leave_proposals: and level = 'IDENTITY'/,
      /^proposal_undone: and d\.level = 'IDENTITY'/,
    ],
    holds: `not exists (select from public.disclosures where purpose = 'HOUSING' and level = 'CARD' and person_id is not null)`,
  },
  {
    why: 'an id is of one row, and its journal of one machine, but for a lease, of which whoever moved last is asked',
    titles: [
      /^hire_undone_returns_others: and j\.machine =/,
      /^move_to_undo: and [jk]\.machine =/,
      /^proposal_undone: and j\.machine =/,
      /^take_back_proposal: and j\.machine =/,
      /^take_back_tenancy: and j\.machine = 'tenancy'/,
      /^landing_undone: and j\.machine =/,
      /^take_back_arrival: and j\.machine =/,
    ],
    holds: `not exists (select from public.journal_entries group by row_id
      having count(distinct machine) > 1 and not array_agg(distinct machine order by machine) = '{leaseholder,tenancy}')`,
  },
  {
    why: 'a partner is of one audience',
    titles: [/^move_to_undo: and last\.audience = mover/],
    holds: `not exists (select from public.journal_entries where partner_id is not null and audience <> 'SYSTEM' group by partner_id having count(distinct audience) > 1)`,
  },
  {
    why: 'where a machine lets coordinators take moves back, it lets them take back each move that anybody may',
    titles: [
      /^move_to_undo: and t\.(from_state = state|to_state = last\.from_state|undoes = last\.mutation) \(2\)/,
    ],
    holds: `not exists (select from access.transitions t where t.undoes is not null and t.audience <> 'COORDINATOR'
      and exists (select from access.transitions c where c.machine = t.machine and c.undoes is not null and c.audience = 'COORDINATOR')
      and not exists (select from access.transitions c where c.audience = 'COORDINATOR'
        and (c.machine, c.from_state, c.to_state, c.undoes) = (t.machine, t.from_state, t.to_state, t.undoes)))`,
  },
  {
    why: 'only what is open is looked at for having run out',
    titles: [/^close_run_out: and closed_at is null/],
    holds: `not exists (select from pg_proc where prosrc ~ 'close_run_out\\(d\\)' and prosrc !~ 'close_run_out\\(d\\)[^;]*d\\.closed_at is null')`,
  },
  {
    why: 'what is closed is not closed again for having run out',
    titles: [
      /^consent_renews: and d\.closed_at is null \(2\)/,
      /^(employment|tenancy)_discloses: and d\.closed_at is null/,
    ],
    holds: `(select prosrc ~ 'closed_at is null and expires_at <= now' from pg_proc where proname = 'close_run_out')`,
  },
  {
    why: 'nothing may be open of an application that has ended',
    titles: [/^consent_renews: and a\.status in/],
    holds: `(select prosrc ~ 'else array\\[\\]::text\\[\\] end loop' from pg_proc where proname = 'open_application')`,
  },
  {
    why: 'the act of an arrival group moves its families to ARRIVED alone',
    titles: [/^landing_undone: and j\.to_state = 'ARRIVED'/],
    holds: `not exists (select from public.journal_entries where machine = 'family' and mutation = 'advanceArrivalGroup' and to_state <> 'ARRIVED')`,
  },
  {
    why: 'a lease that was cancelled has nothing open',
    titles: [/^tenancy_discloses: and old\.status <> 'CANCELLED'/],
    holds: `not exists (select from public.disclosures d join public.tenancies t on t.id = d.tenancy_id where t.status = 'CANCELLED' and d.closed_at is null)`,
  },
  {
    why: 'a coordinator acts for landlords and employers alone, whatever line is asked about',
    titles: [/^guard_transition: and t\.audience in \('LANDLORD', 'EMPLOYER'\)/],
    holds: `(select prosrc ~ 'kind in \\(''LANDLORD'', ''EMPLOYER''\\)' from pg_proc where proname = 'may_act_for')`,
  },
  {
    why: 'whoever leaves has departed or is of another family by the time its proposals are looked at',
    titles: [/^leave_proposals: and s\.id <> leaving/],
    holds: `(select array_agg(proname::text order by proname) from pg_proc where prosrc ~ 'leave_proposals\\(') = '{departure_withdraws,split_moves_persons}'`,
  },
  {
    why: 'the row itself is HIRED or OBSOLETE by then, which is no live state',
    titles: [
      /^hire_makes_others_obsolete: and id <> new\.id/,
      /^hire_undone_returns_others: and other\.id <> a\.id/,
    ],
    holds: `(select pg_get_triggerdef(oid) ~ 'HIRED' from pg_trigger where tgname = 'makes_others_obsolete')`,
  },
  {
    why: 'a referral that is passed on is of the same person',
    titles: [/^coordinator_ends_referral: and next\.person_id = old\.person_id/],
    holds: `not exists (select from public.care_referrals n join public.care_referrals p on p.id = n.redirected_from where n.person_id <> p.person_id)`,
  },
  {
    why: 'no gateway serves families in no region: their referral is refused before its row policy is asked',
    titles: [
      /^care_referrals: api_coordinator_insert (asks for EMPLOYER|without an agreement)$/,
      /^care_referrals: api_coordinator_insert as .*\(region_code IS NULL\) AND true/,
      /^care_referrals: api_coordinator_insert as .* OR false\)$/,
    ],
    holds: `(select attnotnull from pg_attribute where attrelid = 'public.partner_regions'::regclass and attname = 'region_code')`,
  },
  {
    why: 'who consents or signs is a person whom the coordinator reads: another is refused before the row policy is asked',
    titles: [
      /^(consents|housing_proposal_leaseholders): api_coordinator_insert (as|without an agreement|for every row)/,
    ],
    holds: `(select count(*) = 2 from pg_trigger where tgname = 'same_family') and (select not prosecdef from pg_proc where proname = 'same_family')
      and ${condition('persons', 'api_coordinator_select', "like '%access.regions()%access.partner(''COORDINATOR''%'")}`,
  },
  {
    why: 'whom a coordinator acts for is asked of coordinators in force alone',
    titles: [
      /^(housing_offers|housing_offer_addresses|job_offers): api_coordinator_(insert|update) (as \(true AND access\.may_act_for|without an agreement)/,
    ],
    holds: `(select prosrc ~ 'access.partner\\(''COORDINATOR''\\) is not null' from pg_proc where proname = 'may_act_for')`,
  },
  {
    why: 'a family without a region is registered by its own coordinator, which the policy asks of already',
    titles: [/^families: api_coordinator_insert as .*\(region_code IS NULL\) AND true/],
    holds: condition('families', 'api_coordinator_insert', "like '((followed_by = %'"),
  },
  {
    why: 'an employer and a coordinator find the employments alone that they read, and a confirmation is of one of those, with its family and employer',
    titles: [
      /^employment_retentions: api_employer_insert as \(true AND \(EXISTS/,
      /^employment_retentions: api_employer_insert as .*\(e\.family_id = employment_retentions\.family_id\) AND true\)/,
      /^employment_retentions: api_(employer|coordinator)_insert without an agreement$/,
      /^employment_retentions: api_coordinator_insert as \(true AND \(EXISTS/,
      /^employment_retentions: api_coordinator_insert as .*(\(region_code IS NULL\) AND true|OR \(true AND \(followed_by)/,
    ],
    holds: `${condition('employments', 'api_employer_select', "like '%access.partner(''EMPLOYER''%'")} and ${condition('employments', 'api_coordinator_select', "like '%access.regions()%access.partner(''COORDINATOR''%'")}`,
  },
  {
    why: 'a coordinator finds the agreements of others alone while it is in force, and a partner is known by an agreement that it finds',
    titles: [
      /^partners: api_coordinator_select without an agreement$/,
      /^partners: api_coordinator_select as .*\(status = 'ACTIVE'::text\) AND true AND \(id IN/,
    ],
    holds: `${condition('agreements', 'api_coordinator_select', "ilike '((partner_id = ( SELECT access.holder(''COORDINATOR''%OR (%AND (( SELECT access.partner(''COORDINATOR''%IS NOT NULL)))'")}
      and ${condition('partners', 'api_coordinator_select', "ilike '%AND (id IN ( SELECT a.partner_id%FROM agreements a%'")}`,
  },
  {
    why: 'a landlord finds its own disclosures alone, and the row is its own too',
    titles: [
      /^housing_proposal_files: api_landlord_select as .*housing_proposal_files\.proposal_id\) AND true AND \(d\./,
    ],
    holds: condition('disclosures', 'api_landlord_select', "like '%access.holder(''LANDLORD''%'"),
  },
];

/** Why a mutant is equivalent; nothing where it is not, or where what that rests on no longer holds. */
export async function equivalence(mutant: Mutant, sql: Pick<Sql, 'unsafe'>): Promise<string | undefined> {
  for (const { why, titles, holds } of rules) {
    if (!titles.some((title) => title.test(mutant.title))) continue;
    const [row] = await sql.unsafe<{ holds: boolean }[]>(`select (${holds}) as holds`);
    if (row?.holds === true) return why;
  }
  return undefined;
}
