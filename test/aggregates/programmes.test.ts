import { expect, it } from 'vitest';
import { solver } from '../../src/aggregates/control/solver.ts';
import { linkedTables } from '../../src/aggregates/questions/linkedTables.ts';
import type { LinkedTableShape } from '../../src/aggregates/questions/shape.ts';
import { full, seed } from '../volume.ts';
import { attack, cellsMoved, restsMoved } from './attacks.ts';
import { linkedTable } from './counts.ts';
import { Nights } from './nights.ts';
import { programme } from './programme.ts';
import { type Figure, type Publication, publish } from './published.ts';
import { random } from './random.ts';

/**
 * A programme is followed in one linked table, so that each table has its share; rights in three of their steps, which share no sum. Median days
 * are in no sum: nothing can be subtracted.
 */
const followed = linkedTables.filter(({ name }) => name !== 'TIME_TO_SETTLE');
const programmes = full ? 200 : followed.length;
const months = full ? 24 : 2;
const first = seed('random programmes');
const highs = await solver();

interface Totals {
  publications: number;
  cells: number;
  withheld: number;
  primary: number;
  narrowestPersons: number;
  narrowestFamilies: number;
  farMoves: number;
}

const totals = new Map<string, Totals>();
const leaks: string[] = [];

/** From 30 families to 3,000, as many small as large; at the small volume, around the programme's own 90. */
function familiesOf(place: number): number {
  return full ? Math.round(30 * 100 ** random(first + place)()) : 60 + 15 * (place % 5);
}

function threeSteps(shape: LinkedTableShape): LinkedTableShape {
  const questions = shape.questions.map((question) => {
    const step = question.dimensions.step?.slice(0, 3);
    return step ? { ...question, dimensions: { step } } : question;
  });
  return { ...shape, questions };
}

async function follow(place: number) {
  const shape = threeSteps(followed[place % followed.length] as LinkedTableShape);
  const nights = new Nights();
  const before: Publication[] = [];
  /** What was last told of each cell. */
  const told = new Map<string, Figure>();
  const sum = totals.get(shape.name) ?? {
    publications: 0,
    cells: 0,
    withheld: 0,
    primary: 0,
    narrowestPersons: Number.POSITIVE_INFINITY,
    narrowestFamilies: Number.POSITIVE_INFINITY,
    farMoves: 0,
  };
  totals.set(shape.name, sum);
  for (const families of programme(first + place, familiesOf(place), months)) {
    const table = linkedTable(shape, families);
    const withheld = await nights.next(table);
    const publication = publish(table, withheld, String(before.length));
    const found = attack(publication, table, withheld, highs);
    leaks.push(...found.leaks, ...cellsMoved({ ...publication, told }, publication));
    leaks.push(...restsMoved(before, publication));
    for (const [key, figure] of publication.told) told.set(key, figure);
    const rows = table.cells.filter(({ served }) => served === true);
    sum.publications++;
    sum.cells += rows.length;
    sum.withheld += rows.filter(({ key }) => withheld.has(key)).length;
    sum.primary += rows.filter((cell) => cell.withheld).length;
    sum.narrowestPersons = Math.min(sum.narrowestPersons, found.narrowestPersons);
    if (shape.measures === 'FAMILIES_AND_PERSONS')
      sum.narrowestFamilies = Math.min(sum.narrowestFamilies, found.narrowestFamilies);
    sum.farMoves += before
      .slice(0, -1)
      .reduce((moves, older) => moves + cellsMoved(older, publication).length, 0);
    before.push(publication);
  }
}

function print(done: number) {
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  for (const [name, sum] of totals)
    process.stdout.write(
      `${done} programmes, ${name}: ${sum.publications} months, all of them published, ${sum.cells - sum.withheld} cells told, ${sum.withheld} withheld (${share(sum.withheld, sum.cells)}; small ${share(sum.primary, sum.cells)}), narrowest ${sum.narrowestPersons} persons${sum.narrowestFamilies < Number.POSITIVE_INFINITY ? `, ${sum.narrowestFamilies} families` : ''}, pairs of months that differ by one or two families though neighbours do not ${sum.farMoves}\n`,
    );
}

it(`${programmes} random programmes over ${months} months tell the attacker nothing of a family`, async () => {
  for (let place = 0; place < programmes; place++) {
    await follow(place);
    if ((place + 1) % followed.length === 0 || place + 1 === programmes) print(place + 1);
    expect(leaks, `programme ${place} of seed ${first}`).toEqual([]);
  }
}, 3_600_000);
