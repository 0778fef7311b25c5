import { createHash } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import { errors } from '../errors.ts';
import { idempotencyKeys } from '../events/events.table.ts';
import type { Act } from './act.ts';
import { insertRows } from './insertRows.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** In the input of an act that changes a row null clears a value and absent leaves it; elsewhere both say nothing. */
const nullClears = (input: unknown) =>
  typeof input === 'object' && input !== null && 'expectedVersion' in input;

/** Keys in order, instants as text: the same input has one spelling. */
function canonical(value: unknown, nullCounts = nullClears(value)): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, nullCounts)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(
      ([, item]) => item !== undefined && (item !== null || nullCounts),
    );
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, nullCounts)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

async function claimed(act: Act, partnerId: string, keyHash: Buffer): Promise<void> {
  const name = `${partnerId}:${act.mutation}:${keyHash.toString('hex')}`;
  const [row] = await act.context.operation.sql<{ free: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 1)) as free',
    [name],
  );
  if (!row?.free) throw errors.idempotencyInProgress();
}

/**
 * The id that an earlier act with this key and input resulted in; else null, with `resultId` written down in the act's savepoint:
 * an act that fails leaves its key free.
 */
export async function firstResult(
  act: Act,
  key: string,
  given: object,
  resultId: string,
): Promise<string | null> {
  const { partnerId, audience } = act.context.caller;
  const keyHash = sha256(key);
  await claimed(act, partnerId, keyHash);
  const inputHash = sha256(canonical(given));
  const [earlier] = await act.db
    .select({ inputHash: idempotencyKeys.inputHash, resultId: idempotencyKeys.resultId })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.partnerId, partnerId),
        eq(idempotencyKeys.mutation, act.mutation),
        eq(idempotencyKeys.keyHash, keyHash),
        // An older one is unknown, whether or not it has been deleted; access.expired_key_gives_way lets it be used again.
        gt(idempotencyKeys.createdAt, sql`now() - interval '72 hours'`),
      ),
    );
  if (earlier) {
    if (!earlier.inputHash.equals(inputHash)) throw errors.idempotencyKeyReused();
    return earlier.resultId;
  }
  await insertRows(act, idempotencyKeys, [
    { partnerId, audience, mutation: act.mutation, keyHash, inputHash, resultId },
  ]);
  return null;
}
