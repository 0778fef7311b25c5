import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import type { Partner } from '../partner.ts';

/** Names of types, fields and input fields of a schema, without descriptions. */
export function namesIn(sdl: string): string[] {
  return Object.values(buildSchema(sdl).getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) || isInputObjectType(type) ? [type.name, ...Object.keys(type.getFields())] : [],
    );
}

/** Fields of one type, in alphabetical order. */
export function fieldsIn(sdl: string, type: string): string[] {
  const found = buildSchema(sdl).getType(type);
  return isObjectType(found) || isInputObjectType(found) ? Object.keys(found.getFields()).sort() : [];
}

/** The schema that a partner is served, as text. */
export async function servedTo({ key }: Partner, url: string): Promise<string> {
  const response = await fetch(`${url}/schema.graphql`, { headers: { authorization: `Bearer ${key}` } });
  return response.text();
}
