import { describe, expect, it } from 'vitest';
import type { CountedCell, LinkedTable } from '../../src/aggregates/control/linkedTable.ts';
import { protect } from '../../src/aggregates/control/protect.ts';
import { movedTooLittle, restsMovedTooLittle, toldOf } from '../../src/aggregates/control/republish.ts';
import { solver } from '../../src/aggregates/control/solver.ts';
import { withheldNow } from '../../src/aggregates/publication.ts';
import { Attacker } from './attacker.ts';
import { attack, cellsMoved, restsMoved } from './attacks.ts';
import { publish } from './published.ts';

const highs = await solver();

/** A total and its parts, as [families, persons]. */
function table(total: [number, number], parts: Record<string, [number, number]>): LinkedTable {
  const cell = (key: string, [families, persons]: [number, number]): CountedCell => {
    const withheld = persons > 0 && (families < 3 || persons < 5);
    return { key, families, persons, weight: key === 'all' ? 10 : 1, withheld, served: true };
  };
  return {
    cells: [cell('all', total), ...Object.entries(parts).map(([key, figure]) => cell(key, figure))],
    sums: [{ total: 'all', parts: Object.keys(parts), families: true }],
    measures: 'FAMILIES_AND_PERSONS',
    minimumPersons: 5,
  };
}

const primaryOnly = ({ cells }: LinkedTable) =>
  new Set(cells.filter(({ withheld }) => withheld).map(({ key }) => key));

/** One family of six among others: the widow with five children. */
const widow = table([20, 90], { a: [1, 6], b: [9, 40], c: [10, 44] });

/** `c` is told, then it is not, and then it could be again: since the second month one family came to what is not `a`. */
const threeMonths = (() => {
  const first = table([30, 130], { a: [9, 40], b: [11, 50], c: [10, 40] });
  const second = table([34, 150], { a: [9, 40], b: [12, 54], c: [13, 56] });
  const counted = table([38, 170], { a: [12, 55], b: [19, 86], c: [7, 29] });
  const cells = counted.cells.map((cell) => (cell.key === 'b' ? { ...cell, withheld: true } : cell));
  const withheld = [new Set(['b']), new Set(['b', 'c'])];
  return {
    now: { ...counted, cells },
    published: [first, second].map((one, month) =>
      publish(one, withheld[month] ?? new Set(), `2026-0${month + 1}`),
    ),
  };
})();

/** What is left of all without `west`, and without what `a` is of `north`: one family more, by two sums. */
const twoSums = (() => {
  const linked = (all: number, north: number, a: number): LinkedTable => {
    const persons = (families: number): [number, number] => [families, 4 * families];
    const regions = table(persons(all), {
      west: persons(20),
      north: persons(north),
      south: persons(all - 20 - north),
    });
    const towns = table(persons(north), { a: persons(a), b: persons(north - a) });
    const apart = { total: 'north', parts: ['a', 'b'], families: true };
    return {
      ...regions,
      cells: [...regions.cells, ...towns.cells.slice(1)],
      sums: [...regions.sums, apart],
    };
  };
  return {
    before: linked(60, 20, 8),
    now: linked(65, 23, 12),
    secret: new Set(['north', 'south', 'b']),
  };
})();

describe('the attacker finds', () => {
  it('the withheld part where only small cells are withheld, by subtraction', () => {
    const secret = primaryOnly(widow);
    const published = publish(widow, secret, '2026-01');
    const attacker = new Attacker(published, highs);
    expect(attacker.interval('a', 'persons')).toEqual({ low: 6, high: 6 });
    attacker.dispose();
    expect(attack(published, widow, secret, highs).leaks.length).toBeGreaterThan(1);
  });

  it('two small parts whose sum can be derived', () => {
    const pair = table([10, 44], { a: [1, 2], b: [1, 2], c: [8, 40] });
    const secret = primaryOnly(pair);
    expect(attack(publish(pair, secret, '2026-01'), pair, secret, highs).leaks).toContain(
      'a + b are 2 families, 4 persons',
    );
  });

  it('a cell withheld with zeros alone, which no reader takes for something else', () => {
    const zeros = table([10, 44], { a: [2, 4], b: [0, 0], c: [8, 40] });
    const secret = new Set(['a', 'b']);
    expect(attack(publish(zeros, secret, '2026-01'), zeros, secret, highs).leaks).not.toEqual([]);
  });

  it('one family that came, where a table is published again unchecked', () => {
    const before = table([20, 90], { a: [9, 40], b: [11, 50] });
    const after = table([21, 96], { a: [10, 46], b: [11, 50] });
    const none = new Set<string>();
    expect(cellsMoved(publish(before, none, '2026-01'), publish(after, none, '2026-02'))).toEqual([
      'all',
      'a',
    ]);
  });

  it('one family that came, in what is left of a sum', () => {
    const before = table([30, 130], { a: [9, 40], b: [11, 50], c: [10, 40] });
    const after = table([34, 150], { a: [12, 55], b: [12, 55], c: [10, 40] });
    const secret = new Set(['b', 'c']);
    expect(restsMoved([publish(before, secret, '2026-01')], publish(after, secret, '2026-02'))).toEqual([
      'the rest of all without a',
    ]);
  });

  it('the same of cells that were told last in different months', () => {
    expect(restsMoved(threeMonths.published, publish(threeMonths.now, new Set(['b']), '2026-03'))).toEqual([
      'the rest of all without a',
    ]);
  });
});

