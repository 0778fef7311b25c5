import type { DemoRows, Row } from '../../src/demo/demoRows.ts';
import { generateDemo } from '../../src/demo/generateDemo.ts';

/** A day like any other: what is tested of a demo must hold on each. */
export const today = '2018-09-01';
/** Eight o'clock in Paris. */
export const now = new Date('2018-09-01T06:00:00Z');

/** Several demos, for what one seed does not show. */
export const demos = [1, 2, 3, 4, 5, 20160929].map((seed): [number, DemoRows] => [
  seed,
  generateDemo({ seed, today }),
]);

export type Disclosure = Row<'disclosures'>;

export const isOpen = (one: Disclosure): boolean => !one.closedAt && one.expiresAt > now;

export const mapBy = <Found>(rows: readonly Found[], id: (row: Found) => unknown): Map<unknown, Found> =>
  new Map(rows.map((row) => [id(row), row]));

/** Those of one act, and of one level when it is told. */
export const disclosuresOf = (
  rows: DemoRows,
  act: (one: Disclosure) => unknown,
  id: unknown,
  level?: string,
): Disclosure[] => rows.disclosures.filter((one) => act(one) === id && (!level || one.level === level));
