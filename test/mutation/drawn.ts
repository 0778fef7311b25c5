import { seededRandom } from '../random.ts';

/** So many of them, drawn by the seed. */
export function drawn<Item>(all: readonly Item[], count: number, seed: number): Item[] {
  const random = seededRandom(seed);
  return all
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ item }) => item);
}
