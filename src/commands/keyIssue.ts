import type { TransactionSql } from 'postgres';
import type { Audience } from '../access/audiences.ts';
import { createKey } from '../access/keys.ts';
import { isScopeOf, type Scope, scopes as scopesOf } from '../access/scopes.ts';
import { Refusal, UsageError } from './failures.ts';
import { type FoundPartner, findPartner } from './findPartner.ts';
import type { Answer } from './report.ts';

interface NewKey {
  partner: string;
  label: string;
  scope?: string[];
  /** yyyy-mm-dd, the last day. */
  expires?: string;
}

export async function issueKey(
  sql: TransactionSql,
  { partner: words, label, scope, expires }: NewKey,
): Promise<Answer> {
  const partner = await findPartner(sql, words);
  const scopes = scope ? requireScopes(partner.audience, scope) : [...scopesOf[partner.audience]];
  return keepNewKey(sql, { partner, label, scopes, expires });
}

function requireScopes(audience: Audience, wanted: readonly string[]): Scope[] {
  const good = wanted.filter((scope): scope is Scope => isScopeOf(audience, scope));
  if (good.length === wanted.length) return [...new Set(good)];
  throw new UsageError(`The scopes of a key of audience ${audience} are ${scopesOf[audience].join(', ')}.`);
}

interface Kept {
  partner: FoundPartner;
  label: string;
  scopes: readonly string[];
  expires: string | undefined;
}

/** The database keeps the key's hash; the key itself is in the answer alone. */
export async function keepNewKey(
  sql: TransactionSql,
  { partner, label, scopes, expires }: Kept,
): Promise<Answer> {
  if (partner.status !== 'ACTIVE') throw new Refusal(`${partner.name} is suspended: lift that first.`);
  const expiresAt = await expiry(sql, expires);
  const { key, keyId, hash, shown } = createKey(partner.audience);
  await sql`insert into public.api_keys (id, partner_id, audience, label, key_hash, last_four, scopes, expires_at)
    values (${keyId}, ${partner.id}, ${partner.audience}, ${label}, ${hash}, ${shown}, ${[...scopes]}, ${expiresAt})`;
  return {
    json: { key, id: keyId, partner: partner.name, audience: partner.audience, label, scopes, expiresAt },
    text: key,
    remark: `Key ${keyId} of ${partner.name} (${scopes.join(' ')}), until ${expiresAt.toISOString()}. It is shown this once.`,
  };
}

/** The end of that day in Paris, and never more than 12 months from now. */
async function expiry(sql: TransactionSql, lastDay: string | undefined): Promise<Date> {
  const [row] = await sql<{ at: Date; passed: boolean; tooFar: boolean }[]>`
    with given as (select coalesce(${lastDay ?? null}::date, (access.today() + interval '12 months')::date) as day)
    select least((day + 1)::timestamp at time zone 'Europe/Paris', now() + interval '12 months') as at,
      day < access.today() as passed, day > access.today() + interval '12 months' as "tooFar"
    from given`;
  if (!row || row.passed) throw new UsageError('--expires is in the past.');
  if (row.tooFar) throw new UsageError('--expires is more than 12 months from now.');
  return row.at;
}
