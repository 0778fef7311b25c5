import { refusals } from './refusals.ts';

/** Counts each partner's operations under way in this process. Behind several processes a partner has as many times more. */
export class Concurrency {
  readonly #running = new Map<string, number>();

  constructor(private readonly maximum: number) {}

  /** Runs `work`; throws the refusal where the partner has `maximum` under way. */
  async during<T>(partnerId: string, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(partnerId) ?? 0;
    if (running >= this.maximum) throw refusals.tooManyAtOnce();
    this.#running.set(partnerId, running + 1);
    try {
      return await work();
    } finally {
      this.#leave(partnerId);
    }
  }

  #leave(partnerId: string): void {
    const left = (this.#running.get(partnerId) ?? 1) - 1;
    if (left > 0) this.#running.set(partnerId, left);
    else this.#running.delete(partnerId);
  }
}
