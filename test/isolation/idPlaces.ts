import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { SealedType } from '../../src/access/idPrefixes.ts';
import { plainInput } from './documents.ts';
import { fieldsOf, filterFieldsOf, objectOf, rowOf, takesId } from './walk.ts';

/** A place in an audience's schema that takes an id, and how to put one there. */
export interface IdPlace {
  name: string;
  /** What the id must be of. */
  type: SealedType;
  document: string;
  variables: (
    id: string,
    ownIds: ReadonlyMap<SealedType, string>,
    version?: number,
  ) => Record<string, unknown>;
  kind: 'query' | 'filter' | 'mutation';
  /** What `expectedVersion` is of: the row named by `id`. */
  versioned: SealedType | null;
}

const named: Record<string, SealedType> = {
  familyId: 'Family',
  familyIds: 'Family',
  personId: 'Person',
  givenByPersonId: 'Person',
  leaseholderIds: 'Person',
  personIds: 'Person',
  landlordId: 'Partner',
  employerId: 'Partner',
  to: 'Partner',
};
const shownAs: Record<string, SealedType> = { SentReferral: 'CareReferral', HealthPartner: 'Partner' };
/** Acts whose `id` is not of the row that they answer. */
const elsewhere: Record<string, SealedType> = {};

/** By its name, and else by the rows that it stands with. */
function typeAt(owner: string, name: string, row: string): SealedType {
  const known = named[name];
  if (known) return known;
  if (name === 'offerId')
    return /^(Job|presentCandidate)/.test(owner) || /^Job/.test(row) ? 'JobOffer' : 'HousingOffer';
  if (name === 'fits') return row === 'JobOffer' ? 'Person' : 'Family';
  return elsewhere[owner] ?? shownAs[row] ?? (row as SealedType);
}

const isMany = (type: GraphQLInputType): boolean =>
  isNonNullType(type) ? isMany(type.ofType) : isListType(type);

function queriesOf(schema: GraphQLSchema): IdPlace[] {
  const query = schema.getQueryType();
  return (query ? fieldsOf(query) : []).flatMap((field) => {
    const target = objectOf(field);
    if (!target) return [];
    const row = rowOf(target).name;
    const isPaged = field.args.some(({ name }) => name === 'first');
    const below = isPaged ? 'edges { node { __typename } } totalCount { value }' : '__typename';
    const byArgument = field.args
      .filter(({ type }) => takesId(type))
      .map(
        (argument): IdPlace => ({
          name: `${field.name}(${argument.name})`,
          type: typeAt(field.name, argument.name, row),
          document: `query($id: ID!) { ${field.name}(${argument.name}: $id) { ${below} } }`,
          variables: (id) => ({ id }),
          kind: 'query',
          versioned: null,
        }),
      );
    const byFilter = field.args
      .filter(({ name }) => name === 'filter')
      .flatMap((argument) => filterFieldsOf(argument))
      .filter(({ type }) => takesId(type))
      .map(
        (one): IdPlace => ({
          name: `${field.name}(filter.${one.name})`,
          type: typeAt(field.name, one.name, row),
          document: `query($id: ID!) { ${field.name}(filter: { ${one.name}: $id }) { ${below} } }`,
          variables: (id) => ({ id }),
          kind: 'filter',
          versioned: null,
        }),
      );
    return [...byArgument, ...byFilter];
  });
}

/** What an act needs beside its compulsory fields to come as far as its ids. */
const besides: Record<string, Record<string, unknown>> = {
  advanceFamily: { to: 'CANCELLED' },
  updateCareStatus: { status: 'IN_CARE' },
  proposeHousing: { draft: true },
};

function mutationsOf(schema: GraphQLSchema): IdPlace[] {
  const mutation = schema.getMutationType();
  return (mutation ? fieldsOf(mutation) : []).flatMap((field) => {
    const input = field.args.find(({ name }) => name === 'input');
    const payload = objectOf(field);
    const inputType = input && getNamedType(input.type);
    if (!payload || !isInputObjectType(inputType)) return [];
    const row = fieldsOf(payload).map(objectOf).find(Boolean)?.name ?? '';
    const ids = Object.values(inputType.getFields()).filter(({ type }) => takesId(type));
    return ids.map(
      (place): IdPlace => ({
        name: `${field.name}(${place.name})`,
        type: typeAt(field.name, place.name, row),
        document: `mutation($input: ${inputType.name}!) { ${field.name}(input: $input) { errors { code path message ... on ConflictError { currentVersion } } ${objectOf(field)?.getFields().replayed ? 'replayed' : ''} } }`,
        variables: (id, ownIds, version) => ({
          input: {
            ...plainInput(inputType),
            ...besides[field.name],
            ...Object.fromEntries(
              ids.map((one) => {
                const value = one === place ? id : ownIds.get(typeAt(field.name, one.name, row));
                return [one.name, isMany(one.type) ? [value] : value];
              }),
            ),
            ...(version !== undefined && { expectedVersion: version }),
            validateOnly: true,
          },
        }),
        kind: 'mutation',
        versioned: 'expectedVersion' in inputType.getFields() ? typeAt(field.name, 'id', row) : null,
      }),
    );
  });
}

/** Every argument, filter field and input field that takes an id. */
export const idPlacesOf = (schema: GraphQLSchema): IdPlace[] => [
  ...queriesOf(schema),
  ...mutationsOf(schema),
];
