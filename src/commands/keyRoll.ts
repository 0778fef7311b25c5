import type { TransactionSql } from 'postgres';
import { Refusal } from './failures.ts';
import { findPartner } from './findPartner.ts';
import { keepNewKey } from './keyIssue.ts';
import type { Answer } from './report.ts';

export const keyWords = 'its id, or the first 8 characters of it as the logs show them';

interface FoundKey {
  id: string;
  partnerId: string;
  label: string;
  /** By spaces. */
  scopes: string;
}

export async function rollKey(
  sql: TransactionSql,
  { overlap, expires }: { overlap: number; expires?: string },
  [words = '']: readonly string[],
): Promise<Answer> {
  const old = await findLiveKey(sql, words);
  const partner = await findPartner(sql, old.partnerId);
  const answer = await keepNewKey(sql, { partner, label: old.label, scopes: old.scopes.split(' '), expires });
  const [ending] = await sql<{ at: Date }[]>`
    update public.api_keys set expires_at = least(expires_at, now() + make_interval(hours => ${overlap}))
    where id = ${old.id} returning expires_at as at`;
  return {
    ...answer,
    json: { ...(answer.json as object), replaces: old.id, replacedUntil: ending?.at },
    remark: `${answer.remark} The old one, ${old.id}, works until ${ending?.at.toISOString()}.`,
  };
}

export async function revokeKey(
  sql: TransactionSql,
  _options: object,
  [words = '']: readonly string[],
): Promise<Answer> {
  const { id } = await findLiveKey(sql, words);
  await sql`update public.api_keys set revoked_at = now() where id = ${id}`;
  return { json: { id, status: 'REVOKED' }, text: `Key ${id} is revoked.` };
}

async function findLiveKey(sql: TransactionSql, words: string): Promise<FoundKey> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?$/i.test(words);
  const found = isId ? await keysBeginning(sql, words.toLowerCase()) : [];
  const [key, ...others] = found;
  if (!key) throw new Refusal(`There is no live key ${words}: \`key list\` shows them.`);
  if (others.length > 0) throw new Refusal(`${found.length} keys begin with ${words}: write the whole id.`);
  return key;
}

async function keysBeginning(sql: TransactionSql, start: string): Promise<FoundKey[]> {
  return sql<FoundKey[]>`
    select id, partner_id as "partnerId", label, array_to_string(scopes, ' ') as scopes from public.api_keys
    where starts_with(id::text, ${start}) and revoked_at is null and expires_at > now() for update`;
}
