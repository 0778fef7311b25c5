import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildSchema, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { Sql } from 'postgres';
import type { Audience } from '../../src/access/audiences.ts';
import type { OperationContext } from '../../src/context.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { createServer } from '../../src/server.ts';

type Resolver = GraphQLFieldResolver<unknown, OperationContext, Record<string, never>>;
type Resolvers = Record<string, Resolver>;

const landlordSdl = `
  enum Status { OPEN CLOSED }
  input Filter { status: Status, rentCents: Int, tags: [String!] }
  type Note { id: Int! text: String! self: Note edges(first: Int): [Edge!]! }
  type Edge { node: Note! }
  type Query {
    ping: String
    notes(filter: Filter, status: Status): [Note!]
    note: Note
    who: String!
    sealed: ID!
    slow: Int
    timeout: Int
    broken: String
    brokenSql: String
    unavailable: String
    notFound: String
    sql(text: String!): Int
  }
  type Mutation {
    sql(text: String!): Int
    write(id: Int!, text: String!): Note
    broken: String
    notFound: String
    failAtCommit: Int
    slow: Int
  }
`;

const insert = 'insert into notes (id, partner_id, text) values ($1, $2, $3) returning id, text';
const note = { id: 1, text: 'a', edges: () => [{ node: note }], self: () => note };

const landlordQueries: Resolvers = {
  ping: () => 'pong',
  note: () => note,
  notes: (_source, _arguments, { operation }) => operation.sql('select id, text from notes order by id'),
  who: async (_source, _arguments, context) => {
    const [row] = await context.operation.sql<{ who: string }>(
      `select current_user || ' ' || current_setting('app.partner_id') || ' ' || current_setting('app.actor') as who`,
    );
    return row?.who;
  },
  sealed: (_source, _arguments, { seal, caller }) => seal.id('Partner', caller.partnerId),
  slow: async (_source, _arguments, { operation }) =>
    (await operation.sql('select 1 from pg_sleep(0.5)')).length,
  timeout: async (_source, _arguments, { operation }) => (await operation.sql('select pg_sleep(5)')).length,
  broken: () => {
    throw new RangeError('canary-7f3 select * from families');
  },
  brokenSql: (_source, _arguments, { operation }) => operation.sql(`select 'canary-7f3'::integer`),
  unavailable: () => {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' });
  },
  sql: async (_source, { text }, { operation }) => (await operation.sql(text ?? '')).length,
  notFound: () => {
    throw new GraphQLError('No such row.', { extensions: { code: 'NOT_FOUND', canary: 'canary-7f3' } });
  },
};

const landlordMutations: Resolvers = {
  write: async (_source, { id, text }, { operation, caller }) =>
    (await operation.savepoint(() => operation.sql(insert, [id ?? 0, caller.partnerId, text ?? ''])))[0],
  broken: landlordQueries.broken ?? (() => undefined),
  notFound: landlordQueries.notFound ?? (() => undefined),
  failAtCommit: async (_source, _arguments, { operation }) =>
    (await operation.sql(`insert into words values ('canary-7f3'), ('canary-7f3')`)).length,
  slow: landlordQueries.slow ?? (() => undefined),
  sql: landlordQueries.sql ?? (() => undefined),
};

function executable(sdl: string, queries: Resolvers, mutations: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [type, resolvers] of [
    [schema.getQueryType(), queries],
    [schema.getMutationType(), mutations],
  ] as const)
    for (const field of Object.values(type?.getFields() ?? {})) field.resolve = resolvers[field.name];
  return schema;
}

const otherSdl = (audience: string) => `type Query { only${audience}: String who: String! }`;

function schemas(): Record<Audience, GraphQLSchema> {
  const other = (name: string) =>
    executable(otherSdl(name), { [`only${name}`]: () => name, who: landlordQueries.who ?? (() => '') });
  return {
    LANDLORD: executable(landlordSdl, landlordQueries, landlordMutations),
    EMPLOYER: other('Employer'),
    HEALTH: other('Health'),
    INTERNAL: other('Internal'),
    COORDINATOR: other('Coordinator'),
  };
}

const sdl: Record<Audience, string> = {
  LANDLORD: landlordSdl,
  EMPLOYER: otherSdl('Employer'),
  HEALTH: otherSdl('Health'),
  INTERNAL: otherSdl('Internal'),
  COORDINATOR: otherSdl('Coordinator'),
};

export interface SmallApi {
  server: FastifyInstance;
  port: number;
  url: string;
  metrics: Metrics;
  /** Every line that was logged, as text. */
  lines: string[];
  post(key: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  ask(
    key: string,
    query: string,
    variables?: object,
  ): Promise<{ status: number; headers: Headers; body: Answer }>;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
}

/** The real server over a small schema, listening on a port of its own. */
export async function startSmallApi(pool: Sql, readiness = async () => true): Promise<SmallApi> {
  const lines: string[] = [];
  const metrics = new Metrics();
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  // Its database has no budgets; what counts is tried on the programme's own.
  const limits = { maximumPoints: Number.POSITIVE_INFINITY, pointsPerSecond: 0, concurrentOperations: 50 };
  const options = {
    schemas: schemas(),
    sdl,
    pool,
    secret: randomBytes(32),
    readiness,
    logger,
    metrics,
    limits,
  };
  const server = createServer(options);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const post: SmallApi['post'] = (key, body, headers = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ask: SmallApi['ask'] = async (key, query, variables) => {
    const response = await post(key, { query, variables });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  };
  return { server, port, url, metrics, lines, post, ask };
}
