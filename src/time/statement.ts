/** What time does to rows, in one statement: what is written here happens, and nothing beside it but the effects of the change itself. */
export interface TimedStatement {
  /** What the journal names as the cause. */
  name: string;
  /** What happens, and when. */
  what: string;
  /**
   * `$1`: the job's clock, null for the database's; `$2`: rows at most. It answers how many rows it changed, changes nothing when said
   * again, and leaves alone what an act holds at that moment: the next minute finds it.
   */
  sql: string;
}

/** The job's clock. */
export const at = 'coalesce($1::timestamptz, now())';

/** The day in Paris by the job's clock. */
export const parisDayAt = `(${at} at time zone 'Europe/Paris')::date`;

/** Takes the lock that acts take on a row (Act.lock), unless one holds it: jobs wait for nobody, so they meet no deadlock. */
export const isFree = (kind: 'family' | 'person' | 'offer', column: string) =>
  `(${column} is null or pg_try_advisory_xact_lock(hashtextextended('${kind}:' || ${column}, 0)))`;
