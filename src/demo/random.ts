import { createHash } from 'node:crypto';

/** Draws that are the same for the same seed, wherever they run. Nothing here is fit for a secret. */
export interface Random {
  /** From 0, included, to 1, excluded. */
  fraction(): number;
  /** Both bounds included. */
  integer(lowest: number, highest: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** Version 4 by its shape. */
  uuid(): string;
}

/** One stream per concept: a draw more among homes must not change the people. */
export function createRandom(seed: number, stream: string): Random {
  const fraction = smallFastCounter(createHash('sha256').update(`${seed} ${stream}`).digest());
  const integer = (lowest: number, highest: number) =>
    lowest + Math.floor(fraction() * (highest - lowest + 1));
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick: (items) => at(items, integer(0, items.length - 1)),
    weighted(items) {
      const left = fraction() * items.reduce((sum, [, weight]) => sum + weight, 0);
      let passed = 0;
      const found = items.find(([, weight]) => {
        passed += weight;
        return left < passed;
      });
      return (found ?? at(items, items.length - 1))[0];
    },
    shuffled(items) {
      const order = [...items];
      for (let last = order.length - 1; last > 0; last--) {
        const other = integer(0, last);
        [order[last], order[other]] = [at(order, other), at(order, last)];
      }
      return order;
    },
    uuid() {
      const hex = Array.from({ length: 32 }, () => integer(0, 15).toString(16)).join('');
      const variant = '89ab'[integer(0, 3)];
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

/** An element that is there, or a mistake of the demo's plan. */
export function at<Item>(items: readonly Item[], position: number): Item {
  const item = items[position];
  if (item === undefined) throw new Error(`the demo's plan has no item ${position} of ${items.length}`);
  return item;
}

// sfc32, by Chris Doty-Humphrey, public domain. Its 128 bits of state keep thousands of streams, and their uuids, apart.
function smallFastCounter(seed: Buffer): () => number {
  let [a, b, c, counter] = [
    seed.readInt32LE(0),
    seed.readInt32LE(4),
    seed.readInt32LE(8),
    seed.readInt32LE(12),
  ];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}
