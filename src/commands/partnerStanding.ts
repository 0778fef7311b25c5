import type { TransactionSql } from 'postgres';
import type { RegionCode } from '../reference/regions.ts';
import { Refusal } from './failures.ts';
import { findPartner } from './findPartner.ts';
import type { Answer } from './report.ts';

/** From that instant its keys read nothing; a running server says 401 once it looks them up again, within five seconds. */
export async function suspendPartner(
  sql: TransactionSql,
  { lift = false }: { lift?: boolean },
  [words = '']: readonly string[],
): Promise<Answer> {
  const { id, name } = await findPartner(sql, words);
  const status = lift ? 'ACTIVE' : 'SUSPENDED';
  await sql`update public.partners set status = ${status} where id = ${id} and status <> ${status}`;
  return { json: { id, name, status }, text: `${name} is ${lift ? 'active' : 'suspended'}.` };
}

/** The region's former gateway keeps the referrals that it holds. */
export async function makeCareGateway(
  sql: TransactionSql,
  { region }: { region: RegionCode },
  [words = '']: readonly string[],
): Promise<Answer> {
  const { id, name, audience, status } = await findPartner(sql, words);
  if (audience !== 'HEALTH')
    throw new Refusal(`${name} is of audience ${audience}: only a health partner can be a care gateway.`);
  if (status !== 'ACTIVE') throw new Refusal(`${name} is suspended: no referral would reach it.`);
  await sql`update public.partner_regions set care_gateway = false
    where region_code = ${region} and care_gateway and partner_id <> ${id}`;
  await sql`insert into public.partner_regions (partner_id, region_code, care_gateway) values (${id}, ${region}, true)
    on conflict (partner_id, region_code) do update set care_gateway = true`;
  return { json: { id, name, region }, text: `${name} is the care gateway of region ${region}.` };
}
