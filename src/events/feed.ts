import type { ISql } from 'postgres';

/** One transition of one row; codes and ids alone. */
export interface FeedEvent {
  position: number;
  at: Date;
  /** Whom it concerns; null: the row is no partner's to see yet. */
  partnerId: string | null;
  regionCode: string | null;
  machine: string;
  rowId: string;
  /** For coordinators of the region. */
  toState: string;
  /** All that the partner may be told of the state; null: its row has gone from its sight. */
  partnerState: string | null;
  /** Of the row after the transition. */
  version: number;
}

/** A reader that has read nothing. */
export const beginning = '0.0';

/** A transaction's number, which has 64 bits and stays text, and a position. */
const cursorShape = /^(\d{1,20})\.(\d{1,19})$/;

/**
 * The next events after a cursor, at most `limit`, and the cursor after them; `sql` is a role that reads events. Every committed event
 * is read once, and those of one row in the order in which they happened. Throws a RangeError where the text is no cursor.
 *
 * A transaction writes early and commits late, so a reader that goes by position passes over what commits after it. This one stops
 * before the oldest transaction still running: whatever stands below that is there for good, and nothing can come to stand below it,
 * for an event stands no lower than its transaction's number (access.feed_transaction).
 */
export async function eventsAfter(
  sql: ISql,
  cursor: string,
  limit: number,
): Promise<{ events: FeedEvent[]; cursor: string }> {
  const [, transaction, position] = cursorShape.exec(cursor) ?? [];
  if (transaction === undefined || position === undefined)
    throw new RangeError('This is no cursor of the feed.');
  const rows = await sql<(FeedEvent & { takenAt: string })[]>`
    select transaction::text as "takenAt", position::float8 as position, at, partner_id as "partnerId",
      region_code as "regionCode", machine, row_id as "rowId", to_state as "toState", partner_state as "partnerState", version
    from public.events
    where (transaction, position) > (${transaction}::xid8, ${position}::bigint)
      and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by events.transaction, events.position limit ${limit}`;
  const last = rows.at(-1);
  return {
    events: rows.map(({ takenAt: _, ...event }) => event),
    cursor: last ? `${last.takenAt}.${last.position}` : cursor,
  };
}