describe('what two sums leave', () => {
  const { before, now, secret } = twoSums;

  it('is found by the attacker where one family came to it', () => {
    expect(restsMoved([publish(before, secret, '2026-01')], publish(now, secret, '2026-02'))).toEqual([
      'the rest of all without west, a',
    ]);
  });

  it('is not published', async () => {
    expect([...restsMovedTooLittle(now, secret, [toldOf(before, secret)])]).toEqual(['west']);
    const cells = now.cells.map((cell) => (secret.has(cell.key) ? { ...cell, withheld: true } : cell));
    const told = [toldOf(before, secret)];
    const newest = { id: '', asOf: '2026-01-01' };
    const withheld = await withheldNow({ ...now, cells }, { today: '2026-02-01', newest, told });
    const published = publish(now, withheld ?? new Set(), '2026-02');
    expect(restsMoved([publish(before, secret, '2026-01')], published)).toEqual([]);
  });
});

describe('protection', () => {
  it('withholds another part, and the attacker learns nothing', async () => {
    const withheld = await protect(widow);
    expect([...withheld].sort()).toEqual(['a', 'b']);
    expect(attack(publish(widow, withheld, '2026-01'), widow, withheld, highs).leaks).toEqual([]);
  });

  it('gives up the dearest last', async () => {
    const cells = widow.cells.map((cell) => (cell.key === 'b' ? { ...cell, weight: 100 } : cell));
    expect([...(await protect({ ...widow, cells }))].sort()).toEqual(['a', 'c']);
  });

  it('withholds nothing where nothing is small', async () => {
    expect(await protect(table([20, 90], { b: [9, 40], c: [11, 50] }))).toEqual(new Set());
  });

  it('protects what nobody gets as a row and everybody can derive', async () => {
    const cells = widow.cells.map((cell) => (cell.key === 'a' ? { ...cell, served: false } : cell));
    expect([...(await protect({ ...widow, cells }))].sort()).toEqual(['a', 'b']);
  });

  it('does not take a small figure for hidden by what published parts tell', async () => {
    const linked: LinkedTable = {
      ...widow,
      sums: [...widow.sums, { total: 'c', parts: ['d', 'e'], families: true }],
    };
    const more = table([10, 44], { d: [8, 40], e: [2, 4] }).cells.slice(1);
    const whole = { ...linked, cells: [...linked.cells, ...more] };
    const withheld = await protect(whole);
    expect(attack(publish(whole, withheld, '2026-01'), whole, withheld, highs).leaks).toEqual([]);
  });

  it('answers the same table the same', async () => {
    expect(await protect(widow)).toEqual(await protect(structuredClone(widow)));
  });

  it('refuses a table whose parts do not add up', async () => {
    await expect(protect(table([20, 91], { a: [9, 40], b: [11, 50] }))).rejects.toThrow(
      'parts do not add up to all',
    );
  });
});

describe('a table that is published again', () => {
  const before = table([30, 130], { a: [9, 40], b: [11, 50], c: [10, 40] });
  const told = [toldOf(before, new Set())];
  const after = table([34, 150], { a: [12, 55], b: [12, 55], c: [10, 40] });

  it('does not show what moved by one or two families', () => {
    expect(movedTooLittle(after, told)).toEqual(new Set(['b']));
  });

  it('does not show that only persons moved: a birth', () => {
    expect(movedTooLittle(table([9, 41], { a: [9, 41] }), told)).toEqual(new Set(['a']));
  });

  it('of persons alone, shows the same figure whatever families are behind it', () => {
    const fewer = { ...table([8, 40], { a: [8, 40] }), measures: 'PERSONS' } as const;
    expect(movedTooLittle(fewer, told)).toEqual(new Set());
  });

  it('withholds one more where what is left of a sum moved by one or two families', () => {
    expect([...restsMovedTooLittle(after, new Set(['b', 'c']), told)]).toEqual(['a']);
  });

  it('stands while something moved too little, and is published without it after a month', async () => {
    const newest = { id: '', asOf: '2026-01-01' };
    expect(await withheldNow(after, { today: '2026-01-20', newest, told })).toBe(null);
    const withheld = await withheldNow(after, { today: '2026-02-01', newest, told });
    expect(withheld).toContain('b');
    const published = publish(after, withheld ?? new Set(), '2026-02');
    const earlier = publish(before, new Set(), '2026-01');
    expect([...cellsMoved(earlier, published), ...restsMoved([earlier], published)]).toEqual([]);
  });

  it('compares what is left of a sum with one and the same publication', async () => {
    const { now, published } = threeMonths;
    const told = published.map((one) => one.told).reverse();
    const newest = { id: '', asOf: '2026-02-01' };
    const withheld = await withheldNow(now, { today: '2026-03-01', newest, told });
    expect(restsMoved(published, publish(now, withheld ?? new Set(), '2026-03'))).toEqual([]);
    expect([...restsMovedTooLittle(now, new Set(['b']), told)]).toEqual(['a']);
  });

  it('takes nothing for told that no reader got', () => {
    const cells = before.cells.map((cell) =>
      cell.key === 'a' ? { ...cell, served: 'KNOWN' as const } : cell,
    );
    expect([...toldOf({ ...before, cells }, new Set(['b'])).keys()]).toEqual(['all', 'c']);
  });
});
