import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import { schemas } from '../../src/schema.ts';
import { home, household } from '../journeys/homes.ts';
import { newKey, position } from '../journeys/positions.ts';
import type { Partner } from '../partner.ts';
import { full, seed } from '../volume.ts';
import { Findings } from './findings.ts';
import { drawWith, RandomDocument } from './randomDocument.ts';
import { type Asker, TwoWays } from './twoWays.ts';

/*
 * An act that has been done answers the same key with its result, however often: so both servers can be asked for the same payload.
 */

const payloadsEach = full ? 500 : 30;
let ways: TwoWays;

beforeAll(async () => {
  ways = await TwoWays.start();
});
afterAll(() => ways.close('payloads'));

async function careMove(health: Partner): Promise<object> {
  const { careReferrals } = await health.read(
    '{ careReferrals(first: 100, filter: { status: [IN_CARE] }) { edges { node { id version } } } }',
  );
  const [{ node }] = careReferrals.edges;
  return { id: node.id, expectedVersion: node.version, status: 'CONCLUDED' };
}

const acts: readonly [string, Audience, (partner: Partner) => object | Promise<object>][] = [
  ['createHousingOffer', 'LANDLORD', () => ({ ...home, externalReference: newKey() })],
  ['createJobOffer', 'EMPLOYER', () => position],
  ['updateCareStatus', 'HEALTH', careMove],
  ['registerFamily', 'COORDINATOR', () => household],
];

async function asker(audience: Audience): Promise<Asker> {
  const [first] = await ways.askers(audience);
  if (!first) throw new Error(`no ${audience}`);
  return first;
}

describe.each(acts)('%s', (mutation, audience, given) => {
  test('answers by a statement as the interpreter does, byte for byte, done, refused or tried', async () => {
    const partner = await asker(audience);
    const input = { ...(await given(partner.compiled)), idempotencyKey: newKey() };
    const done = await partner.compiled.act(mutation, input, 'replayed');
    expect(done).toEqual({ errors: [], replayed: false });
    const inputs = [input, input, input, { ...input, validateOnly: true }, { ...input, idempotencyKey: 'x' }];
    const findings = new Findings();
    const property = fc.asyncProperty(fc.gen(), async (g) => {
      const draw = drawWith(g);
      const { query, variables } = new RandomDocument(schemas[audience], draw, findings).makeAct(
        mutation,
        draw.pick(inputs),
      );
      findings.note((await ways.same(partner, query, variables)).data);
    });
    const before = ways.totals.compiled;
    await fc.assert(property, {
      numRuns: payloadsEach,
      seed: seed(`payloads of ${mutation}`),
      endOnFailure: !full,
    });
    expect(ways.totals.compiled).toBeGreaterThan(before);
  }, 3_600_000);
});
