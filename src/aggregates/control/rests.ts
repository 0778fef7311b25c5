import type { Sum } from './linkedTable.ts';

/** Keys of known figures, the total first: what is left when the others are subtracted from it can be computed, and no single cell of it. */
export type Rest = readonly [total: string, ...known: string[]];

/**
 * What can be computed by subtraction where these cells are known: what the known parts leave of a total, and what is left when the known parts of its
 * unknown parts, and so on, are subtracted too. A cell that is the total of several sums (by stage, by roof) is taken apart by one of them at a time.
 */
export function restsOf(sums: readonly Sum[], isKnown: (key: string) => boolean): Rest[] {
  const sumsOf = new Map<string, Sum[]>();
  for (const sum of sums) sumsOf.set(sum.total, [...(sumsOf.get(sum.total) ?? []), sum]);
  const ways = Math.max(0, ...[...sumsOf.values()].map(({ length }) => length));
  const subtract = ({ parts }: Sum, way: number | undefined): { known: string[]; unknown: number } => {
    const [known, open] = [parts.filter(isKnown), parts.filter((part) => !isKnown(part))];
    const deeper = open.map((part) => {
      const apart = way === undefined ? undefined : sumsOf.get(part);
      const sum = apart?.[Math.min(way ?? 0, apart.length - 1)];
      const left = sum && subtract(sum, way);
      return left && left.known.length > 0 ? left : { known: [], unknown: 1 };
    });
    return {
      known: [...known, ...deeper.flatMap((left) => left.known)],
      unknown: deeper.reduce((sum, left) => sum + left.unknown, 0),
    };
  };
  return sums
    .filter(({ total }) => isKnown(total))
    .flatMap((sum) => {
      const left = [undefined, ...Array.from({ length: ways }, (_, way) => way)].map((way) =>
        subtract(sum, way),
      );
      const rests = left.filter(({ known, unknown }) => known.length > 0 && unknown > 0);
      const distinct = new Map(rests.map(({ known }) => [known.join('\n'), known]));
      return [...distinct.values()].map((known): Rest => [sum.total, ...known]);
    });
}
