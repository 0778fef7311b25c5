// Fastify and Mercurius with JIT, hand-written resolvers and batch loaders. Each batch is one transaction, sent in one write. Believes the
// headers, seals nothing, remembers no idempotency key.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { GraphQLScalarType } from 'graphql';
import mercurius from 'mercurius';
import postgres from 'postgres';

const { PORT, POOL = '10', API_DATABASE_URL } = process.env;

const asText = { to: 1082, from: [1082], serialize: (day) => day, parse: (day) => day };
const textArray = {
  to: 1009,
  from: [1009],
  serialize: (items) => `{${items.join(',')}}`,
  parse: (text) => text.slice(1, -1).split(','),
};
const lines = Array.from({ length: Number(POOL) }, () => ({
  waiting: 0,
  sql: postgres(API_DATABASE_URL, {
    max: 1,
    fetch_types: false,
    types: { asText, textArray },
    connection: { TimeZone: 'UTC' },
  }),
}));
// Just after connecting postgres.js may reorder what it is given.
await Promise.all(lines.map(({ sql }) => sql`select 1`));

const prepared = { prepare: true, simple: false };
const become = `select set_config('role', $1, true), set_config('app.partner_id', $2, true), set_config('app.key_id', $3, true),
  set_config('app.mutation', $4, true), set_config('statement_timeout', '3000', true)`;

async function ask({ claims }, text, values = [], mutation = '') {
  const line = lines.reduce((shortest, one) => (one.waiting < shortest.waiting ? one : shortest));
  line.waiting += 1;
  try {
    const answered = await Promise.all([
      line.sql.unsafe(mutation ? 'begin' : 'begin read only'),
      line.sql.unsafe(become, [...claims, mutation], prepared),
      line.sql.unsafe(text, values, prepared),
      line.sql.unsafe('commit'),
    ]);
    return answered[2];
  } finally {
    line.waiting -= 1;
  }
}

const offer = `o.id, o.status, o.typology, o.kind, o.surface_m2 as "surfaceM2", o.rent_cents as "rentCents", o.charges_cents as "chargesCents", o.accessibility,
  o.energy_class as "energyClass", o.available_from as "availableFrom", o.version, o.updated_at as "updatedAt"`;
const job = `o.id, o.status, o.title, o.rome, o.contract, o.hours_per_week as "hoursPerWeek", o.gross_hourly_cents as "grossHourlyCents", o.positions,
  o.positions_filled as "positionsFilled", o.starts_on as "startsOn", o.version, o.updated_at as "updatedAt"`;
const referral = `r.id, r.status, r.interpreter_language as "interpreterLanguage", r.transport_needed as "transportNeeded",
  r.next_appointment_on as "nextAppointmentOn", r.sent_on as "sentOn", r.version, r.updated_at as "updatedAt"`;

async function page(context, first, text, values) {
  const rows = await ask(context, `${text} limit ${first + 1}`, values);
  const kept = rows.slice(0, first);
  const last = kept.at(-1);
  const endCursor = last ? Buffer.from(JSON.stringify([last.at, last.id])).toString('base64url') : null;
  return { edges: kept.map((node) => ({ node })), pageInfo: { hasNextPage: rows.length > first, endCursor } };
}

/** As one text parameter: postgres.js knows no array types here. */
const arrayOf = (items) => `{${items.join(',')}}`;
const idsOf = (queries) => [arrayOf(queries.map(({ obj }) => obj.id))];

function grouped(rows, queries) {
  const byParent = new Map(queries.map(({ obj }) => [obj.id, []]));
  for (const node of rows) byParent.get(node.parent)?.push({ node });
  return queries.map(({ obj }) => ({ edges: byParent.get(obj.id) }));
}

function single(rows, queries) {
  const byParent = new Map(rows.map((row) => [row.parent, row]));
  return queries.map(({ obj }) => byParent.get(obj.id) ?? null);
}

/** What the open disclosure of an act shows, for many acts at once. */
const opened = (
  act,
  level,
  columns,
  joins,
) => `select d.${act} as parent, ${columns} from public.disclosures d ${joins}
  where d.${act} = any ($1::text::uuid[]) and d.level = '${level}' and d.closed_at is null and d.expires_at > now()`;

const card = opened(
  'proposal_id',
  'CARD',
  `f.size, f.accessibility_need as "accessibilityNeed", f.interpreter_needed as "interpreterNeeded", f.adults, f.children_0_to_5 as young, f.children_6_to_17 as older`,
  'join public.families f on f.id = d.family_id',
);
const candidate = opened(
  'application_id',
  'CARD',
  `s.occupations, s.french_level as "frenchLevel", s.driving_licence as "drivingLicence", s.mobility, s.available_from as "availableFrom", s.may_work as "mayWork"`,
  'join public.persons s on s.id = d.person_id',
);
const person = opened(
  'referral_id',
  'IDENTITY',
  'i.given_name as "givenName", i.family_name as "familyName", i.phone, i.birth_date as "birthDate", s.sex',
  'join public.person_identities i on i.person_id = d.person_id join public.persons s on s.id = d.person_id',
);
const contact = opened(
  'referral_id',
  'IDENTITY',
  `i.given_name || ' ' || i.family_name as name, i.phone, f.languages[1] as language`,
  'join public.person_identities i on i.person_id = d.contact_person_id left join public.families f on f.id = d.family_id',
);
const family = opened(
  'referral_id',
  'IDENTITY',
  'f.languages, f.interpreter_needed as "interpreterNeeded"',
  'join public.families f on f.id = d.family_id',
);
const one = (text) => ({
  loader: async (queries, context) => single(await ask(context, text, idsOf(queries)), queries),
  opts: { cache: false },
});
const many = (text) => ({
  loader: async (queries, context) =>
    grouped(await ask(context, text(queries[0].params.first), idsOf(queries)), queries),
  opts: { cache: false },
});

