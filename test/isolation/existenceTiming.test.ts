import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealFor } from '../../src/access/seal.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { full } from '../volume.ts';
import { rowsOfType } from './whose.ts';

/**
 * Requests of each kind, alternated, one at a time, over HTTP on a machine that may be busy. What two halves of one series differ by
 * is the noise; a difference that a prober could use stands far above it, since it has no quieter line than this one.
 */
const requests = full ? 1000 : 200;
const factor = 5;
/** Under this nothing is told apart over a network, and a timer's own grain begins. */
const grainMilliseconds = 0.5;

let served: Served;
let landlord: Partner;
let ids: { another: string; random: string };

beforeAll(async () => {
  served = await serve({ demo: true });
  [landlord] = (await served.demo('LANDLORD')) as [Partner];
  const [row = ''] = await rowsOfType(served.admin, landlord, 'HousingOffer', 'other', { limit: 1 });
  const seal = sealFor(served.world.secret, landlord.id);
  ids = { another: seal.id('HousingOffer', row), random: seal.id('HousingOffer', randomUUID()) };
});
afterAll(() => served.close());

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const quartilesOf = (series: readonly number[]) => {
  const sorted = [...series].sort((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((share) => at(sorted, share)) as [number, number, number];
};
const medianOf = (series: readonly number[]) => quartilesOf(series)[1];
/** How far the medians of a series' even and odd places, and of its first and second half, lie apart. */
function noiseOf(series: readonly number[]): number {
  const middle = series.length / 2;
  const halves = (belongs: (index: number) => boolean) =>
    Math.abs(
      medianOf(series.filter((_, index) => belongs(index))) -
        medianOf(series.filter((_, index) => !belongs(index))),
    );
  return Math.max(
    halves((index) => index % 2 === 0),
    halves((index) => index < middle),
  );
}

type Asked = readonly [document: string, variables: object];
const kinds: readonly (readonly [kind: string, ask: (id: string) => Asked])[] = [
  ['query', (id: string) => ['query($id: ID!) { housingOffer(id: $id) { id } }', { id }]],
  [
    'mutation',
    (id: string) => [
      'mutation($input: PublishHousingOfferInput!) { publishHousingOffer(input: $input) { errors { code } } }',
      { input: { id, expectedVersion: 1, idempotencyKey: randomUUID() } },
    ],
  ],
];

describe.each(kinds)('a %s takes as long for a row of another as for none', (kind, ask) => {
  test('within the noise that the same requests show among themselves', async () => {
    const series: { another: number[]; random: number[] } = { another: [], random: [] };
    const timed = async (which: keyof typeof ids) => {
      const start = performance.now();
      const { text } = await landlord.ask(...ask(ids[which]));
      series[which].push(performance.now() - start);
      expect(text).toContain('NOT_FOUND');
    };
    for (let warm = 0; warm < 20; warm += 1) await landlord.ask(...ask(ids.random));
    for (let turn = 0; turn < requests; turn += 1) {
      // Which goes first changes, so that neither always follows the other.
      const order = turn % 2 === 0 ? (['another', 'random'] as const) : (['random', 'another'] as const);
      for (const which of order) await timed(which);
    }
    const difference = Math.abs(medianOf(series.another) - medianOf(series.random));
    const noise = Math.max(noiseOf(series.another), noiseOf(series.random), grainMilliseconds);
    const told = (values: readonly number[]) =>
      quartilesOf(values)
        .map((value) => value.toFixed(2))
        .join(' / ');
    process.stdout.write(
      `timing of a ${kind}, ${requests} of each: quartiles of another’s row ${told(series.another)} ms, of a random id ${told(series.random)} ms; medians ${difference.toFixed(3)} ms apart, noise ${noise.toFixed(3)} ms × ${factor}\n`,
    );
    expect(difference).toBeLessThan(noise * factor);
  });
});
