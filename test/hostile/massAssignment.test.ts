import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { tableColumns } from '../../src/access/grants.ts';
import { schemas } from '../../src/schema.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile mass assignment');
const camel = (column: string) => column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
/** Every column of every table, as the table and as TypeScript name it. */
const columns = [...new Set([...tableColumns.values()].flat().flatMap((column) => [column, camel(column)]))];
const ofPrototypes = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const scalars: Record<string, unknown> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-01-02',
  DateTime: '2026-01-02T03:04:05Z',
};

/** The least that an input type takes: a value for each field that it cannot do without. */
function least(type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [least(bare.ofType)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare)) return leastOf(bare);
  return scalars[bare.name] ?? 'x';
}

function leastOf(type: GraphQLInputObjectType): Record<string, unknown> {
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, least(field.type)]));
}

/** Coerced as a variable is; without suggestions, which no partner is told and which take most of the time. */
function coercionErrors(type: GraphQLInputObjectType, json: string): GraphQLError[] {
  const errors: GraphQLError[] = [];
  coerceInputValue(JSON.parse(json), type, (_path, _value, error) => void errors.push(error), true);
  return errors;
}

/** The same input with one more field; as text, since `__proto__` in a literal would be no field. */
const withField = (input: object, name: string, value = '"x"') =>
  `{${JSON.stringify(name)}:${value},${JSON.stringify(input).slice(1)}`.replace(/,}$/, '}');

function everyInput(audience: Audience): GraphQLInputObjectType[] {
  return Object.values(schemas[audience].getTypeMap()).filter(isInputObjectType);
}

describe.each(audiences)('%s', (audience) => {
  test('gives every input, of mutations, of items in them and of filters, its own fields and no other', () => {
    for (const type of everyInput(audience)) {
      const input = leastOf(type);
      expect(coercionErrors(type, JSON.stringify(input))).toEqual([]);
      const others = [...columns, ...ofPrototypes].filter((name) => !Object.hasOwn(type.getFields(), name));
      for (const name of others) {
        const [error, ...more] = coercionErrors(type, withField(input, name));
        if (!attacks.count(/is not defined by type/.test(error?.message ?? '') && more.length === 0))
          expect.fail(`${type.name} takes ${name}`);
      }
    }
  });

  test('knows no scalar that would take anything', () => {
    const names = Object.keys(schemas[audience].getTypeMap());
    expect(names.filter((name) => /json|object|any|map/i.test(name))).toEqual([]);
  });
});

describe('over HTTP', () => {
  let served: Served;
  const partners = new Map<Audience, Partner>();
  beforeAll(async () => {
    served = await serve();
    for (const audience of audiences) partners.set(audience, await served.add(audience));
  });
  afterAll(async () => {
    attacks.print();
    await served.close();
  });

  test.each(audiences)(
    'no mutation of %s takes whose row it is, its version, its state or a prototype',
    async (audience) => {
      const partner = partners.get(audience) as Partner;
      for (const field of Object.values(schemas[audience].getMutationType()?.getFields() ?? {})) {
        const type = getNullableType(field.args[0]?.type);
        if (!isInputObjectType(type)) throw new Error(`${field.name} has no input`);
        const query = `mutation ($input: ${type.name}!) { ${field.name}(input: $input) { errors { code } } }`;
        for (const name of [
          'partnerId',
          'partner_id',
          'version',
          'createdAt',
          'audience',
          'constructor',
          '__proto__',
        ]) {
          const body = `{"query":${JSON.stringify(query)},"variables":{"input":${withField(leastOf(type), name, '{"x":1}')}}}`;
          const response = await fetch(`${served.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${partner.key}` },
            body,
          });
          expect(attacks.count(response.status === 400)).toBe(true);
        }
        const plain = await partner.ask(query, { input: leastOf(type) });
        expect(plain.status, field.name).toBe(200);
      }
    },
  );
});
