// PostGraphile 5, Amber preset, grafserv on node:http: our own database, the same roles and claims, by pgSettings. Believes the headers.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { makePgSmartTagsPlugin } from 'postgraphile/utils';

const { PORT, POOL = '10', API_DATABASE_URL, PRINT } = process.env;

// What a team would declare beside the foreign keys: what a disclosure opens, identities without their family's half of the key, and
// another name for what the preset's name of the primary key collides with.
const relations = makePgSmartTagsPlugin([
  {
    kind: 'class',
    match: 'public.disclosures',
    tags: {
      foreignKey: [
        '(person_id) references public.person_identities (person_id)|@fieldName identity',
        '(contact_person_id) references public.person_identities (person_id)|@fieldName contact',
      ],
    },
  },
  // Publications themselves are nobody's to read.
  { kind: 'class', match: 'public.countings', tags: { unique: 'publication_id' } },
  {
    kind: 'class',
    match: 'public.figures',
    tags: {
      foreignKey: '(publication_id) references public.countings (publication_id)|@foreignFieldName published',
    },
  },
  // Written by a trigger: no landlord may give them.
  ...['departement_code', 'region_code'].map((column) => ({
    kind: 'attribute',
    match: `public.housing_offers.${column}`,
    tags: { hasDefault: true },
  })),
  ...['journal_entries', 'events'].map((table) => ({
    kind: 'attribute',
    match: `public.${table}.row_id`,
    tags: { name: 'concerned_id' },
  })),
]);

const mutationOf = { M1: 'updateCareStatus', M2: 'createHousingOffer' };

function settingsOf({ node }, args) {
  const headers = node?.req?.headers ?? {};
  return {
    role: headers['x-role'] ?? 'api_internal',
    'app.partner_id': headers['x-partner'] ?? '',
    'app.key_id': headers['x-key'] ?? '',
    'app.mutation': mutationOf[args?.operationName] ?? '',
    statement_timeout: '3000',
  };
}

const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [relations],
  // Rights are the roles', which the login only takes; filters on the second column of an index are wanted too.
  disablePlugins: ['PgRBACPlugin', 'PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: API_DATABASE_URL,
      schemas: ['public'],
      pubsub: false,
      poolConfig: { max: Number(POOL) },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
  grafast: { explain: false, context: (request, args) => ({ pgSettings: settingsOf(request, args) }) },
};

const instance = postgraphile(preset);
if (PRINT) {
  const { printSchema } = await import('graphql');
  process.stdout.write(printSchema(await instance.getSchema()));
  process.exit();
}
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(PORT), '127.0.0.1');
