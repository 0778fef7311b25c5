import { BoundedMap } from '../access/boundedMap.ts';

const windowMilliseconds = 60_000;
const failuresAllowed = 20;
const addressesKept = 10_000;

interface Window {
  endsAt: number;
  failures: number;
}

/**
 * Counts wrong keys by address. A key is never locked, or anybody could lock a partner out; and a right key is never
 * held back by its neighbours' wrong ones.
 */
export class FailureLimiter {
  readonly #windows = new BoundedMap<string, Window>(addressesKept);

  constructor(private readonly now: () => number = Date.now) {}

  /** Counts one more. Returns 0, or after how many seconds to try again where it was one too many. */
  fail(address: string): number {
    const current = this.#windows.get(address);
    const isOpen = current && current.endsAt > this.now();
    const window = isOpen ? current : { endsAt: this.now() + windowMilliseconds, failures: 0 };
    window.failures += 1;
    this.#windows.set(address, window);
    return window.failures > failuresAllowed ? Math.ceil((window.endsAt - this.now()) / 1_000) : 0;
  }
}