const loaders = {
  HousingOffer: {
    proposals: many(
      (first) => `select p.* from unnest($1::text::uuid[]) as k (id) cross join lateral (
        select k.id as parent, id, status, guarantee, sent_at as "sentAt", expires_at as "expiresAt", version from public.housing_proposals
        where offer_id = k.id order by created_at desc, id desc limit ${first}) as p`,
    ),
  },
  HousingProposal: {
    card: {
      loader: async (queries, context) =>
        single(await ask(context, card, idsOf(queries)), queries).map(
          (row) =>
            row && {
              ...row,
              composition: { adults: row.adults, children0to5: row.young, children6to17: row.older },
            },
        ),
      opts: { cache: false },
    },
  },
  JobOffer: {
    applications: many(
      (first) => `select a.* from unnest($1::text::uuid[]) as k (id) cross join lateral (
        select k.id as parent, id, status, presented_at as "presentedAt", expires_at as "expiresAt", version from public.job_applications
        where offer_id = k.id order by created_at desc, id desc limit ${first}) as a`,
    ),
  },
  JobApplication: { candidate: one(candidate) },
  CareReferral: { person: one(person), contact: one(contact), family: one(family) },
};

const columnOf = {
  communeCode: 'commune_code',
  typology: 'typology',
  kind: 'kind',
  surfaceM2: 'surface_m2',
  floor: 'floor',
  lift: 'lift',
  accessibility: 'accessibility',
  energyClass: 'energy_class',
  furnished: 'furnished',
  rentCents: 'rent_cents',
  chargesCents: 'charges_cents',
  depositCents: 'deposit_cents',
  leaseForm: 'lease_form',
  minOccupants: 'min_occupants',
  maxOccupants: 'max_occupants',
  availableFrom: 'available_from',
  description: 'description',
};
const names = Object.keys(columnOf);
const insertHome = `insert into public.housing_offers as o (id, partner_id, ${Object.values(columnOf).join(', ')})
  values ($1, $2, ${names.map((_, i) => `$${i + 3}`).join(', ')}) returning ${offer}`;

const resolvers = {
  DateTime: new GraphQLScalarType({ name: 'DateTime', serialize: (instant) => instant.toISOString() }),
  Query: {
    housingOffers: (_, { first, filter }, context) =>
      page(
        context,
        first,
        `select ${offer}, o.created_at as at from public.housing_offers o where o.status = any ($1::text::text[]) order by o.created_at desc, o.id desc`,
        [arrayOf(filter.status)],
      ),
    jobOffers: (_, { first, filter }, context) =>
      page(
        context,
        first,
        `select ${job}, o.created_at as at from public.job_offers o where o.status = any ($1::text::text[]) order by o.created_at desc, o.id desc`,
        [arrayOf(filter.status)],
      ),
    careReferrals: (_, { first }, context) =>
      page(
        context,
        first,
        `select ${referral}, r.created_at as at from public.care_referrals r order by r.created_at desc, r.id desc`,
        [],
      ),
    housingOffer: async (_, { id }, context) =>
      (await ask(context, `select ${offer} from public.housing_offers o where o.id = $1`, [id]))[0],
  },
  Mutation: {
    updateCareStatus: async (_, { input: { id, status, expectedVersion } }, context) => {
      const text = `update public.care_referrals r set status = $1, moved_at = now() where r.id = $2 and r.version = $3 returning ${referral}`;
      const [careReferral] = await ask(context, text, [status, id, expectedVersion], 'updateCareStatus');
      return { careReferral, errors: [], replayed: false };
    },
    createHousingOffer: async (_, { input }, context) => {
      const values = [randomUUID(), context.claims[1], ...names.map((name) => input[name] ?? null)];
      const [housingOffer] = await ask(context, insertHome, values, 'createHousingOffer');
      return { housingOffer, errors: [], replayed: false };
    },
  },
};

const server = Fastify();
server.register(mercurius, {
  schema: readFileSync(new URL('./mercurius.graphql', import.meta.url), 'utf8'),
  resolvers,
  loaders,
  jit: 1,
  graphiql: false,
  context: ({ headers }) => ({ claims: [headers['x-role'], headers['x-partner'], headers['x-key']] }),
});
await server.listen({ port: Number(PORT), host: '127.0.0.1' });
