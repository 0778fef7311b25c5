// Written by hand, as slices.ts: which rows are a partner's and which are not.
import type { Audience } from '../../src/access/audiences.ts';
import type { SealedType } from '../../src/access/idPrefixes.ts';
import type { Sql } from '../../src/database/connections.ts';

const followed = `(select f.id from families f where f.region_code in (select r.region_code from partner_regions r where r.partner_id = $1) or (f.region_code is null and f.followed_by = $1))`;
const ownRegions = '(select r.region_code from partner_regions r where r.partner_id = $1)';
/** The region that asks, and the one that is asked while it may answer and once it has. */
const transferred = `t.from_region_code in ${ownRegions} or (t.to_region_code in ${ownRegions} and (t.status in ('ACCEPTED', 'REFUSED') or (t.status = 'REQUESTED' and t.expires_at > now())))`;
const ofFamily = `t.family_id in ${followed}`;

interface Whose {
  table: string;
  own: Readonly<Partial<Record<Audience, string>>>;
}

const byPartner = (table: string, audience: Audience, coordinator: string, more = 'true'): Whose => ({
  table,
  own: { [audience]: `t.partner_id = $1 and ${more}`, COORDINATOR: coordinator },
});

const owners: Readonly<Partial<Record<SealedType, Whose>>> = {
  ArrivalGroup: {
    table: 'arrival_groups',
    own: {
      COORDINATOR: `t.created_by = $1 or t.id in (select f.arrival_group_id from families f where f.id in ${followed})`,
    },
  },
  TransferRequest: { table: 'family_transfers', own: { COORDINATOR: transferred } },
  Family: { table: 'families', own: { COORDINATOR: `t.id in ${followed}` } },
  Person: { table: 'persons', own: { COORDINATOR: ofFamily } },
  RightsStep: { table: 'rights_steps', own: { COORDINATOR: ofFamily } },
  Consent: { table: 'consents', own: { COORDINATOR: ofFamily } },
  HousingOffer: byPartner('housing_offers', 'LANDLORD', 'true'),
  HousingProposal: byPartner('housing_proposals', 'LANDLORD', ofFamily, 't.sent_at is not null'),
  Tenancy: byPartner('tenancies', 'LANDLORD', ofFamily),
  JobOffer: byPartner('job_offers', 'EMPLOYER', 'true'),
  JobApplication: byPartner('job_applications', 'EMPLOYER', ofFamily, 't.presented_at is not null'),
  Employment: byPartner('employments', 'EMPLOYER', ofFamily),
  CareReferral: byPartner('care_referrals', 'HEALTH', `${ofFamily} and t.redirected_from is null`),
  Disclosure: {
    table: 'disclosures',
    own: {
      LANDLORD: 't.partner_id = $1',
      EMPLOYER: 't.partner_id = $1',
      HEALTH: 't.partner_id = $1',
      COORDINATOR: `${ofFamily} and t.purpose <> 'CARE'`,
    },
  },
  Partner: {
    table: 'partners',
    own: {
      LANDLORD: 't.id = $1',
      EMPLOYER: 't.id = $1',
      HEALTH: `t.audience = 'HEALTH'`,
      INTERNAL: 't.id = $1',
      COORDINATOR: `t.id = $1 or t.audience in ('LANDLORD', 'EMPLOYER')`,
    },
  },
};

/** Types of which the tests hold another's rows. */
export const ownedTypes = Object.keys(owners) as SealedType[];

/** The `version` of a row, as its reader would give it back; 1 where the type has none. */
export async function versionOf(admin: Sql, type: SealedType, id: string): Promise<number> {
  const [row] = await admin.unsafe<{ version: string | null }[]>(
    `select to_jsonb(t)->>'version' as version from ${owners[type]?.table} t where t.id = $1`,
    [id],
  );
  return Number(row?.version ?? 1);
}

/** Up to `limit` rows of a type that are the partner's, or that are not; `more` narrows them, over the row `t`. */
export async function rowsOfType(
  admin: Sql,
  { audience, id }: { audience: Audience; id: string },
  type: SealedType,
  whose: 'own' | 'other',
  { limit = 3, more = 'true' } = {},
): Promise<string[]> {
  const owner = owners[type];
  if (!owner) return [];
  const mine = owner.own[audience] ?? 'false';
  const rows = await admin.unsafe<{ id: string }[]>(
    `select t.id from ${owner.table} t where coalesce((${mine}), false) = ${whose === 'own'} and (${more}) and $1::uuid is not null
     order by md5(t.id::text) limit ${limit}`,
    [id],
  );
  return rows.map((row) => row.id);
}
