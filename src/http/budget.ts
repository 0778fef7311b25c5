import type { Sql } from 'postgres';
import { BoundedMap } from '../access/boundedMap.ts';
import { OperationTimeout } from '../access/operationErrors.ts';
import type { PartnerLimits } from './limits.ts';
import { refusals } from './refusals.ts';

interface Spending {
  /** false: nothing was taken. */
  granted: boolean;
  /** Points that are left, whole ones. */
  available: number;
}

/** What this process holds of a partner's bucket: taken there already, not spent yet. */
interface Held {
  points: number;
  /** In the bucket when it was last asked, beside what is held. */
  level: number;
  askedAt: number;
}

const patienceMilliseconds = 10_000;
const partnersKept = 10_000;
// For so long a process spends what it holds without asking, and other processes' spending is not seen in `available`.
const heldMilliseconds = 5_000;
/** The part of a bucket that is taken ahead, out of a bucket that is at least half full: near its end every point is asked for. */
const aheadShare = 1 / 20;

/** Each partner's bucket of points: in the database, so that every server process draws from the same one. */
export class Budget {
  readonly #held = new BoundedMap<string, Held>(partnersKept);

  constructor(
    private readonly pool: Sql,
    readonly limits: Pick<PartnerLimits, 'maximumPoints' | 'pointsPerSecond'>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Takes points from what this process holds, or else by one statement outside of any transaction. Never more is spent than was
   * taken from the bucket. Throws `OperationTimeout` where the pool has no connection for 10 s.
   */
  async spend(partnerId: string, points: number): Promise<Spending> {
    const held = this.#held.get(partnerId);
    if (!held || held.points < points || held.askedAt + heldMilliseconds < this.now())
      return this.#take(partnerId, points, held);
    held.points -= points;
    return { granted: true, available: this.#available(held) };
  }

  /** Takes points for what has a fixed price. Throws the refusal where the bucket does not hold them. */
  async charge(partnerId: string, points: number): Promise<void> {
    const { granted, available } = await this.spend(partnerId, points);
    if (granted) return;
    throw refusals.pointsSpent(Math.max(1, Math.ceil(this.secondsUntil(points, available))));
  }

  /** Points that a partner has left, as far as this process knows; undefined: it has asked for none yet. */
  available(partnerId: string): number | undefined {
    const held = this.#held.get(partnerId);
    return held && this.#available(held);
  }

  /** Until the bucket holds as much again. */
  secondsUntil(points: number, available: number): number {
    return (points - available) / this.limits.pointsPerSecond;
  }

  /** Of what was granted: it is spent next, or goes back with the next statement, at no cost of its own. */
  giveBack(partnerId: string, points: number): void {
    if (points <= 0) return;
    const held = this.#held.get(partnerId);
    if (held) held.points += points;
    else this.#held.set(partnerId, { points, level: 0, askedAt: 0 });
  }

  async #take(partnerId: string, points: number, held: Held | undefined): Promise<Spending> {
    this.#held.delete(partnerId);
    const { maximumPoints } = this.limits;
    const unused = held?.points ?? 0;
    const isFull = held !== undefined && this.#available(held) >= maximumPoints / 2 + points;
    const ahead = isFull ? Math.floor(maximumPoints * aheadShare) : 0;
    const asked = await this.#ask(partnerId, points + ahead, unused);
    // Another process was faster: what was unused is back in the bucket now.
    const { granted, available } =
      asked.granted || ahead === 0 ? asked : await this.#ask(partnerId, points, 0);
    const more = this.#held.get(partnerId)?.points ?? 0;
    const now: Held = {
      points: more + (asked.granted ? ahead : 0),
      level: available,
      askedAt: this.now(),
    };
    this.#held.set(partnerId, now);
    return { granted, available: this.#available(now) };
  }

  async #ask(partnerId: string, points: number, unused: number): Promise<Spending> {
    const { maximumPoints, pointsPerSecond } = this.limits;
    const asked = this.pool.unsafe<Spending[]>(
      'select granted, available from access.spend($1, $2, $3, $4, $5)',
      [partnerId, points, unused, maximumPoints, pointsPerSecond],
      { prepare: true },
    );
    const [spending] = await inTime(asked);
    // Without an answer nothing is granted.
    return spending ?? { granted: false, available: 0 };
  }

  #available({ level, points, askedAt }: Held): number {
    const { maximumPoints, pointsPerSecond } = this.limits;
    const refilled = level + (pointsPerSecond * (this.now() - askedAt)) / 1_000;
    return Math.floor(Math.min(maximumPoints, refilled + points));
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
