import type { OperationContext } from '../context.ts';
import type { Refusal } from '../errors.ts';

/** What a payload is made from: the id of the row that resulted, re-read under today's rights. */
export interface ActOutcome {
  id: string | null;
  /** Of an act on several rows: all of them. */
  ids: readonly string[];
  errors: readonly Refusal[];
  replayed: boolean;
}

/** Does what a mutation's `input` asks for. */
export type Perform = (input: unknown, context: OperationContext) => Promise<ActOutcome>;

interface First {
  act: Promise<ActOutcome>;
  outcome?: ActOutcome;
}

/** The act of an operation that has but one. */
const firsts = new WeakMap<OperationContext, First>();

/**
 * Performs the one act of an operation before anything of its payload is read. However the payload is read then, the act is not
 * performed again.
 */
export async function performFirst(
  perform: Perform,
  input: unknown,
  context: OperationContext,
): Promise<ActOutcome> {
  const first: First = { act: perform(input, context) };
  firsts.set(context, first);
  first.outcome = await first.act;
  return first.outcome;
}

/** Performs an act, unless it is the one that was performed first. */
export const performOnce = (
  perform: Perform,
  input: unknown,
  context: OperationContext,
): Promise<ActOutcome> => firsts.get(context)?.act ?? perform(input, context);

/** The row in which the act resulted that was performed first; null before it, or without one. */
export const firstResult = (context: OperationContext): string | null =>
  firsts.get(context)?.outcome?.id ?? null;
