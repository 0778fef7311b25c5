import { requestDeadlineMilliseconds } from '../access/operation.ts';
import { OperationTimeout } from '../access/operationErrors.ts';
import { refusals } from './refusals.ts';

interface Partner {
  underWay: number;
  /** Of those under way, how many may hold a connection. */
  atWork: number;
  /** The others, in their order: each call gives one its turn. */
  waiting: (() => void)[];
}

interface Bounds {
  /** Of one partner under way; one more is refused. */
  maximum: number;
  /** Of one partner at work: fewer than the pool has connections, so that no partner ever takes them all. */
  atWork: number;
}

/** Counts each partner's operations in this process. Behind several processes a partner has as many times more. */
export class Concurrency {
  readonly #partners = new Map<string, Partner>();

  constructor(private readonly bounds: Bounds) {}

  /**
   * Runs `work`, which is told how long it had to wait for its turn. Throws the refusal where the partner has `maximum` under way, and
   * `OperationTimeout` where the turn does not come within the time of a request.
   */
  async during<T>(partnerId: string, work: (waitedMilliseconds: number) => Promise<T>): Promise<T> {
    const partner = this.#partners.get(partnerId) ?? { underWay: 0, atWork: 0, waiting: [] };
    if (partner.underWay >= this.bounds.maximum) throw refusals.tooManyAtOnce();
    partner.underWay += 1;
    this.#partners.set(partnerId, partner);
    try {
      const arrivedAt = performance.now();
      if (partner.atWork < this.bounds.atWork) partner.atWork += 1;
      else await turn(partner);
      return await work(performance.now() - arrivedAt).finally(() => handOn(partner));
    } finally {
      partner.underWay -= 1;
      if (partner.underWay === 0) this.#partners.delete(partnerId);
    }
  }
}

/** Whoever is done gives its place to the next, or leaves it free. */
function handOn(partner: Partner): void {
  const next = partner.waiting.shift();
  if (next) next();
  else partner.atWork -= 1;
}

function turn(partner: Partner): Promise<void> {
  return new Promise((resolve, reject) => {
    const begin = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      partner.waiting.splice(partner.waiting.indexOf(begin), 1);
      reject(new OperationTimeout());
    }, requestDeadlineMilliseconds);
    partner.waiting.push(begin);
  });
}
