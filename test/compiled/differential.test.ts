import fc from 'fast-check';
import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { schemas } from '../../src/schema.ts';
import { full, seed } from '../volume.ts';
import { Findings } from './findings.ts';
import { type Document, drawWith, RandomDocument } from './randomDocument.ts';
import { type Asker, TwoWays } from './twoWays.ts';

const documentsEach = full ? 4_000 : 120;

let ways: TwoWays;

beforeAll(async () => {
  ways = await TwoWays.start();
});

afterAll(() => ways.close('differential'));

const publicLists = new Set(['labels', 'regions', 'communes', 'romeCodes']);

/** Where the first list of an answer goes on. */
const endOf = (data: Record<string, { pageInfo?: { endCursor?: string } } | null> | null): string | null =>
  Object.values(data ?? {})[0]?.pageInfo?.endCursor ?? null;

/** Both answer; the document is asked again for its next pages. */
async function walk(asker: Asker, { query, variables }: Document, findings: Findings): Promise<void> {
  let after: string | null = null;
  for (let page = 0; page < 3; page++) {
    const { data } = await ways.same(asker, query, { ...variables, walk: after });
    findings.note(data);
    after = query.includes('$walk') ? endOf(data) : null;
    if (!after) return;
  }
}

describe.each(audiences)('for %s', (audience) => {
  test('a statement answers as the interpreter does, byte for byte', async () => {
    const askers = await ways.askers(audience);
    const findings = askers.map(() => new Findings());
    const fields = Object.keys((schemas[audience].getQueryType() as GraphQLObjectType).getFields());
    // Lists of a partner's own are what is read most.
    const rootFields = fields.flatMap((name) => (publicLists.has(name) ? [name] : [name, name, name, name]));
    const property = fc.asyncProperty(fc.gen(), async (g) => {
      const draw = drawWith(g);
      const index = draw.upTo(askers.length - 1);
      const document = new RandomDocument(schemas[audience], draw, findings[index] as Findings).make(
        rootFields,
      );
      await walk(askers[index] as Asker, document, findings[index] as Findings);
    });
    await fc.assert(property, {
      numRuns: documentsEach,
      seed: seed(`differential ${audience}`),
      endOnFailure: !full,
    });
  }, 3_600_000);
});
