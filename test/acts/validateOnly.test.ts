import {
  buildSchema,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { isSealedType, type SealedType } from '../../src/access/idPrefixes.ts';
import { sdl } from '../../src/schema.ts';
import { idFor } from '../journeys/people.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { full } from '../volume.ts';
import { everything } from './everything.ts';
import { inventedInput } from './inventedInput.ts';

/*
 * Every mutation of every audience's schema, asked with validateOnly on rows of the demo, until one is found right or the attempts
 * are used up: right or refused, nothing at all is written.
 */

const attempts = full ? 120 : 48;
let served: Served;
beforeAll(async () => {
  served = await serve({ demo: true });
});
afterAll(() => served.close());

interface Row {
  id: string;
  version: number;
}

const tables: Partial<Record<SealedType, string>> = {
  Family: 'families',
  Person: 'persons',
  HousingOffer: 'housing_offers',
  HousingProposal: 'housing_proposals',
  Tenancy: 'tenancies',
  JobOffer: 'job_offers',
  JobApplication: 'job_applications',
  Employment: 'employments',
  CareReferral: 'care_referrals',
  Consent: 'consents',
  Disclosure: 'disclosures',
  RightsStep: 'rights_steps',
  ArrivalGroup: 'arrival_groups',
};

const columnsOf = async (table: string): Promise<Set<string>> =>
  new Set(
    (await served.admin`select column_name from information_schema.columns where table_name = ${table}`).map(
      (row) => String(row.column_name),
    ),
  );

/** Rows that this partner may meet, one of each state first. */
async function rowsFor(partner: Partner, type: SealedType): Promise<Row[]> {
  const table = tables[type];
  if (!table) return partnersWithoutKey(partner);
  const columns = await columnsOf(table);
  const state = columns.has('closed_at')
    ? 'closed_at is null'
    : (['status', 'journey', 'purpose'].find((name) => columns.has(name)) ?? 'id');
  // A coordinator acts for partners without a key.
  const first = columns.has('partner_id')
    ? 'exists (select from api_keys k where k.partner_id = mine.partner_id and k.revoked_at is null), id'
    : 'id';
  const version = columns.has('version') ? 'version' : '1';
  const theirs =
    partner.audience !== 'COORDINATOR' && columns.has('partner_id')
      ? `partner_id = '${partner.id}'`
      : columns.has('region_code')
        ? `region_code in (select region_code from partner_regions where partner_id = '${partner.id}')`
        : 'true';
  return served.admin.unsafe<Row[]>(`select id, version from (
    select id, ${version} as version, row_number() over (partition by ${state} order by ${first}) as nth
    from ${table} mine where ${theirs}) as ranked order by nth, id limit ${attempts}`);
}

const partnersWithoutKey = (partner: Partner) => served.admin<Row[]>`
  select p.id, 1 as version from partners p where p.audience in ('LANDLORD', 'EMPLOYER', 'HEALTH') and p.id <> ${partner.id}
  order by p.audience <> ${partner.audience}, exists (select from api_keys k where k.partner_id = p.id and k.revoked_at is null), p.id limit ${attempts}`;

/** The type that an id field names: by its own name, else by what the mutation answers with. */
function typeOf(name: string, mutation: string, answered: string): SealedType | null {
  if (/^(to|landlordId|employerId|partnerId)$/.test(name))
    return mutation === 'redirectReferral' || name !== 'to' ? 'Partner' : null;
  if (/person|leaseholder|member/i.test(name) && /Ids?$/.test(name)) return 'Person';
  if (name === 'familyId') return 'Family';
  if (name === 'offerId') return mutation === 'proposeHousing' ? 'HousingOffer' : 'JobOffer';
  if (name === 'arrivalGroupId') return 'ArrivalGroup';
  if (name !== 'id' && name !== 'ids') return null;
  const plain = answered === 'SentReferral' ? 'CareReferral' : answered;
  return isSealedType(plain) ? plain : null;
}

const answeredType = (payload: GraphQLObjectType): string =>
  Object.values(payload.getFields())
    .map(({ type }) => getNamedType(type))
    .find((type) => isObjectType(type) && type.name !== 'MutationError')?.name ?? '';

interface Tried {
  mutation: string;
  right: boolean;
  codes: Set<string>;
}

async function walk(
  partner: Partner,
  mutation: string,
  input: GraphQLInputObjectType,
  answered: string,
): Promise<Tried> {
  const tried: Tried = { mutation, right: false, codes: new Set() };
  const pools = new Map<SealedType, Row[]>();
  for (const name of Object.keys(input.getFields())) {
    const type = typeOf(name, mutation, answered);
    if (type && !pools.has(type)) pools.set(type, await rowsFor(partner, type));
  }
  for (let attempt = 0; attempt < attempts && !tried.right; attempt += 1) {
    const row = (type: SealedType) =>
      pools.get(type)?.[Math.floor(attempt / 2) % (pools.get(type)?.length || 1)];
    const given = inventedInput(input, attempt, (name) => {
      if (name === 'regionCode') return attempt % 4 === 3 ? undefined : '84';
      if (name === 'expectedVersion') return [...pools.keys()].map((type) => row(type)?.version)[0] ?? 1;
      const type = typeOf(name, mutation, answered);
      if (!type) return undefined;
      const found = row(type);
      const id = found ? idFor(served.world, partner, type, found.id) : 'none';
      return /[iI]ds$/.test(name) ? [id] : id;
    });
    const done = await partner.act(mutation, { ...given, validateOnly: true });
    tried.right = done.errors.length === 0;
    for (const { code } of done.errors) tried.codes.add(code);
  }
  return tried;
}

const acting = audiences.filter((audience) => buildSchema(sdl[audience]).getMutationType());

describe.each(acting.map((audience: Audience) => [audience] as const))('%s', (audience) => {
  test('asks every mutation with validateOnly, and nothing is written: no row, no version, no key, no event', async () => {
    const [partner] = await served.demo(audience);
    if (!partner) throw new Error(`no ${audience}`);
    const before = await everything(served.admin);
    const mutations = Object.values(buildSchema(sdl[audience]).getMutationType()?.getFields() ?? {});
    const tried: Tried[] = [];
    for (const { name, args, type } of mutations) {
      const input = getNamedType(args[0]?.type ?? type) as GraphQLInputObjectType;
      expect(Object.keys(input.getFields())).toContain('validateOnly');
      tried.push(await walk(partner, name, input, answeredType(getNamedType(type) as GraphQLObjectType)));
    }
    expect(await everything(served.admin)).toEqual(before);
    const refused = tried.filter(({ right }) => !right);
    process.stdout.write(
      `validateOnly, ${audience}: ${tried.length} mutations asked, ${tried.length - refused.length} found right, ${refused.length} refused each time${refused.map(({ mutation, codes }) => `\n  ${mutation}: ${[...codes].join(', ')}`).join('')}\n`,
    );
    expect(tried.length - refused.length).toBeGreaterThan(tried.length / 3);
  }, 240_000);
});
