import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { sealFor } from '../../src/access/seal.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { full } from '../volume.ts';
import { type Canaries, plantCanaries } from './canaries.ts';
import { RawIds } from './rawIds.ts';
import { Reader } from './reader.ts';
import {
  chainsOf,
  documentsOf,
  fieldsOf,
  filterFieldsOf,
  objectOf,
  rowOf,
  takesId,
  valuesOf,
} from './walk.ts';
import { ownedTypes, rowsOfType } from './whose.ts';

/** Levels of fields of a path, its leaf counted, `edges` and `node` not. */
const depth = full ? 5 : 4;
const totals = { paths: 0, arguments: 0, filters: 0, orders: 0, requests: 0 };

let served: Served;
let canaries: Canaries;
let rawIds: RawIds;
const readers: Partial<Record<Audience, Reader[]>> = {};

/** The two of the audience to whom most is open; a coordinator of every region has no stranger. */
async function twoOf(audience: Audience): Promise<Partner[]> {
  const known = await served.demo(audience);
  const partners = known.length > 1 ? known : [...known, await served.add(audience)];
  const counted = await served.admin<{ id: string }[]>`
    select p.id from partners p left join partner_regions r on r.partner_id = p.id where p.id in ${served.admin(partners.map(({ id }) => id))}
    group by p.id order by count(distinct r.region_code) > 2,
      (select count(*) from disclosures d where d.partner_id = p.id and d.closed_at is null) desc, p.id limit 2`;
  return counted.map(({ id }) => partners.find((partner) => partner.id === id) as Partner);
}

/** One family asked of the neighbour, and one of a third region: the demo has no transfer under way. */
async function askForTransfers(coordinators: Partner[]): Promise<void> {
  for (const [index, coordinator] of coordinators.entries()) {
    const { viewer, families } = await coordinator.read(
      '{ viewer { partner { regions { code } } } families(first: 100, filter: { journey: [ALLOCATED, ARRIVED, INSTALLED], protected: false }) { edges { node { id } } } }',
    );
    const own = viewer.partner.regions.map(({ code }: { code: string }) => code);
    const neighbour = await (coordinators[1 - index] as Partner).read(
      '{ viewer { partner { regions { code } } } regions { code } }',
    );
    const near: string = neighbour.viewer.partner.regions[0].code;
    const far = neighbour.regions.find(
      ({ code }: { code: string }) => code !== near && !own.includes(code),
    ).code;
    for (const [place, toRegionCode] of [near, far].entries())
      await coordinator.does(
        'requestTransfer',
        { familyId: families.edges[place].node.id, toRegionCode },
        'transferRequest { id }',
      );
  }
}

beforeAll(async () => {
  served = await serve({ demo: true });
  const chosen = new Map<Audience, Partner[]>();
  for (const audience of audiences) chosen.set(audience, await twoOf(audience));
  await askForTransfers(chosen.get('COORDINATOR') ?? []);
  canaries = await plantCanaries(served.admin);
  rawIds = await RawIds.of(served.admin);
  for (const [audience, partners] of chosen)
    readers[audience] = await Promise.all(
      partners.map((partner) => Reader.of(served, partner, canaries, rawIds)),
    );
});

afterAll(async () => {
  const { paths, arguments: ids, filters, orders, requests } = totals;
  process.stdout.write(
    `matrix: ${audiences.length} audiences, 2 partners each; ${paths} paths walked to depth ${depth}${full ? '' : ' (5 in full)'}, ${ids} arguments, ${filters} filter values, ${orders} orders: ${requests} requests; ${canaries?.size} canaries in ${canaries?.columns} columns, ${rawIds?.size} ids of the database\n`,
  );
  await served.close();
});

type RootField = GraphQLField<unknown, unknown>;

const rootsOf = ({ schema }: Reader): RootField[] => {
  const query = schema.getQueryType();
  return query ? fieldsOf(query) : [];
};
const argument = (field: RootField, name: string) => field.args.find((one) => one.name === name);
const isList = (field: RootField) => argument(field, 'first') !== undefined;

/** What every document must say to be an answer at all: searches, dimensions. */
function constants(field: RootField): string {
  if (argument(field, 'search')) return '(search: "aur")';
  if (argument(field, 'by')) return '(by: REGION)';
  return '';
}

