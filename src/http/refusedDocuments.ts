import { BoundedMap } from '../access/boundedMap.ts';
import type { Budget } from './budget.ts';
import { pointsOf } from './limits.ts';
import { refusals } from './refusals.ts';

const partnersKept = 10_000;

/**
 * A document that is refused was parsed and perhaps validated: it costs its partner a fixed price, from the same budget as what is
 * answered. A partner that cannot pay is refused before its next document is read, until the budget holds that price again.
 */
export class RefusedDocuments {
  /** In milliseconds since 1970, per partner. */
  readonly #emptyUntil = new BoundedMap<string, number>(partnersKept);

  constructor(
    private readonly budget: Budget,
    private readonly now: () => number = Date.now,
  ) {}

  /** Throws the refusal of a partner that could not pay for its last refused document. */
  requirePoints(partnerId: string): void {
    const milliseconds = (this.#emptyUntil.get(partnerId) ?? 0) - this.now();
    if (milliseconds > 0) throw refusals.pointsSpent(Math.ceil(milliseconds / 1_000));
  }

  /** Takes the price. Throws the refusal where the budget does not hold it. */
  async charge(partnerId: string): Promise<void> {
    const { granted, available } = await this.budget.spend(partnerId, pointsOf.refusedDocument);
    if (granted) return;
    const seconds = this.budget.secondsUntil(pointsOf.refusedDocument, available);
    this.#emptyUntil.set(partnerId, this.now() + seconds * 1_000);
    throw refusals.pointsSpent(Math.max(1, Math.ceil(seconds)));
  }
}
