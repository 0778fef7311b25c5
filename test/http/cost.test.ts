import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { Pricer } from '../../src/http/cost.ts';

const schema = buildSchema(`
  interface MutationError { code: String! }
  type Place implements Named { name: String! }
  interface Named { name: String! }
  type Home implements Named { name: String! place: Place rooms: [Place!]! tenants(first: Int): TenantConnection! }
  type Tenant { name: String! home: Home }
  type TenantConnection { edges: [TenantEdge!]! pageInfo: PageInfo! }
  type TenantEdge { node: Tenant! cursor: String! }
  type HomeConnection { edges: [HomeEdge!]! pageInfo: PageInfo! totalCount: Count! }
  type HomeEdge { node: Home! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
  type Count { value: Int! }
  type PlacementProgressFigures { rows: [Place!]! }
  type RightsStep { blockedBy: [String!]! }
  type RightsBlocker { place: Place }
  type Query {
    regions: [Place!]! step: RightsStep rightsBlockers(first: Int): [RightsBlocker!]! one: Int home: Home named: Named homes(first: Int): HomeConnection! placementProgress(asOf: [String!]): [PlacementProgressFigures!]!
  }
  type HomePayload { home: Home errors: [MutationError!]! }
  input KeepInput { ids: [ID!] names: [String!] }
  type Mutation { keep(input: KeepInput): HomePayload! }
`);

function pricer(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return new Pricer(schema, document, operation as OperationDefinitionNode, variables);
}
const priced = (text: string, variables?: Record<string, unknown>) => pricer(text, variables).estimate();

describe('an operation costs', () => {
  test.each<[string, string, number, number]>([
    ['nothing for scalars', '{ one __typename }', 0, 0],
    ['one for an object, and for each below it', '{ home { name place { name } } }', 2, 2],
    ['a hundred times as much for a list that nobody measured', '{ home { rooms { name } } }', 101, 101],
    ['what is known of a list without pages', '{ regions { name } }', 6, 6],
    [
      'its rows for a list that takes a number',
      '{ rightsBlockers(first: 7) { place { name } } }',
      25 + 14,
      14,
    ],
    ['what is read for a field and not shown', '{ step { blockedBy } }', 1 + 5, 1],
    ['one and its rows for a connection', '{ homes(first: 30) { edges { node { name } } } }', 1 + 30, 30],
    ['20 rows where `first` is not said', '{ homes { edges { node { name } } } }', 1 + 20, 20],
    [
      'its rows also where none is asked for',
      '{ homes(first: 30) { pageInfo { hasNextPage } } }',
      1 + 30,
      30,
    ],
    ['its rows also where only places are', '{ homes(first: 30) { edges { cursor } } }', 1 + 30, 30],
    [
      'one more for a count',
      '{ homes(first: 30) { edges { node { name } } totalCount { value } } }',
      1 + 30 + 1,
      31,
    ],
    [
      'page times page below one another',
      '{ homes(first: 30) { edges { node { tenants(first: 10) { edges { node { name } } } } } } }',
      1 + 30 * (1 + 1 + 10),
      30 * (1 + 10),
    ],
    [
      'rows twice where they are asked for twice',
      '{ homes(first: 9) { edges { node { name } } more: edges { node { name } } } }',
      1 + 18,
      18,
    ],
    ['25 for an aggregate, whatever of it', '{ placementProgress { rows { name } } }', 25, 1],
    [
      '25 for each day that an aggregate is asked for',
      '{ placementProgress(asOf: ["2026-10-01", "2026-11-01"]) { rows { name } } }',
      50,
      2,
    ],
    ['ten for a mutation, its payload and errors included', 'mutation { keep { errors { code } } }', 10, 0],
    [
      'one for each element of a list that it is given',
      'mutation { keep(input: { ids: ["a", "b", "c"], names: ["d"] }) { errors { code } } }',
      14,
      0,
    ],
    [
      'what is read after it on top',
      'mutation { a: keep { home { place { name } } } b: keep { errors { code } } }',
      22,
      2,
    ],
  ])('%s', (_what, text, points, nodes) => {
    expect(priced(text)).toEqual({ points, nodes });
  });
});

describe('what execution merges is counted once, what it does not is not', () => {
  const fragment = 'fragment f on Query { homes(first: 50) { edges { node { name } } } }';
  test.each<[string, string, number]>([
    [
      'the same field by a fragment',
      `{ ...f homes(first: 50) { edges { node { place { name } } } } } ${fragment}`,
      1 + 50 * 2,
    ],
    ['a fragment spread again', `{ ...f ...f ... on Query { ...f } } ${fragment}`, 51],
    [
      'the same field under two names',
      `{ ...f other: homes(first: 50) { edges { node { name } } } } ${fragment}`,
      102,
    ],
    [
      'fragments on an interface and on its types',
      '{ named { ... on Home { place { name } } ... on Place { name } name } }',
      2,
    ],
  ])('%s', (_what, text, points) => {
    expect(priced(text).points).toBe(points);
  });
});

describe('variables decide', () => {
  const text = 'query ($n: Int) { homes(first: $n) { edges { node { name } } } }';
  test.each([
    [{ n: 5 }, 6],
    [{ n: 5_000 }, 5_001],
    [{ n: -5 }, 1],
    [{ n: 0 }, 1],
    [{ n: null }, 21],
    [{}, 21],
  ])('the page size: %j', (variables, points) => {
    expect(priced(text, variables).points).toBe(points);
  });
  test('what is skipped and what is not', () => {
    const skipped =
      'query ($yes: Boolean!) { a: home @skip(if: $yes) { name } b: home @include(if: $yes) { name } }';
    expect(priced(skipped, { yes: true }).points).toBe(1);
    expect(priced(skipped, { yes: false }).points).toBe(1);
    expect(priced('{ home @skip(if: true) { name } ... @include(if: false) { home { name } } }').points).toBe(
      0,
    );
  });
});

describe('afterwards', () => {
  test.each<[string, string, object, number]>([
    [
      'rows that were there',
      '{ homes(first: 30) { edges { node { place { name } } } } }',
      { homes: { edges: [{ node: { place: {} } }, { node: { place: null } }] } },
      1 + 2 * 2,
    ],
    ['what was read and not shown', '{ step { blockedBy } }', { step: { blockedBy: ['a', 'b'] } }, 1 + 5],
    ['elements of a list', '{ home { rooms { name } } }', { home: { rooms: [{}, {}] } }, 3],
    ['what was looked for in vain', '{ home { place { name } } }', { home: null }, 1],
    ['an empty page', '{ homes(first: 30) { edges { node { name } } } }', { homes: { edges: [] } }, 1],
    [
      'a page of which only the end was asked',
      '{ homes(first: 30) { pageInfo { hasNextPage } } }',
      { homes: { pageInfo: {} } },
      31,
    ],
    ['an act, done or not', 'mutation { keep { home { name } } }', { keep: { home: null } }, 11],
    [
      'under the names that were given',
      '{ mine: home { there: place { name } } }',
      { mine: { there: {} } },
      2,
    ],
    ['the type that it was', '{ named { ... on Home { place { name } } } }', { named: {} }, 1],
  ])('%s: what was read', (_what, text, data, points) => {
    expect(pricer(text).measure(data as Record<string, unknown>).points).toBe(points);
  });
});
