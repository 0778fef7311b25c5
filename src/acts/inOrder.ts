type Answers<Sent extends readonly Promise<unknown>[]> = { [Index in keyof Sent]: Awaited<Sent[Index]> };

/**
 * The answers of what was sent at once. Where several fail, the first in this order is thrown, as if each had waited for the one
 * before; and only when all are known, so that nothing of an act goes on once it is taken back.
 */
export async function inOrder<const Sent extends readonly Promise<unknown>[]>(
  sent: Sent,
): Promise<Answers<Sent>> {
  const known = await Promise.allSettled(sent);
  const failed = known.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return known.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as Answers<Sent>;
}
