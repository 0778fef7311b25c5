import type { TransactionSql } from 'postgres';
import { findPartner } from './findPartner.ts';
import { type Answer, columns } from './report.ts';

interface ListedKey {
  id: string;
  partner: string;
  audience: string;
  label: string;
  lastFour: string;
  /** By spaces. */
  scopes: string;
  status: 'LIVE' | 'EXPIRED' | 'REVOKED';
  expiresAt: Date;
}

export async function listKeys(sql: TransactionSql, { partner }: { partner?: string }): Promise<Answer> {
  const partnerId = partner ? (await findPartner(sql, partner)).id : null;
  const keys = await sql<ListedKey[]>`
    select k.id, p.name as partner, k.audience, k.label, k.last_four as "lastFour", array_to_string(k.scopes, ' ') as scopes,
      case when k.revoked_at is not null then 'REVOKED' when k.expires_at <= now() then 'EXPIRED' else 'LIVE' end as status,
      k.expires_at as "expiresAt"
    from public.api_keys k join public.partners p on p.id = k.partner_id
    where ${partnerId}::uuid is null or k.partner_id = ${partnerId}::uuid
    order by k.audience, p.name, k.created_at, k.id`;
  return {
    json: keys.map((key) => ({ ...key, scopes: key.scopes.split(' ') })),
    text: columns(keys.map((key) => ({ ...key, expiresAt: key.expiresAt.toISOString().slice(0, 16) }))),
  };
}
