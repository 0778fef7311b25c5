import type { TransactionSql } from 'postgres';
import type { Audience } from '../access/audiences.ts';
import { type Answer, columns } from './report.ts';

interface ListedPartner {
  id: string;
  audience: Audience;
  kind: string;
  name: string;
  siret: string | null;
  status: string;
  agreement: 'IN_FORCE' | 'NONE';
  /** By commas. */
  regions: string | null;
  careGatewayOf: string | null;
  liveKeys: number;
}

export async function listPartners(
  sql: TransactionSql,
  { audience }: { audience?: Audience },
): Promise<Answer> {
  const partners = await sql<ListedPartner[]>`
    select p.id, p.audience, p.kind, p.name, p.siret, p.status,
      case when exists (
        select from public.agreements a where a.partner_id = p.id and a.ended_at is null
          and a.starts_on <= access.today() and (a.ends_on is null or a.ends_on >= access.today())
      ) then 'IN_FORCE' else 'NONE' end as agreement,
      (select string_agg(r.region_code, ',' order by r.region_code) from public.partner_regions r where r.partner_id = p.id) as regions,
      (select string_agg(r.region_code, ',' order by r.region_code) from public.partner_regions r
        where r.partner_id = p.id and r.care_gateway) as "careGatewayOf",
      (select count(*)::int from public.api_keys k
        where k.partner_id = p.id and k.revoked_at is null and k.expires_at > now()) as "liveKeys"
    from public.partners p
    where ${audience ?? null}::text is null or p.audience = ${audience ?? null}
    order by p.audience, p.name, p.id`;
  return {
    json: partners.map(({ regions, careGatewayOf, ...partner }) => ({
      ...partner,
      regions: codes(regions),
      careGatewayOf: codes(careGatewayOf),
    })),
    text: columns(
      partners.map(({ careGatewayOf, liveKeys, ...partner }) => ({
        ...partner,
        keys: String(liveKeys),
        gateway: careGatewayOf,
      })),
    ),
  };
}

const codes = (text: string | null): string[] => text?.split(',') ?? [];
