import { idPrefixes, type SealedType } from '../../src/access/idPrefixes.ts';
import { sealFor } from '../../src/access/seal.ts';
import { benchSecret } from '../database/cluster.ts';
import type { OperationName } from '../documents.ts';
import { ceilingStatements } from '../servers/ceilingStatements.ts';
import type { Answer } from './serve.ts';
import type { Asked, Target } from './targets.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const typeOfPrefix = new Map(
  Object.entries(idPrefixes).map(([type, prefix]) => [prefix as string, type as SealedType]),
);
const idShape = /^([a-z]{3})_(.{22}|[0-9a-f-]{36})$/;
const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** An answer as every target must give it: ids and cursors opened, connections as lists, instants as one spelling. */
export function canonical(
  target: Target,
  operation: OperationName,
  asked: Asked,
  { data, errors }: Answer,
): Json {
  const shaped = data && !errors && target.reshape ? target.reshape(operation, data as never) : data;
  const opened = open(target, operation, asked, (shaped ?? null) as Json);
  return withoutChance(operation, opened);
}

function open(target: Target, operation: OperationName, asked: Asked, value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map((item) => open(target, operation, asked, item));
  if (typeof value === 'string') return openText(target, operation, asked, value, name);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, open(target, operation, asked, item, key)] as const,
  );
  const { edges, nodes, ...others } = Object.fromEntries(entries);
  const rows = Array.isArray(edges) ? edges.map((edge) => (edge as { node: Json }).node) : nodes;
  if (rows === undefined) return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return Object.keys(others).length === 0 ? rows : { rows, ...others };
}

function openText(target: Target, operation: OperationName, asked: Asked, text: string, name: string): Json {
  if (name === 'endCursor') return target.seals ? openCursor(operation, asked, text) : 'a cursor';
  const [, prefix = '', rest = ''] = idShape.exec(text) ?? [];
  const type = typeOfPrefix.get(prefix);
  if (name === 'id' && type)
    return rest.length === 36 ? rest : sealFor(benchSecret, asked.holder.partnerId).openId(type, text);
  return instantShape.test(text) ? new Date(text).toISOString() : text;
}

/** Where it opens. What it holds is compared between the targets that seal. */
function openCursor(operation: OperationName, { holder, variables }: Asked, cursor: string): string {
  const { binding } = ceilingStatements[operation];
  const place =
    binding && sealFor(benchSecret, holder.partnerId).openCursor(binding(variables as never), cursor);
  return place ? 'a cursor' : 'a cursor that does not open';
}

/** An act's clock and the id of what it makes are its own. */
function withoutChance(operation: OperationName, value: Json): Json {
  if (operation !== 'M1' && operation !== 'M2') return value;
  return JSON.parse(
    JSON.stringify(value, (name, item) =>
      name === 'updatedAt' || (operation === 'M2' && name === 'id') ? undefined : item,
    ),
  ) as Json;
}
