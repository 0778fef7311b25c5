// Written by hand and never derived from src/access: which rows of each table an audience meets, for the administrator to look up.
import type { Audience } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Partner } from '../partner.ts';
import { lapse, type Scene } from './play.ts';

/** Whether the asking partner's agreement is in force: without it a partner keeps its own sheet and its receipts. */
type Standing = 'IN_FORCE' | 'LAPSED';

const own = 'partner_id = $me';
const open = (column: string, more = 'true') =>
  `(select d.${column} from disclosures d where d.partner_id = $me and d.closed_at is null and d.expires_at > now() and ${more})`;
const regions = '(select r.region_code from partner_regions r where r.partner_id = $me)';
const followed = `(region_code in ${regions} or (region_code is null and followed_by = $me))`;
const followedFamilies = `(select f.id from families f where f.region_code in ${regions} or (f.region_code is null and f.followed_by = $me))`;
const inForce = `(select a.partner_id from agreements a join partners p on p.id = a.partner_id
  where a.ended_at is null and a.starts_on <= current_date and coalesce(a.ends_on, current_date) >= current_date and p.status = 'ACTIVE')`;
const partnersInForce = `select id from partners where id in ${inForce}`;
const healthInForce = `(${partnersInForce} and audience = 'HEALTH')`;
const suppliersInForce = `(${partnersInForce} and audience in ('LANDLORD', 'EMPLOYER'))`;

/** What stays readable without an agreement. */
const sheet = {
  partners: 'id = $me',
  partner_sites: own,
  partner_contacts: own,
  partner_regions: own,
  agreements: own,
};
/** And what an acknowledged erasure needs, whose idempotency key is remembered. */
const receipts = { disclosures: own };
const acknowledged = { idempotency_keys: own };
const reference = { regions: 'true', communes: 'true', rome_codes: 'true' };

type Meets = Readonly<Record<string, string>>;

const whileInForce: Readonly<Record<Audience, Meets>> = {
  LANDLORD: {
    housing_offers: own,
    housing_offer_addresses: own,
    housing_proposals: `${own} and sent_at is not null`,
    housing_proposal_files: `${own} and proposal_id in ${open('proposal_id', "d.level = 'IDENTITY'")}`,
    tenancies: own,
    families: `id in ${open('family_id', "d.level = 'CARD'")}`,
    person_identities: `person_id in ${open('person_id', "d.level = 'IDENTITY'")}`,
  },
  EMPLOYER: {
    job_offers: own,
    job_applications: `${own} and presented_at is not null`,
    employments: own,
    employment_retentions: own,
    persons: `id in ${open('person_id', "d.purpose = 'EMPLOYMENT'")}`,
    person_identities: `person_id in ${open('person_id', "d.level = 'IDENTITY'")}`,
  },
  HEALTH: {
    care_referrals: own,
    families: `id in ${open('family_id')}`,
    persons: `id in ${open('person_id')}`,
    person_identities: `person_id in ${open('person_id')} or person_id in ${open('contact_person_id')}`,
    partners: `id = $me or id in ${healthInForce}`,
    partner_contacts: `${own} or (purpose in ('CARE', 'GENERAL') and partner_id in ${healthInForce})`,
  },
  INTERNAL: { countings: 'true', figures: 'true' },
  COORDINATOR: {
    families: followed,
    family_preferences: followed,
    persons: followed,
    person_identities: followed,
    consents: followed,
    family_transfers: `${followed} or (expires_at > now() and status <> 'WITHDRAWN' and (from_region_code in ${regions} or to_region_code in ${regions}))`,
    arrival_groups: `created_by = $me or id in (select f.arrival_group_id from families f where f.id in ${followedFamilies})`,
    housing_offers: 'true',
    housing_offer_addresses: `region_code in ${regions} or offer_id in (select p.offer_id from housing_proposals p where p.family_id in ${followedFamilies})`,
    housing_proposals: followed,
    housing_proposal_leaseholders: followed,
    housing_proposal_files: followed,
    tenancies: followed,
    job_offers: 'true',
    job_applications: followed,
    employments: followed,
    employment_retentions: followed,
    care_referrals: `${followed} and redirected_from is null`,
    care_statuses: followed,
    care_receipts: followed,
    rights_steps: followed,
    countings: 'true',
    figures: `region_code in ${regions}`,
    partners: `id = $me or id in ${suppliersInForce}`,
    partner_sites: `${own} or partner_id in ${suppliersInForce}`,
    partner_contacts: `${own} or partner_id in ${suppliersInForce}`,
    partner_regions: `${own} or partner_id in ${suppliersInForce}`,
    agreements: `${own} or audience in ('LANDLORD', 'EMPLOYER')`,
    disclosures: `${followed} and purpose <> 'CARE'`,
  },
};

const keys: Readonly<Record<string, string>> = {
  housing_offer_addresses: 'offer_id',
  housing_proposal_files: 'proposal_id',
  person_identities: 'person_id',
  care_statuses: 'person_id',
  partner_regions: 'partner_id, region_code',
  idempotency_keys: 'partner_id, key_hash',
  regions: 'code',
  communes: 'code',
  rome_codes: 'code',
};

const digest = (table: string) =>
  `select count(*) || ' ' || coalesce(md5(string_agg(met::text, ',' order by met)), 'none') from (select (${keys[table] ?? 'id'})::text as met from public.${table}`;

function meets(audience: Audience, standing: Standing): Meets {
  const base = {
    ...reference,
    ...sheet,
    ...(audience === 'INTERNAL' ? {} : acknowledged),
    ...(['INTERNAL', 'COORDINATOR'].includes(audience) ? {} : receipts),
  };
  const rows = { ...base, ...whileInForce[audience] };
  if (standing === 'IN_FORCE') return rows;
  const kept: Meets = base;
  return Object.fromEntries(Object.keys(rows).map((table) => [table, kept[table] ?? 'false']));
}

/** One scene per table and standing: what the administrator finds that this partner must meet of it. */
export async function rowsMet(admin: Sql, partner: Partner): Promise<Scene[]> {
  const scenes: Scene[] = [];
  for (const standing of ['IN_FORCE', 'LAPSED'] as const) {
    for (const [table, rows] of Object.entries(meets(partner.audience, standing))) {
      const where = rows.replaceAll('$me', `'${partner.id}'::uuid`);
      const [found] = await admin.unsafe<{ expected: string }[]>(
        `select (${digest(table)} where ${where}) as met) as expected`,
      );
      scenes.push({
        title: `${partner.audience} meets its rows of ${table}, ${standing}`,
        steps: [
          ...(standing === 'LAPSED' ? [[null, lapse(partner), '1'] as const] : []),
          [partner, `${digest(table)}) as met`, found?.expected ?? ''],
        ],
      });
    }
  }
  return scenes;
}
