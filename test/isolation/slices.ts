// Written by hand from what each partner is promised, and never derived from the access table: the table may be wrong.
import type { Audience } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';

/** Texts of a table that a partner may read, in the rows `t` that the SQL names; $1 is the partner. */
interface Slice {
  table: string;
  key?: string;
  columns: readonly string[];
  rows: string;
}

const own = 't.partner_id = $1';
const itself: Slice = { table: 'partners', columns: ['name', 'siret'], rows: 't.id = $1' };
const contacts: Slice = { table: 'partner_contacts', columns: ['name', 'phone', 'email'], rows: own };
const sites: Slice = { table: 'partner_sites', columns: ['siret', 'name'], rows: own };
const receipts: Slice = { table: 'disclosures', columns: ['reference'], rows: own };

/** Of the disclosures that are open to the partner now. */
const opened = (column: string, more = 'true') =>
  `(select d.${column} from disclosures d where d.partner_id = $1 and d.closed_at is null and d.expires_at > now() and ${more})`;
const named = (rows: string): Slice => ({
  table: 'person_identities',
  key: 'person_id',
  columns: ['given_name', 'family_name', 'phone'],
  rows,
});

const ownRegions = '(select r.region_code from partner_regions r where r.partner_id = $1)';
const followedFamilies = `(select f.id from families f where f.region_code in ${ownRegions} or (f.region_code is null and f.followed_by = $1))`;
const ofFollowed = `t.family_id in ${followedFamilies}`;
const inForce = `(select a.partner_id from agreements a where a.ended_at is null and current_date between a.starts_on and coalesce(a.ends_on, 'infinity'))`;
const placing = `(select p.id from partners p where p.id = $1 or (p.audience in ('LANDLORD', 'EMPLOYER') and p.status = 'ACTIVE' and p.id in ${inForce}))`;
const caring = `(select p.id from partners p where p.audience = 'HEALTH' and p.status = 'ACTIVE' and p.id in ${inForce})`;

