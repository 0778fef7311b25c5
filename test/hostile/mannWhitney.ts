/** The two-sided p of Mann and Whitney, by the normal approximation. */
export function difference(one: number[], other: number[]): number {
  const ranked = [
    ...one.map((value) => ({ value, first: true })),
    ...other.map((value) => ({ value, first: false })),
  ].sort((a, b) => a.value - b.value);
  const rankSum = ranked.reduce((sum, { first }, index) => sum + (first ? index + 1 : 0), 0);
  const [n, m] = [one.length, other.length];
  const z = (rankSum - (n * (n + 1)) / 2 - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 2 * tail;
}