async function idsOf(reader: Reader, whose: 'own' | 'other'): Promise<Map<string, string[]>> {
  const seal = sealFor(served.world.secret, reader.partner.id);
  const ids = new Map<string, string[]>();
  for (const type of ownedTypes) {
    const rows = await rowsOfType(served.admin, reader.partner, type, whose, {
      limit: whose === 'other' && full ? 3 : 1,
    });
    ids.set(
      type,
      rows.map((row) => seal.id(type, row)),
    );
  }
  return ids;
}

/** What a root field returns, `levels` of it, in one document or some. */
function nearby(reader: Reader, field: RootField, given: string, levels = 3): string[] {
  const chains = chainsOf(reader.schema, levels).filter(({ steps }) => steps[0]?.name === field.name);
  return documentsOf(chains, (step, level) => {
    if (level === 1) return given;
    return argument(step, 'first') ? '(first: 5)' : '';
  });
}

async function readPaths(reader: Reader): Promise<void> {
  const own = await idsOf(reader, 'own');
  const chains = chainsOf(reader.schema, depth);
  totals.paths += chains.reduce(
    (sum, { type }) => sum + fieldsOf(type).filter((field) => !objectOf(field)).length,
    0,
  );
  const documents = documentsOf(chains, (field, level) => {
    if (isList(field)) return level === 1 ? `(first: ${full ? 3 : 20})` : '(first: 2)';
    const id =
      level === 1 && argument(field, 'id') ? own.get(rowOf(objectOf(field) as never).name)?.[0] : undefined;
    return id ? `(id: "${id}")` : constants(field);
  });
  for (const document of documents) await reader.ask(document);
}

