import type { Highs } from 'highs';
import type { LinkedTable, Sum } from '../../src/aggregates/control/linkedTable.ts';
import { Attacker, type Interval } from './attacker.ts';
import type { Figure, Publication } from './published.ts';

/** What is promised of each withheld cell. */
const marginPersons = 3;
const minimumFamilies = 3;
const rounding = 1e-5;

export interface Found {
  /** Sentences: what was learnt that must not be. */
  leaks: string[];
  /** Widths of the narrowest intervals; as wide as followed if there is none narrower. */
  narrowestPersons: number;
  narrowestFamilies: number;
}

/** Attacks one publication: intervals of every withheld cell, and what its sums tell of several together. */
export function attack(
  publication: Publication,
  truth: LinkedTable,
  withheld: ReadonlySet<string>,
  highs: Highs,
): Found {
  const attacker = new Attacker(publication, highs);
  const secret = truth.cells.filter(({ key }) => withheld.has(key));
  const found: Found = { leaks: unions(publication, withheld), narrowestPersons: 12, narrowestFamilies: 12 };
  const told =
    publication.measures === 'PERSONS' ? (['persons'] as const) : (['persons', 'families'] as const);
  for (const measure of told) {
    const figures = new Map(secret.map((cell) => [cell.key, cell[measure]]));
    for (const [key, interval] of attacker.intervals(
      measure,
      figures,
      Math.max(6, publication.minimumPersons),
    )) {
      const name = measure === 'persons' ? 'narrowestPersons' : 'narrowestFamilies';
      found[name] = Math.min(found[name], Math.round(1e4 * (interval.high - interval.low)) / 1e4);
      const least = floor(publication, key, measure);
      const says = measure === 'persons' ? narrowPersons : narrowFamilies;
      if (says(interval, figures.get(key) ?? 0, least, publication.minimumPersons))
        found.leaks.push(`${key}: ${figures.get(key)} ${measure} are in [${interval.low}, ${interval.high}]`);
    }
  }
  attacker.dispose();
  return found;
}

/** Whether persons are nearer than promised to what is ruled out; `least` is what published parts say, which is no secret. */
function narrowPersons({ low, high }: Interval, truth: number, least: number, minimum: number) {
  return (
    low > Math.max(least, truth - marginPersons) + rounding ||
    high < truth + marginPersons - rounding ||
    high - low < 2 * marginPersons - rounding ||
    high < minimum - rounding
  );
}

function narrowFamilies({ low, high }: Interval, truth: number, least: number) {
  return (
    low > Math.max(least, truth - 1) + rounding || high < Math.max(truth + 1, minimumFamilies) - rounding
  );
}

const knownOf = ({ told, known }: Publication, key: string): Figure | undefined =>
  told.get(key) ?? known.get(key);

/** What the published parts of a cell, and of its parts, add up to. */
function floor(publication: Publication, key: string, measure: 'persons' | 'families'): number {
  const { sums } = publication;
  const least = (part: string): number => knownOf(publication, part)?.[measure] ?? floorOf(part);
  const floorOf = (cell: string): number =>
    Math.max(
      0,
      ...sums
        .filter(({ total }) => total === cell)
        .map(({ parts, families }) =>
          measure === 'persons' || families
            ? parts.reduce((sum, part) => sum + least(part), 0)
            : Math.max(...parts.map(least)),
        ),
    );
  return floorOf(key);
}

interface Rest extends Figure {
  cells: readonly string[];
  /** Whether its families are known too. */
  additive: boolean;
}

