import { builder } from '../builder.ts';
import { rowsField } from '../lists/rowsField.ts';
import { searchName } from './searchName.ts';

const Region = builder.drizzleObject('regions', {
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
  t.field({
    ...rowsField('regions', Region, () => ({ orderBy: { code: 'asc' } })),
    description: 'The six regions.',
  }),
);

/** The first words of a search, and a pattern of the codes that begin so. */
const searched = (search: string) => {
  const text = search.slice(0, 100);
  return { name: startsWith(searchName(text)), codes: { like: startsWith(text.toUpperCase()) } };
};

builder.queryField('communes', (t) =>
  t.field({
    ...rowsField('communes', Commune, ({ search }: { search: string }) => {
      const { name, codes } = searched(search);
      return {
        where: { OR: [{ searchName: { like: name } }, { code: codes }] },
        orderBy: { population: 'desc', code: 'asc' },
        limit: shortList,
      };
    }),
    description: `Communes of the six regions by name or code, the most populous first; at most ${shortList}.`,
    args: { search: t.arg.string({ required: true, description: searchText }) },
  }),
);

builder.queryField('romeCodes', (t) =>
  t.field({
    ...rowsField('romeCodes', RomeCode, ({ search }: { search: string }) => {
      const { name, codes } = searched(search);
      return {
        where: { OR: [{ searchLabel: { like: `%${name}` } }, { code: codes }] },
        orderBy: { code: 'asc' },
        limit: shortList,
      };
    }),
    description: `Occupations by code or by a word of their label; at most ${shortList}.`,
    args: { search: t.arg.string({ required: true, description: searchText }) },
  }),
);
