import type { LinkedTable, Sum } from '../../src/aggregates/control/linkedTable.ts';

export interface Figure {
  families: number;
  persons: number;
}

/** One linked table as it was published: what anybody may read, and which cells exist. */
export interface Publication {
  asOf: string;
  /** Keys of all cells, told or not. */
  cells: readonly string[];
  sums: readonly Sum[];
  measures: LinkedTable['measures'];
  minimumPersons: number;
  told: ReadonlyMap<string, Figure>;
  /** What is told elsewhere, and so known here. */
  known: ReadonlyMap<string, Figure>;
}

/** What is published of a table if these cells are withheld. */
export function publish(table: LinkedTable, withheld: ReadonlySet<string>, asOf: string): Publication {
  const figures = (served: true | 'KNOWN') =>
    new Map(
      table.cells
        .filter((cell) => cell.served === served && !withheld.has(cell.key))
        .map(({ key, families, persons }) => [key, { families, persons }]),
    );
  return {
    asOf,
    cells: table.cells.map(({ key }) => key),
    sums: table.sums,
    measures: table.measures,
    minimumPersons: table.minimumPersons,
    told: figures(true),
    known: figures('KNOWN'),
  };
}
