import { randomUUID } from 'node:crypto';
import { builder, type RowRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';
import { asRefusal } from '../errors.ts';
import { Act } from './act.ts';
import { checkInput } from './checkInput.ts';
import { type Beginning, begin, beginningOf, earlierResult, hasBeenDone } from './idempotency.ts';
import { inOrder } from './inOrder.ts';
import { type InputField, type InputFields, type InputOf, input, optional } from './inputFields.ts';
import { type ActOutcome, type Perform, performOnce } from './outcomes.ts';
import { refusalsOf } from './refusals.ts';

export type PayloadRef = RowRef<ActOutcome>;

/** Of every input, beside its own fields. Which audience sees `channel` is in the access table. */
const ofEveryInput = {
  validateOnly: optional(input.flag('true: every rule is checked and every error told, nothing is written.')),
};

interface MutationDefinition<Fields extends InputFields> {
  about: string;
  fields: Fields;
  payload: PayloadRef;
  /** Does the act and returns the id of the row that it made or changed. `newId` is what a creating act calls its row. */
  run: (given: InputOf<Fields>, act: Act, newId: string) => Promise<string>;
}

/** Thrown inside the savepoint to take everything back when only the rules were asked for. */
class ValidatedOnly extends Error {
  override readonly name = 'ValidatedOnly';
}

/** The input type of a mutation or of an item in one. */
export function inputType(name: string, about: string, fields: InputFields) {
  return builder.inputType(name, {
    description: about,
    extensions: { givenToAct: true },
    fields: (t) =>
      Object.fromEntries(
        Object.entries(fields).map(
          ([field, { type, about: description, required }]: [string, InputField]) => [
            field,
            t.field({ type: type as 'String', required, description }),
          ],
        ),
      ),
  });
}

/** The uuid of the row that an input names by `id`. */
function rowNamedBy(checked: { id?: unknown }): string | null {
  const { id } = checked;
  if (typeof id === 'string') return id;
  return typeof id === 'object' && id !== null && 'uuid' in id ? String(id.uuid) : null;
}

type Given = Readonly<Record<string, unknown>>;

/** Every change that `run` makes, or none: in a savepoint, under its name and its idempotency key. */
async function attempt(act: Act, beginning: Beginning, run: () => Promise<string>, given: Given) {
  return act.context.operation.savepoint(async () => {
    // The act does not wait for its beginning: what it sends meanwhile is refused with it.
    const [, id] = await inOrder([begin(act, beginning), run()]);
    if (given.validateOnly === true) throw new ValidatedOnly();
    return { id, replayed: false };
  });
}

/** A constraint knew of a row that came while the act ran: its own check finds that row, and names it, when it is run once more. */
const isLostRace = (error: unknown): boolean =>
  refusalsOf(error)?.some(({ code, particulars }) => code === 'DUPLICATE' && !particulars.existingId) ??
  false;

/** In place of an attempt whose key turned out to be that of an act that has been done. */
async function replay(act: Act, { key }: Beginning, { validateOnly }: Given, error: unknown) {
  if (key === null || !hasBeenDone(error)) throw error;
  if (validateOnly === true) throw new ValidatedOnly();
  return { id: await earlierResult(act, key), replayed: true };
}

async function perform<Fields extends InputFields>(
  mutation: string,
  { fields, run }: MutationDefinition<Fields>,
  given: Given,
  context: OperationContext,
): Promise<ActOutcome> {
  const act = new Act(mutation, context);
  try {
    const checked = checkInput(fields, given, context);
    const resultId = rowNamedBy(checked) ?? randomUUID();
    const beginning = beginningOf(given, resultId);
    const once = () => attempt(act, beginning, async () => run(checked, act, resultId), given);
    const done = await once()
      .catch((error: unknown) => (isLostRace(error) ? once() : Promise.reject(error)))
      .catch((error: unknown) => replay(act, beginning, given, error));
    const several = (checked as { ids?: readonly string[] }).ids;
    return { ...done, ids: several ?? [done.id], errors: [] };
  } catch (error) {
    if (error instanceof ValidatedOnly) return { id: null, ids: [], errors: [], replayed: false };
    const refusals = refusalsOf(error);
    if (!refusals) throw error;
    return { id: null, ids: [], errors: refusals.map(asRefusal), replayed: false };
  }
}

/** Registers one mutation field with its input type; each runs in a savepoint of its own. */
export function mutation<Fields extends InputFields>(
  name: string,
  definition: MutationDefinition<Fields>,
): void {
  const ref = inputType(`${name[0]?.toUpperCase()}${name.slice(1)}Input`, `Input of ${name}.`, {
    ...definition.fields,
    ...ofEveryInput,
  });
  const act: Perform = (given, context) => perform(name, definition, given as Given, context);
  builder.mutationField(name, (t) =>
    t.field({
      type: definition.payload,
      extensions: { act },
      description: definition.about,
      args: { input: t.arg({ type: ref, required: true, description: 'Everything that the act needs.' }) },
      resolve: (_root, { input }, context) => performOnce(act, input, context),
    }),
  );
}
