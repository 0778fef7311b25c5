import type { Sql } from 'postgres';
import { BoundedMap } from '../access/boundedMap.ts';
import { OperationTimeout } from '../access/operationErrors.ts';
import type { PartnerLimits } from './limits.ts';

interface Spending {
  /** false: nothing was taken. */
  granted: boolean;
  /** Points that are left, whole ones. */
  available: number;
}

const patienceMilliseconds = 10_000;
const partnersKept = 10_000;

/** Each partner's bucket of points: in the database, so that every server process draws from the same one. */
export class Budget {
  /** What was taken and not used: it goes back with the next statement, at no cost of its own. */
  readonly #unused = new BoundedMap<string, number>(partnersKept);

  constructor(
    private readonly pool: Sql,
    readonly limits: Pick<PartnerLimits, 'maximumPoints' | 'pointsPerSecond'>,
  ) {}

  /** One statement, outside of any transaction. Throws `OperationTimeout` where the pool has no connection for 10 s. */
  async spend(partnerId: string, points: number): Promise<Spending> {
    const { maximumPoints, pointsPerSecond } = this.limits;
    const unused = this.#unused.get(partnerId) ?? 0;
    this.#unused.delete(partnerId);
    const asked = this.pool.unsafe<Spending[]>(
      'select granted, available from access.spend($1, $2, $3, $4, $5)',
      [partnerId, points, unused, maximumPoints, pointsPerSecond],
      { prepare: true },
    );
    const [spending] = await inTime(asked);
    // Without an answer nothing is granted.
    return spending ?? { granted: false, available: 0 };
  }

  giveBack(partnerId: string, points: number): void {
    if (points > 0) this.#unused.set(partnerId, points + (this.#unused.get(partnerId) ?? 0));
  }
}

async function inTime<T>(work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OperationTimeout()), patienceMilliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