/** Subtraction: what is left of a published total without its published parts, and between two such rests of which one contains the other. */
function unions(publication: Publication, withheld: ReadonlySet<string>): string[] {
  const { sums, minimumPersons } = publication;
  const figure = (key: string) => knownOf(publication, key);
  const rests = sums.flatMap(({ total, parts, families }): Rest[] => {
    const whole = figure(total);
    const cells = parts.filter((part) => !figure(part));
    if (!whole || cells.length === 0) return [];
    const left = parts.flatMap((part) => figure(part) ?? []).reduce(less, whole);
    return [{ cells, additive: families, ...left }];
  });
  const containing = new Map<string, Rest[]>();
  for (const rest of rests)
    for (const cell of rest.cells) containing.set(cell, [...(containing.get(cell) ?? []), rest]);
  const between = rests.flatMap((inner) =>
    (containing.get(inner.cells[0] ?? '') ?? [])
      .filter(
        (outer) =>
          outer.cells.length > inner.cells.length && inner.cells.every((cell) => outer.cells.includes(cell)),
      )
      .map((outer): Rest => {
        const cells = outer.cells.filter((cell) => !inner.cells.includes(cell));
        return { cells, additive: outer.additive && inner.additive, ...less(outer, inner) };
      }),
  );
  const isSmall = ({ persons, families, additive }: Rest) =>
    persons < minimumPersons || (additive && families < minimumFamilies);
  return [...rests, ...between]
    .filter((rest) => rest.cells.some((cell) => withheld.has(cell)) && isSmall(rest))
    .map(
      ({ cells, families, persons }) => `${cells.join(' + ')} are ${families} families, ${persons} persons`,
    );
}

const less = (left: Figure, right: Figure): Figure => ({
  families: left.families - right.families,
  persons: left.persons - right.persons,
});

/** Before and after: cells told twice that differ by one or two families. */
export function cellsMoved(before: Publication, after: Publication): string[] {
  return after.cells.filter((key) => {
    const move = moveOf(before, after, key);
    return move !== undefined && tellsFew(move, after);
  });
}

/**
 * The same for what is left of a sum, since the last publication of which the same could be derived; `before`: the oldest first. Unknown parts that
 * are totals are taken apart too, as far as that subtracts something. Where a family may stand in several parts, the families that are left are
 * taken for the difference of the counts, as the product does.
 */
export function restsMoved(before: readonly Publication[], after: Publication): string[] {
  return before.flatMap((older, month) => {
    const isOutdone = (keys: readonly string[]) =>
      before.slice(month + 1).some((newer) => keys.every((key) => newer.told.has(key)));
    const left = after.sums.flatMap((sum) => restsOf(older, after, sum));
    return left
      .filter(({ known, move }) => tellsFew(move, after) && !isOutdone(known))
      .map(({ known: [total, ...known] }) => `the rest of ${total} without ${known.join(', ')}`);
  });
}

function restsOf(older: Publication, after: Publication, { total, parts }: Sum) {
  const move = (key: string) => moveOf(older, after, key);
  const whole = move(total);
  const apart = (key: string) => after.sums.filter((sum) => sum.total === key);
  // The same way for all: by stage, say, wherever there are stages.
  const along = (key: string, way: number) => apart(key).at(way)?.parts ?? apart(key).at(-1)?.parts ?? [];
  const tells = (key: string, way: number): boolean =>
    move(key) !== undefined || along(key, way).some((part) => tells(part, way));
  const leaves = (key: string, way: number): readonly string[] =>
    move(key) === undefined && along(key, way).some((part) => tells(part, way))
      ? along(key, way).flatMap((part) => leaves(part, way))
      : [key];
  const ways = Math.max(...parts.map((part) => apart(part).length));
  const taken = Array.from({ length: ways }, (_, way) => parts.flatMap((part) => leaves(part, way)));
  return [parts, ...taken].flatMap((all) => {
    const known = all.filter((key) => move(key));
    if (!whole || known.length === 0 || known.length === all.length) return [];
    return [{ known: [total, ...known], move: known.flatMap((key) => move(key) ?? []).reduce(less, whole) }];
  });
}

function moveOf(before: Publication, after: Publication, key: string): Figure | undefined {
  const [was, is] = [before.told.get(key), after.told.get(key)];
  return was && is && less(is, was);
}

const tellsFew = ({ families, persons }: Figure, { measures }: Publication) =>
  Math.abs(families) < minimumFamilies &&
  (persons !== 0 || (families !== 0 && measures === 'FAMILIES_AND_PERSONS'));
