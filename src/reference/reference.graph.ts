import { getSchemaConfig, queryFromInfo } from '@pothos/plugin-drizzle';
import { builder } from '../builder.ts';
import { rowsOf } from '../lists/list.ts';
import { searchName } from './searchName.ts';

builder.drizzleObject('regions', {
  name: 'Region',
  description:
    'One of the six regions of the programme. Region 44 is Grand Est; département 44 is Loire-Atlantique.',
  select: { columns: {} },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'INSEE code since 2016.' }),
    name: t.exposeString('name', { description: 'Name today.' }),
    name2016: t.exposeString('name2016', {
      description: 'Name when the programme was announced, in September 2016.',
    }),
    familyTarget: t.exposeInt('familyTarget', {
      description: 'Families that the programme means to settle here.',
    }),
    personTarget: t.exposeInt('personTarget', { description: 'Persons in those families.' }),
  }),
});

const Commune = builder.drizzleObject('communes', {
  name: 'Commune',
  description: 'A commune of the six regions, from the INSEE official geographic code.',
  select: { columns: {} },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'INSEE code, not a postal code.' }),
    name: t.exposeString('name', { description: 'Official name.' }),
    postalCodes: t.exposeStringList('postalCodes', { description: 'Its postal codes.' }),
    population: t.exposeInt('population', { description: 'Municipal population.' }),
    departementCode: t.exposeString('departementCode', { description: 'Code of its département.' }),
    epciCode: t.exposeString('epciCode', {
      nullable: true,
      description: 'SIREN of its EPCI (intercommunality).',
    }),
    epciName: t.exposeString('epciName', { nullable: true, description: 'Name of its EPCI.' }),
    region: t.relation('region', { description: 'Its region.' }),
  }),
});

const RomeCode = builder.drizzleObject('romeCodes', {
  name: 'RomeCode',
  description: 'An occupation of the ROME, the French directory of occupations.',
  select: { columns: {} },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Such as "G1602".' }),
    label: t.exposeString('label', { description: 'Official label, French.' }),
    romeVersion: t.exposeString('romeVersion', {
      description: 'Version of the ROME that the label is from.',
    }),
  }),
});

const shortList = 50;
const searchText =
  'Beginning of the name, or of the code; accents and capitals do not count. Absent or empty: from the start.';

/** `%`, `_` and `\` are letters like others. */
const startsWith = (text: string) => `${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;

builder.queryField('regions', (t) =>
  t.drizzleField({
    type: ['regions'],
    description: 'The six regions.',
    resolve: (query, _root, _args, context) =>
      context.db.query.regions.findMany(query({ orderBy: { code: 'asc' } })),
  }),
);

builder.queryField('communes', (t) =>
  t.field({
    type: [Commune],
    description: `Communes of the six regions by name or code, the most populous first; at most ${shortList}.`,
    args: { search: t.arg.string({ required: true, description: searchText }) },
    resolve: (_root, { search }, context, info) => {
      const text = search.slice(0, 100);
      return rowsOf<never>(
        context,
        'communes',
        queryFromInfo({
          config: getSchemaConfig(builder),
          context,
          info,
          where: {
            OR: [
              { searchName: { like: startsWith(searchName(text)) } },
              { code: { like: startsWith(text.toUpperCase()) } },
            ],
          },
          orderBy: { population: 'desc', code: 'asc' },
          limit: shortList,
        }),
      );
    },
  }),
);

builder.queryField('romeCodes', (t) =>
  t.field({
    type: [RomeCode],
    description: `Occupations by code or by a word of their label; at most ${shortList}.`,
    args: { search: t.arg.string({ required: true, description: searchText }) },
    resolve: (_root, { search }, context, info) => {
      const text = search.slice(0, 100);
      return rowsOf<never>(
        context,
        'romeCodes',
        queryFromInfo({
          config: getSchemaConfig(builder),
          context,
          info,
          where: {
            OR: [
              { searchLabel: { like: `%${startsWith(searchName(text))}` } },
              { code: { like: startsWith(text.toUpperCase()) } },
            ],
          },
          orderBy: { code: 'asc' },
          limit: shortList,
        }),
      );
    },
  }),
);