const slices: Readonly<Record<Audience, readonly Slice[]>> = {
  LANDLORD: [
    itself,
    contacts,
    sites,
    receipts,
    {
      table: 'housing_offers',
      columns: ['external_reference', 'description', 'rent_cents', 'charges_cents', 'deposit_cents'],
      rows: own,
    },
    { table: 'tenancies', columns: ['signed_on', 'rent_cents'], rows: own },
    { table: 'housing_offer_addresses', key: 'offer_id', columns: ['address'], rows: own },
    {
      table: 'housing_proposals',
      columns: ['visit_instructions', 'programme_contact', 'note', 'visit_at', 'commission_on'],
      rows: `${own} and t.sent_at is not null`,
    },
    {
      table: 'housing_proposal_files',
      key: 'proposal_id',
      columns: ['social_housing_number', 'monthly_resources_cents'],
      rows: `t.proposal_id in ${opened('proposal_id', "d.level = 'IDENTITY'")}`,
    },
    named(
      `t.person_id in ${opened('person_id', "d.level = 'IDENTITY' and d.purpose in ('HOUSING', 'TENANCY')")}`,
    ),
  ],
  EMPLOYER: [
    itself,
    contacts,
    sites,
    receipts,
    {
      table: 'job_offers',
      columns: ['external_reference', 'title', 'description', 'gross_hourly_cents'],
      rows: own,
    },
    {
      table: 'job_applications',
      columns: ['interview_place', 'interview_contact', 'programme_contact', 'note', 'interview_at'],
      rows: `${own} and t.presented_at is not null`,
    },
    {
      table: 'persons',
      columns: ['occupations', 'available_from'],
      rows: `t.id in ${opened('person_id', "d.purpose = 'EMPLOYMENT'")}`,
    },
    named(
      `t.person_id in ${opened('person_id', "d.level = 'IDENTITY' and d.purpose in ('EMPLOYMENT', 'CONTRACT')")}`,
    ),
  ],
  HEALTH: [
    { ...itself, columns: ['name', 'siret', 'finess'] },
    contacts,
    sites,
    receipts,
    { table: 'partners', columns: ['name'], rows: `t.id in ${caring}` },
    {
      table: 'partner_contacts',
      columns: ['name', 'phone', 'email'],
      rows: `t.partner_id in ${caring} and t.purpose in ('CARE', 'GENERAL')`,
    },
    {
      table: 'care_referrals',
      columns: ['interpreter_language', 'programme_contact', 'next_appointment_on'],
      rows: own,
    },
    { table: 'families', columns: ['languages'], rows: `t.id in ${opened('family_id')}` },
    named(`t.person_id in ${opened('person_id')} or t.person_id in ${opened('contact_person_id')}`),
    {
      table: 'person_identities',
      key: 'person_id',
      columns: ['birth_date'],
      rows: `t.person_id in ${opened('person_id')}`,
    },
  ],
  INTERNAL: [itself, contacts],
  COORDINATOR: [
    { table: 'partners', columns: ['name', 'siret'], rows: `t.id in ${placing}` },
    { ...sites, rows: `t.partner_id in ${placing}` },
    { table: 'partner_contacts', columns: ['name', 'phone', 'email'], rows: `t.partner_id in ${placing}` },
    { ...receipts, rows: `${ofFollowed} and t.purpose <> 'CARE'` },
    {
      table: 'families',
      columns: ['reference', 'languages', 'country_of_asylum', 'arrived_on'],
      rows: `t.id in ${followedFamilies}`,
    },
    {
      table: 'family_transfers',
      columns: ['reference', 'languages'],
      rows: `t.from_region_code in ${ownRegions} or (t.to_region_code in ${ownRegions} and (t.status in ('ACCEPTED', 'REFUSED') or (t.status = 'REQUESTED' and t.expires_at > now())))`,
    },
    { table: 'family_preferences', columns: ['value'], rows: ofFollowed },
    {
      table: 'arrival_groups',
      columns: ['flight_number', 'interpreter_languages'],
      rows: `t.created_by = $1 or t.id in (select f.arrival_group_id from families f where f.id in ${followedFamilies})`,
    },
    { table: 'persons', columns: ['occupations', 'available_from'], rows: ofFollowed },
    { ...named(ofFollowed), columns: ['given_name', 'family_name', 'phone', 'nationality', 'birth_date'] },
    { table: 'rights_steps', columns: ['blocker', 'submitted_on', 'granted_on'], rows: ofFollowed },
    { table: 'consents', columns: ['language', 'given_on'], rows: ofFollowed },
    { table: 'tenancies', columns: ['signed_on', 'rent_cents'], rows: ofFollowed },
    { table: 'care_statuses', key: 'person_id', columns: ['support_interpreter_language'], rows: ofFollowed },
    {
      table: 'housing_offers',
      columns: ['external_reference', 'description', 'rent_cents', 'charges_cents', 'deposit_cents'],
      rows: 'true',
    },
    {
      table: 'housing_offer_addresses',
      key: 'offer_id',
      columns: ['address'],
      rows: `t.offer_id in (select o.id from housing_offers o join communes c on c.code = o.commune_code where c.region_code in ${ownRegions})
        or t.offer_id in (select p.offer_id from housing_proposals p where p.family_id in ${followedFamilies})`,
    },
    {
      table: 'housing_proposals',
      columns: ['visit_instructions', 'programme_contact', 'note', 'visit_at', 'commission_on'],
      rows: ofFollowed,
    },
    {
      table: 'housing_proposal_files',
      key: 'proposal_id',
      columns: ['social_housing_number', 'monthly_resources_cents'],
      rows: ofFollowed,
    },
    {
      table: 'job_offers',
      columns: ['external_reference', 'title', 'description', 'gross_hourly_cents'],
      rows: 'true',
    },
    {
      table: 'job_applications',
      columns: ['interview_place', 'interview_contact', 'programme_contact', 'note', 'interview_at'],
      rows: ofFollowed,
    },
  ],
};

/** `table.column` → the keys of the rows in which this partner may read that text. */
export async function allowedRows(
  admin: Sql,
  audience: Audience,
  partnerId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const allowed = new Map<string, Set<string>>();
  for (const { table, key = 'id', columns, rows } of slices[audience]) {
    const found = await admin.unsafe<{ row: string }[]>(
      `select t.${key}::text as row from ${table} t where (${rows}) and $1::uuid is not null`,
      [partnerId],
    );
    for (const column of columns) {
      const name = `${table}.${column}`;
      const known = allowed.get(name) ?? new Set<string>();
      for (const { row } of found) known.add(row);
      allowed.set(name, known);
    }
  }
  return allowed;
}