async function readOrders(reader: Reader): Promise<void> {
  for (const field of rootsOf(reader).filter(isList)) {
    for (const order of valuesOf(argument(field, 'orderBy')?.type as never)) {
      totals.orders += 1;
      let after: string | null = null;
      do {
        const [document = ''] = nearby(
          reader,
          field,
          `(first: 100, orderBy: ${order}${after ? `, after: "${after}"` : ''})`,
        );
        const answer = await reader.ask(document);
        const { pageInfo } = answer.data?.[field.name] ?? {};
        after = pageInfo?.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
    }
  }
}

/** Values for one field of a filter, as written in a document. */
async function filterValues(
  reader: Reader,
  name: string,
  typeName: string,
  values: string[],
): Promise<string[]> {
  if (values.length > 0) return values.map((value) => `[${value}]`);
  if (typeName === 'Boolean') return ['true', 'false'];
  if (typeName === 'Date') return ['"1990-01-01"', '"2100-01-01"'];
  if (typeName === 'DateTime') return ['"1990-01-01T00:00:00Z"', '"2100-01-01T00:00:00Z"'];
  if (typeName === 'ID') return [];
  if (name === 'reference') {
    const other = canaries.textOf(
      ({ table, column, row }) =>
        table === 'families' && column === 'reference' && !reader.allowed.get('families.reference')?.has(row),
    );
    return [`"${other}"`];
  }
  const column = {
    communeIn: 'commune_code',
    epciIn: 'epci_code',
    departementIn: 'departement_code',
    rome: 'rome',
  }[name];
  if (!column) throw new Error(`no value for the filter ${name}`);
  const table = name === 'rome' || reader.partner.audience === 'EMPLOYER' ? 'job_offers' : 'housing_offers';
  const rows = await served.admin.unsafe<{ code: string }[]>(
    `select distinct ${column} as code from ${table} where partner_id <> $1 and ${column} is not null order by 1 limit 40`,
    [reader.partner.id],
  );
  return [JSON.stringify(rows.map(({ code }) => code))];
}

async function readFilters(reader: Reader): Promise<void> {
  const own = [...(await idsOf(reader, 'own')).values()].flat();
  const others = [...(await idsOf(reader, 'other')).values()].flat();
  for (const field of rootsOf(reader).filter(isList)) {
    const filter = argument(field, 'filter');
    for (const one of filter ? filterFieldsOf(filter) : []) {
      const typeName = one.type.toString().replace(/[[\]!]/g, '');
      const values = await filterValues(reader, one.name, typeName, valuesOf(one.type));
      const ids = takesId(one.type) ? [...own, ...others].map((id) => JSON.stringify(id)) : [];
      for (const value of [...values, ...ids]) {
        totals.filters += 1;
        for (const document of nearby(reader, field, `(first: 50, filter: { ${one.name}: ${value} })`, 2))
          await reader.ask(document, {}, ['NOT_FOUND']);
      }
    }
  }
}

/** Every id and text by which a row is looked up, and every cursor: the neighbour's, and one's own name for a stranger's row. */
async function readArguments(reader: Reader, neighbour: Reader): Promise<void> {
  const own = await idsOf(reader, 'own');
  const neighbours = full ? [...(await idsOf(neighbour, 'own')).values()] : [];
  const others = [...(await idsOf(reader, 'other')).values(), ...neighbours].flat();
  const references = ['housing_offers', 'job_offers'].map((wanted) =>
    canaries.textOf(
      ({ table, column, row }) =>
        table === wanted &&
        column === 'external_reference' &&
        !reader.allowed.get(`${table}.${column}`)?.has(row),
    ),
  );
  for (const field of rootsOf(reader)) {
    const looked = field.args.flatMap(({ name, type }) => {
      const values = takesId(type)
        ? [...(own.get(rowOf(objectOf(field) as never).name) ?? []), ...others]
        : [];
      return [...values, ...(name === 'externalReference' ? references : [])].map(
        (value) => `(${name}: "${value}")`,
      );
    });
    const cursor = isList(field) ? await cursorOf(neighbour, field) : null;
    const levels = looked.length > 0 && !full ? 2 : 3;
    for (const given of [...looked, ...(cursor ? [`(after: "${cursor}")`] : [])]) {
      totals.arguments += 1;
      for (const document of nearby(reader, field, given, levels))
        await reader.ask(document, {}, ['NOT_FOUND', 'INVALID_CURSOR']);
    }
  }
}

async function cursorOf({ partner }: Reader, { name }: RootField): Promise<string | null> {
  const answer = await partner.ask(`{ ${name}(first: 1) { pageInfo { endCursor } } }`);
  return answer.data?.[name]?.pageInfo.endCursor ?? null;
}

describe.each(audiences)('%s: what another’s rows hold never comes back', (audience) => {
  const both = () => readers[audience] as [Reader, Reader];
  const clean = () => {
    for (const { failures, leaks } of both())
      expect({ failures, leaks }).toEqual({ failures: [], leaks: [] });
  };

  test.each([
    ['by any path', readPaths],
    ['by any order, to the last page', readOrders],
    ['by any filter', readFilters],
  ])('%s', async (_how, readAll) => {
    await Promise.all(both().map(readAll));
    clean();
  });
  test('by any id, reference or cursor', async () => {
    const [first, second] = both();
    await Promise.all([readArguments(first, second), readArguments(second, first)]);
    clean();
  });
  test('and what is its own does: every text that it is promised came back', () => {
    for (const reader of both()) totals.requests += reader.requests;
    const [first, second] = both();
    const neither = first.unseen().filter((name) => second.unseen().includes(name));
    expect(neither).toEqual([]);
    expect(first.seen.size).toBeGreaterThan(0);
    expect(second.seen.size).toBeGreaterThan(0);
  });
});

test('the walk would notice: one policy too many, and it says whose text came back', async () => {
  const [landlord] = readers.LANDLORD ?? [];
  await served.admin`create policy too_many on housing_offers for select to api_landlord using (true)`;
  const reader = await Reader.of(served, (landlord as Reader).partner, canaries, rawIds);
  await readOrders(reader);
  await served.admin`drop policy too_many on housing_offers`;
  expect(
    reader.leaks.filter((leak) => /^housing_offers\.(description|external_reference) of /.test(leak)),
  ).not.toEqual([]);
});

test('no canary is in what the server wrote down', () => {
  expect(served.logs.length).toBeGreaterThan(totals.requests);
  const written = served.logs.join('\n');
  expect(canaries.in(written)).toEqual([]);
  expect(rawIds.in(written)).toEqual([]);
});
