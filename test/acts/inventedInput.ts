import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const day = (days: number) => inDays(days).slice(0, 10);

/** What a field must hold to pass its own bounds, by its name; every other one follows from its type. */
const known: Record<string, unknown> = {
  communeCode: '15014',
  rome: 'G1602',
  language: 'apc',
  languages: ['apc'],
  interpreterLanguage: 'apc',
  interpreterLanguages: ['apc'],
  nationality: 'SY',
  countryOfAsylum: 'LB',
  phone: '+33612345678',
  birthDate: '1990-05-01',
  bornOn: day(-2),
  endsOn: day(400),
  expiresOn: day(300),
  commissionOn: day(5),
  nextAppointmentOn: day(5),
  availableFrom: day(10),
  grossHourlyCents: 2000,
  maxOccupants: 6,
  hoursPerWeek: 4,
  occupations: ['G1602'],
  flightNumber: 'AF1234',
  airport: 'CDG',
};

/** What of the walk a field needs: ids, versions, the caller's region. */
export type Filler = (name: string, owner: string) => unknown;

function scalarOf(name: string, type: string, description: string): unknown {
  if (type === 'Boolean') return false;
  if (type === 'Date') return day(0);
  if (type === 'DateTime') return inDays(5);
  if (type === 'Int') return Number(/(-?\d+) to (-?\d+)/.exec(description)?.[1] ?? 45_000);
  return name === 'idempotencyKey' ? `walk-${Math.random().toString(36).padEnd(20, '0')}` : 'invented';
}

function inventedValue(
  name: string,
  type: GraphQLInputType,
  field: GraphQLInputField,
  owner: string,
  attempt: number,
  fill: Filler,
): unknown {
  const given = fill(name, owner);
  if (given !== undefined) return given;
  if (name in known) return known[name];
  const bare = getNullableType(type);
  if (isListType(bare)) return [inventedValue(name, bare.ofType, field, owner, attempt, fill)];
  if (isEnumType(bare)) return bare.getValues()[attempt % bare.getValues().length]?.name;
  if (isInputObjectType(bare)) return inventedInput(bare, attempt, fill);
  return scalarOf(name, String(bare), field.description ?? '');
}

/** An input of this type that could be right: its required fields, and at every other attempt the optional ones too. */
export function inventedInput(
  type: GraphQLInputObjectType,
  attempt: number,
  fill: Filler,
): Record<string, unknown> {
  const fields = Object.values(type.getFields()).filter(
    (field) => field.name !== 'validateOnly' && (isNonNullType(field.type) || attempt % 2 === 1),
  );
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      inventedValue(field.name, field.type, field, type.name, attempt, fill),
    ]),
  );
}
