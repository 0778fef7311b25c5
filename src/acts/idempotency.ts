import { createHash } from 'node:crypto';
import postgres from 'postgres';
import type { Act } from './act.ts';

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

/** What is written down before an act is done. */
export interface Beginning {
  /** How a partner without a key told the coordinator who acts for it, or ''. */
  channel: string;
  /** null: an act that may be done as often as it is asked for. */
  key: string | null;
  /** What decides whether the key is used for the same act again. */
  input: object;
  /** The row that the act will result in. */
  resultId: string;
}

export function beginningOf(
  { validateOnly: _only, idempotencyKey, ...input }: Readonly<Record<string, unknown>>,
  resultId: string,
): Beginning {
  const { channel } = input;
  return {
    channel: typeof channel === 'string' ? channel : '',
    key: typeof idempotencyKey === 'string' ? idempotencyKey : null,
    input,
    resultId,
  };
}

/**
 * Names the act to the journal and writes down its idempotency key with what it will result in, in the act's savepoint: an act that
 * fails leaves its key free. The act need not wait for the answer: where the same act is under way or done, or the key was used
 * with another input, this throws what `refusalsOf` or `hasBeenDone` know, and the database does nothing that was sent behind it.
 */
export async function begin(act: Act, { channel, key, input, resultId }: Beginning): Promise<void> {
  const hashes = key === null ? [null, null] : [sha256(key), sha256(canonical(input))];
  await act.context.operation.sql('select access.begin_act($1, $2, $3, $4, $5)', [
    act.mutation,
    channel,
    ...hashes,
    resultId,
  ]);
}

export function hasBeenDone(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === 'UT022';
}

/** The id that the act which has been done with this key resulted in. */
export async function earlierResult(act: Act, key: string): Promise<string> {
  const [earlier] = await act.context.operation.sql<{ result_id: string }>(
    'select result_id from idempotency_keys where partner_id = $1 and mutation = $2 and key_hash = $3',
    [act.context.caller.partnerId, act.mutation, sha256(key)],
  );
  if (!earlier) throw new Error('An act was done and its key is gone');
  return earlier.result_id;
}
