import { regionCodes } from '../../reference/regions.ts';
import type { Sum } from '../control/linkedTable.ts';
import { type DimensionName, dimensionNames, type Measure, type Place, type QuestionShape } from './shape.ts';

/** One figure's place in the closed list of a question. */
export interface Cell {
  key: string;
  measureName: string;
  measure: Measure;
  place: Place;
}

const nowhere: Place = {
  regionCode: null,
  journey: null,
  typology: null,
  romeDomain: null,
  contract: null,
  sex: null,
  step: null,
};

/** The same in every count: question|measure|region|dimensions…, `*` for a total. */
export function keyOf({ question, measures }: QuestionShape, measure: string, place: Place): string {
  const same = measures[measure]?.sameAs;
  const dimensions = dimensionNames.map((name) => place[name] ?? '*');
  return [same?.question ?? question, same?.measure ?? measure, place.regionCode ?? '*', ...dimensions].join(
    '|',
  );
}

const placeNames = ['regionCode', ...dimensionNames] as const;

/** What a place is broken down into along a dimension. */
function valuesOf(shape: QuestionShape, name: 'regionCode' | DimensionName): readonly string[] {
  return name === 'regionCode' ? regionCodes : (shape.dimensions[name] ?? []);
}

/** Every place of a question, totals last in each dimension. */
function placesOf(shape: QuestionShape): Place[] {
  return placeNames.reduce<Place[]>(
    (places, name) =>
      places.flatMap((place) =>
        [...valuesOf(shape, name), null].map((value) => ({ ...place, [name]: value })),
      ),
    [nowhere],
  );
}

/** The closed list of a question, in the order in which it is told. */
export function cellsOf(shape: QuestionShape): Cell[] {
  return placesOf(shape).flatMap((place) =>
    Object.entries(shape.measures)
      .filter(([, measure]) => measure.isIn?.(place) ?? true)
      .map(([measureName, measure]) => ({
        key: keyOf(shape, measureName, place),
        measureName,
        measure,
        place,
      })),
  );
}

/** Which cells are sums of others: along each dimension, and of the parts of a measure. Left out where a part is no cell. */
export function sumsOf(shape: QuestionShape, families: boolean): Sum[] {
  const cells = cellsOf(shape).filter(({ measure }) => !measure.open);
  const keys = new Set(cells.map(({ key }) => key));
  const sums = cells.flatMap((cell) => [...alongDimensions(shape, cell), ...ofParts(shape, cell)]);
  return sums
    .filter(({ parts }) => parts.length > 0 && parts.every((part) => keys.has(part)))
    .map((sum) => ({ ...sum, families }));
}

const alongDimensions = (shape: QuestionShape, { key, measureName, measure, place }: Cell) =>
  measure.sameAs
    ? []
    : placeNames
        .filter((name) => place[name] === null)
        .map((name) => ({
          total: key,
          parts: valuesOf(shape, name).map((value) => keyOf(shape, measureName, { ...place, [name]: value })),
        }));

const ofParts = (shape: QuestionShape, { key, measure, place }: Cell) =>
  (measure.parts ?? []).map((parts) => ({
    total: key,
    parts: parts.map((part) => keyOf(shape, part, place)),
  }));
