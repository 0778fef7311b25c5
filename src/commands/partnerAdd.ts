import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Audience } from '../access/audiences.ts';
import { audienceOfKind, type PartnerKind } from '../partners/partners.rules.ts';
import type { RegionCode } from '../reference/regions.ts';
import { type Contact, requirePurposesOf } from './contacts.ts';
import { Refusal, UsageError } from './failures.ts';
import type { Answer } from './report.ts';

interface NewPartner {
  name: string;
  kind: PartnerKind;
  siret?: string;
  finess?: string;
  region?: RegionCode[];
  contact?: Contact[];
}

export async function addPartner(sql: TransactionSql, given: NewPartner): Promise<Answer> {
  const { name, kind, siret = null, finess = null, contact: contacts = [] } = given;
  const audience = audienceOfKind[kind];
  const regions = [...new Set(given.region)];
  requireCoherence(given, audience);
  requirePurposesOf(audience, contacts);
  await refuseSecond(sql, siret, audience);
  const id = randomUUID();
  await sql`insert into public.partners (id, name, kind, audience, siret, finess)
    values (${id}, ${name}, ${kind}, ${audience}, ${siret}, ${finess})`;
  for (const region of regions)
    await sql`insert into public.partner_regions (partner_id, region_code) values (${id}, ${region})`;
  for (const { purpose, name: called, phone, email } of contacts)
    await sql`insert into public.partner_contacts (id, partner_id, purpose, name, phone, email)
      values (${randomUUID()}, ${id}, ${purpose}, ${called}, ${phone}, ${email})`;
  return {
    json: { id, name, kind, audience, siret, finess, regions },
    text: id,
    remark: `${name} is a partner of audience ${audience}. Next: agreement sign, key issue.`,
  };
}

function requireCoherence({ kind, siret, finess, region = [] }: NewPartner, audience: Audience): void {
  if (!siret && kind !== 'PRIVATE_LANDLORD')
    throw new UsageError('Give its --siret: only a PRIVATE_LANDLORD may be a private person without one.');
  if (finess && audience !== 'HEALTH') throw new UsageError('Only a health partner has a --finess.');
  if (region.length === 0 && audience !== 'INTERNAL')
    throw new UsageError('Give at least one --region: where it works, or what a coordinator follows.');
}

async function refuseSecond(sql: TransactionSql, siret: string | null, audience: Audience): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('a new partner'))`;
  const [same] = await sql<{ id: string }[]>`
    select id from public.partners where siret = ${siret} and audience = ${audience}`;
  if (same)
    throw new Refusal(`There is a partner of audience ${audience} with this SIRET already: ${same.id}.`);
}
