import { randomUUID } from 'node:crypto';
import { idPrefixes, type SealedType } from '../../src/access/idPrefixes.ts';
import { sealFor } from '../../src/access/seal.ts';
import type { Partner } from '../partner.ts';
import type { Served } from '../served.ts';
import { ownedTypes, rowsOfType } from './whose.ts';

/** Everything that comes back and that is not the request's own name or time. */
export interface Heard {
  status: number;
  headers: string;
  body: string;
}

const ofTheRequest = new Set(['x-request-id', 'date', 'keep-alive', 'connection']);

export async function hear(partner: Partner, document: string, variables: object): Promise<Heard> {
  const { status, headers, text } = await partner.ask(document, variables);
  const kept = [...headers].filter(([name]) => !ofTheRequest.has(name)).map((header) => header.join(': '));
  return {
    status,
    headers: kept.join('\n'),
    body: text.replaceAll(headers.get('x-request-id') ?? '\0', '(request id)'),
  };
}

/** An id, and what it is; none of them is a row of the caller's. */
export interface Stranger {
  what: string;
  id: string;
}

/** Rows of every type that the demo holds, deleted once their ids are known. */
export async function deletedRow(served: Served, partner: Partner, type: SealedType): Promise<string | null> {
  const [row] = await rowsOfType(served.admin, partner, type, 'own', {
    limit: 1,
    more: deletable[type] ?? 'false',
  });
  if (!row) return null;
  await served.admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(`delete from ${tableOf[type]} where id = $1`, [row]);
  });
  return row;
}

const tableOf: Partial<Record<SealedType, string>> = {
  HousingOffer: 'housing_offers',
  JobOffer: 'job_offers',
  Consent: 'consents',
  CareReferral: 'care_referrals',
  HousingProposal: 'housing_proposals',
  JobApplication: 'job_applications',
};
/** Rows that nothing else names. */
const deletable: Partial<Record<SealedType, string>> = {
  HousingOffer:
    'not exists (select from housing_proposals p where p.offer_id = t.id) and not exists (select from tenancies n where n.offer_id = t.id)',
  JobOffer:
    'not exists (select from job_applications p where p.offer_id = t.id) and not exists (select from employments n where n.offer_id = t.id)',
  Consent: 't.revoked_on is not null',
  CareReferral: `t.status = 'CONCLUDED'`,
  HousingProposal: `t.status = 'WITHDRAWN'`,
  JobApplication: `t.status = 'WITHDRAWN'`,
};

/** For a place that takes an id of `type`: another's row by either's name for it, missing, deleted, of another type, nonsense. */
export async function strangersOf(
  served: Served,
  caller: Partner,
  neighbour: Partner,
  type: SealedType,
  deleted: string | null,
): Promise<Stranger[]> {
  const seal = sealFor(served.world.secret, caller.id);
  const theirs = sealFor(served.world.secret, neighbour.id);
  const [other] = await rowsOfType(served.admin, caller, type, 'other', { limit: 1 });
  const [neighbours] = await rowsOfType(served.admin, neighbour, type, 'own', { limit: 1 });
  const otherType = ownedTypes.find((one) => one !== type) as SealedType;
  const [ofOtherType] = await rowsOfType(served.admin, caller, otherType, 'own', { limit: 1 });
  return [
    { what: 'random', id: seal.id(type, randomUUID()) },
    ...(other ? [{ what: 'another’s row, sealed as the caller’s', id: seal.id(type, other) }] : []),
    ...(neighbours ? [{ what: 'a row as its own partner reads it', id: theirs.id(type, neighbours) }] : []),
    ...(deleted ? [{ what: 'deleted', id: seal.id(type, deleted) }] : []),
    { what: 'another type', id: seal.id(otherType, ofOtherType ?? randomUUID()) },
    {
      what: 'another type’s row under this type’s prefix',
      id: `${idPrefixes[type]}${seal.id(otherType, ofOtherType ?? randomUUID()).slice(3)}`,
    },
    { what: 'a bare uuid', id: other ?? randomUUID() },
    { what: 'nonsense', id: `${idPrefixes[type]}_' or 1=1` },
    { what: 'nothing', id: '' },
  ];
}
