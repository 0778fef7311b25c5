import { type GraphQLField, type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Random } from '../../src/demo/random.ts';
import { Pricer } from '../../src/http/cost.ts';
import { maximumNodes, partnerLimits, pointsOf, shapeLimits } from '../../src/http/limits.ts';
import { rowsOfUnpagedList } from '../../src/http/unpagedLists.ts';
import { fieldsOf, objectOf, rowOf, scalarsOf } from '../isolation/walk.ts';

type Field = GraphQLField<unknown, unknown>;

/** A document that is admitted, and its price. */
export interface Admitted {
  document: string;
  points: number;
}

const hasPages = ({ args }: Field) => args.some(({ name }) => name === 'first');
/** No argument, nor one of two. */
const needsNothing = ({ args }: Field) =>
  args.every(({ name, type }) => !String(type).endsWith('!') && name !== 'externalReference');
const unseen = (type: string, name: string) => Object.hasOwn(pointsOf.unseen, `${type}.${name}`);
const scalarsEach = 6;

/** Rows below it: what makes a way dear. */
function weightOf(type: string, field: Field): number {
  if (hasPages(field)) return 20;
  return /^\[/.test(String(field.type)) ? rowsOfUnpagedList(type, field.name) : 2;
}

interface Step {
  type: string;
  field: Field;
}

/** Fields below one another, lists rather than not, from Query to as deep as any document may be. */
function dearWay(schema: GraphQLSchema, random: Random): Step[] {
  const steps: Step[] = [];
  let type = schema.getQueryType();
  while (type && steps.length < shapeLimits.depth - 1) {
    const here = type;
    const ways = fieldsOf(here).filter((field) => objectOf(field) && needsNothing(field));
    if (ways.length === 0) break;
    const field = random.weighted(ways.map((way) => [way, weightOf(here.name, way)] as const));
    steps.push({ type: here.name, field });
    const target = objectOf(field);
    type = target && rowOf(target);
  }
  return steps;
}

/** All that is read on the way, the fields that read more than they show first. */
function documentOf(steps: readonly Step[], pageSizes: readonly number[]): string {
  return steps.reduceRight((below, { field }, level) => {
    const target = objectOf(field);
    const row = target && rowOf(target);
    if (!target || !row) return below;
    const scalars = scalarsOf(row).sort((a, b) => Number(unseen(row.name, b)) - Number(unseen(row.name, a)));
    const inside = `${scalars.slice(0, scalarsEach).join(' ')} ${below}`.trim() || '__typename';
    const size = hasPages(field) ? `(first: ${pageSizes[level]})` : '';
    return target === row
      ? `${field.name}${size} { ${inside} }`
      : `${field.name}${size} { edges { node { ${inside} } } }`;
  }, '');
}

function priced(schema: GraphQLSchema, document: string): Admitted | null {
  const parsed = parse(document);
  const operation = parsed.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const { points, nodes } = new Pricer(schema, parsed, operation as OperationDefinitionNode, {}).estimate();
  return points <= partnerLimits.maximumPoints && nodes <= maximumNodes ? { document, points } : null;
}

/** One way, cut where it is too dear for anybody, with the largest pages that are admitted. */
export function dearDocument(schema: GraphQLSchema, random: Random): Admitted | null {
  const steps = dearWay(schema, random);
  const inner = random.pick([1, 3, 10]);
  for (let length = steps.length; length > 0; length -= 1) {
    const way = steps.slice(0, length);
    for (const outer of [100, 70, 50, 30, 20, 12, 8, 5, 3, 2, 1]) {
      const found = priced(schema, `{ ${documentOf(way, [outer, ...way.map(() => inner)])} }`);
      if (found) return found;
    }
  }
  return null;
}
