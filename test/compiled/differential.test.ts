import fc from 'fast-check';
import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { schemas } from '../../src/schema.ts';
import { plantCanaries } from '../isolation/canaries.ts';
import { demoPartners, type Partner } from '../partner.ts';
import { type Served, type StartedServer, serve, startServer } from '../served.ts';
import { full, seed } from '../volume.ts';
import { Findings } from './findings.ts';
import { type Document, type Draw, RandomDocument } from './randomDocument.ts';

const documentsEach = full ? 4_000 : 120;

let compiling: Served;
let interpreting: StartedServer;
const totals = { documents: 0, compiled: 0, refused: 0 };

beforeAll(async () => {
  compiling = await serve({ demo: true });
  await plantCanaries(compiling.admin);
  interpreting = await startServer(compiling.world, { compiled: false });
});

afterAll(async () => {
  process.stdout.write(
    `differential: ${totals.documents} documents, ${totals.compiled} answered by one statement, ${totals.refused} refused\n`,
  );
  await interpreting.close();
  await compiling.close();
});

/** The two of the audience to whom most is open, as each server knows them. */
async function pairs(audience: Audience): Promise<{ compiled: Partner; interpreted: Partner }[]> {
  const open = await compiling.admin<{ id: string }[]>`
    select p.id from partners p left join disclosures d on d.partner_id = p.id and d.closed_at is null
    where p.audience = ${audience} group by p.id order by count(d.id) desc, p.id`;
  const [one, other] = await Promise.all(
    [compiling.url, interpreting.url].map((url) => demoPartners(compiling.admin, url, audience)),
  );
  return open
    .flatMap(({ id }) => {
      const compiled = one?.find((partner) => partner.id === id);
      const interpreted = other?.find((partner) => partner.id === id);
      return compiled && interpreted ? [{ compiled, interpreted }] : [];
    })
    .slice(0, 2);
}

const publicLists = new Set(['labels', 'regions', 'communes', 'romeCodes']);

const drawWith = (g: fc.GeneratorValue): Draw => ({
  upTo: (most) => g(fc.nat, { max: Math.max(0, most) }),
  oneIn: (count) => g(fc.nat, { max: count - 1 }) === 0,
  pick: (items) => items[g(fc.nat, { max: items.length - 1 })] as never,
});

const withoutRequestId = (text: string) => text.replaceAll(/"requestId":"[^"]*"/g, '"requestId":""');

/** Where the first list of an answer goes on. */
const endOf = (data: Record<string, { pageInfo?: { endCursor?: string } } | null> | null): string | null =>
  Object.values(data ?? {})[0]?.pageInfo?.endCursor ?? null;

/** Both answer; the document is asked again for its next pages. */
async function compare(
  { compiled, interpreted }: { compiled: Partner; interpreted: Partner },
  { query, variables }: Document,
  findings: Findings,
): Promise<void> {
  let walk: string | null = null;
  for (let page = 0; page < 3; page++) {
    const asked = { ...variables, walk };
    const answer = await compiled.ask(query, asked);
    totals.documents += 1;
    if (compiling.logs.at(-1)?.includes('"compiled":true')) totals.compiled += 1;
    if (answer.data === null) totals.refused += 1;
    const expected = await interpreted.ask(query, asked);
    findings.note(expected.data);
    const same = withoutRequestId(answer.text) === withoutRequestId(expected.text);
    if (!same || answer.status !== expected.status)
      throw new Error(`${JSON.stringify({ query, variables: asked })}\n${answer.text}\n${expected.text}`);
    walk = query.includes('$walk') ? endOf(expected.data) : null;
    if (!walk) return;
  }
}

describe.each(audiences)('for %s', (audience) => {
  test('a statement answers as the interpreter does, byte for byte', async () => {
    const known = await pairs(audience);
    const findings = known.map(() => new Findings());
    const fields = Object.keys((schemas[audience].getQueryType() as GraphQLObjectType).getFields());
    // Lists of a partner's own are what is read most.
    const rootFields = fields.flatMap((name) => (publicLists.has(name) ? [name] : [name, name, name, name]));
    const property = fc.asyncProperty(fc.gen(), async (g) => {
      const draw = drawWith(g);
      const index = draw.upTo(known.length - 1);
      const document = new RandomDocument(schemas[audience], draw, findings[index] as Findings).make(
        rootFields,
      );
      await compare(known[index] as (typeof known)[number], document, findings[index] as Findings);
    });
    await fc.assert(property, {
      numRuns: documentsEach,
      seed: seed(`differential ${audience}`),
      endOnFailure: !full,
    });
  }, 3_600_000);
});
