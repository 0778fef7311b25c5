import { describe, expect, test } from 'vitest';
import { isHeldLongEnough, isWithheld, roundedMedian } from '../../src/aggregates/aggregates.rules.ts';
import { cellsOf, sumsOf } from '../../src/aggregates/questions/cells.ts';
import { independentParts } from '../../src/aggregates/questions/independent.ts';
import { linkedTableOf, linkedTables } from '../../src/aggregates/questions/linkedTables.ts';
import { withSlack } from '../../src/aggregates/questions/slack.ts';

describe('a figure is withheld', () => {
  const usual = { minimumPersons: 5, zeroIsPublic: true };
  test.each([
    ['of four persons', { families: 3, persons: 4 }, usual, true],
    ['of two families, however large', { families: 2, persons: 20 }, usual, true],
    ['not of three families of five persons', { families: 3, persons: 5 }, usual, false],
    [
      'of ten persons where care is a dimension',
      { families: 9, persons: 10 },
      { ...usual, minimumPersons: 11 },
      true,
    ],
    ['not of nobody, where a true 0 is told', { families: 0, persons: 0 }, usual, false],
    ['of nobody, where it is not', { families: 0, persons: 0 }, { ...usual, zeroIsPublic: false }, true],
    ['of which one partner has nine tenths', { families: 10, persons: 10, largestShare: 0.9 }, usual, true],
    ['not of which one partner has 85 %', { families: 20, persons: 20, largestShare: 0.85 }, usual, false],
  ])('%s', (_, tally, rule, expected) => {
    expect(isWithheld(tally, rule)).toBe(expected);
  });

  test('that is all there is of its margin, however many they are', () => {
    const everybody = { families: 12, persons: 40 };
    expect(isWithheld(everybody, usual, { families: 12, persons: 40 })).toBe(true);
    expect(isWithheld(everybody, usual, { families: 13, persons: 41 })).toBe(false);
  });
});

describe('where a true 0 is told, so that a withheld figure is at least 1,', () => {
  const cell = (key: string, families: number, withheld = false) => ({
    key,
    families,
    persons: families * 5,
    weight: 1,
    withheld,
    served: true,
  });
  const keys = ['a', 'b', 'c', 'd'];
  const sums = [{ total: 'total', parts: keys, families: true }];
  const withheldOf = (cells: ReturnType<typeof cell>[]) =>
    withSlack({ cells, sums, measures: 'FAMILIES_AND_PERSONS', minimumPersons: 5 }, new Set(keys))
      .cells.filter(({ withheld }) => withheld)
      .map(({ key }) => key);

  test('a total of three over three withheld figures is withheld', () => {
    const cells = [
      cell('a', 1, true),
      cell('b', 1, true),
      cell('c', 1, true),
      cell('d', 0),
      cell('total', 3),
    ];
    expect(withheldOf(cells)).toEqual(['a', 'b', 'c', 'total']);
  });

  test('or a figure that is told beside them, where that is cheaper', () => {
    const total = { ...cell('total', 7), weight: 4 };
    const cells = [cell('a', 1, true), cell('b', 1, true), cell('c', 1, true), cell('d', 4), total];
    expect(withheldOf(cells)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('nothing more is, where they may be one or three', () => {
    const cells = [cell('a', 2, true), cell('b', 2, true), cell('c', 0), cell('d', 0), cell('total', 4)];
    expect(withheldOf(cells)).toEqual(['a', 'b']);
  });
});

test('a median is told in steps of five days', () => {
  expect([0, 2.4, 2.5, 12, 13].map(roundedMedian)).toEqual([0, 0, 5, 10, 15]);
});

test.each([
  ['2026-10-24', '2026-11-23', false],
  ['2026-10-24', '2026-11-24', true],
  ['2026-01-31', '2026-02-27', false],
  ['2026-01-31', '2026-02-28', true],
  ['2025-12-15', '2026-01-15', true],
])('a table of %s that is held is published without what moved on %s: %s', (asOf, today, expected) => {
  expect(isHeldLongEnough(asOf, today)).toBe(expected);
});

describe.each(linkedTables.map((table) => [table.name, table] as const))(
  'the closed list of %s',
  (_, table) => {
    const linked = linkedTableOf(table, new Map());

    test('names each cell once, and sums only cells that it names', () => {
      const keys = linked.cells.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { total, parts } of linked.sums)
        for (const key of [total, ...parts]) expect(keys).toContain(key);
    });

    test('falls into parts that share no sum, and into nothing else', () => {
      const parts = independentParts(linked);
      expect(parts.flatMap(({ cells }) => cells)).toHaveLength(linked.cells.length);
      expect(parts.flatMap(({ sums }) => sums)).toHaveLength(linked.sums.length);
      const partOf = new Map(parts.flatMap(({ cells }, part) => cells.map(({ key }) => [key, part])));
      for (const { total, parts: summed } of linked.sums)
        expect(new Set([total, ...summed].map((key) => partOf.get(key))).size).toBe(1);
    });
  },
);

test('what is told of a region is told of all six together, but for what is not by region', () => {
  for (const { questions } of linkedTables)
    for (const shape of questions) {
      const cells = cellsOf(shape).filter(({ measure }) => !measure.open);
      const totals = new Set(sumsOf(shape, true).map(({ total }) => total));
      for (const { key, place, measure, measureName } of cells)
        if (place.regionCode === null && !measure.isIn && !measure.sameAs)
          expect([measureName, totals.has(key)]).toEqual([measureName, true]);
    }
});
