import type { TransactionSql } from 'postgres';
import type { Audience } from '../access/audiences.ts';
import type { PartnerKind } from '../partners/partners.rules.ts';
import { Refusal } from './failures.ts';

export interface FoundPartner {
  id: string;
  name: string;
  kind: PartnerKind;
  audience: Audience;
  status: 'ACTIVE' | 'SUSPENDED';
}

export const partnerWords = 'its id, SIRET or exact name';

/** The one partner with this id, SIRET or name; locked, so that what is decided about it holds. */
export async function findPartner(sql: TransactionSql, words: string): Promise<FoundPartner> {
  const found = await sql<FoundPartner[]>`
    select id, name, kind, audience, status from public.partners
    where id::text = ${words.toLowerCase()} or siret = ${words} or name = ${words} order by id for update`;
  const [partner, ...others] = found;
  if (!partner) throw new Refusal(`There is no partner with the id, SIRET or name ${words}.`);
  if (others.length > 0)
    throw new Refusal(
      `${found.length} partners are meant by ${words}, name one by its id: ${found.map(({ id, audience }) => `${id} (${audience})`).join(', ')}.`,
    );
  return partner;
}
