/** A random number in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, enough to draw programmes. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the values, by weight. */
export function pick<Value>(values: readonly Value[], next: Random, weights?: readonly number[]): Value {
  const weight = weights ?? values.map(() => 1);
  let left = next() * weight.reduce((sum, each) => sum + each, 0);
  let place = 0;
  while (place < values.length - 1 && left >= (weight[place] ?? 0)) left -= weight[place++] ?? 0;
  return values[place] as Value;
}
