import type { GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { BoundedMap } from '../access/boundedMap.ts';
import { mayAsk } from '../access/shield.ts';
import type { ActOutcome } from '../acts/outcomes.ts';
import type { OperationContext } from '../context.ts';
import { complete } from './marks.ts';
import { NotCompiled } from './notCompiled.ts';
import { compile, type Plan } from './plan.ts';
import type { Variables } from './selection.ts';
import type { Run } from './statement.ts';

type Request = GraphQLRequestContext<OperationContext>;

/** An answer's `data`, as the text that is sent. */
export class ReadyData {
  constructor(
    readonly text: string,
    /** What it cost. */
    readonly points: number,
  ) {}
}

const plansKept = 500;

/** The compiled operations of one audience. */
export class CompiledOperations {
  /** `none`: has no compiled form. */
  readonly #plans = new BoundedMap<string, Plan | 'none'>(plansKept);

  constructor(private readonly schema: GraphQLSchema) {}

  /** The data of an operation, or null where the interpreter is to answer: it does whatever this does not know, and says every error. */
  async answer(
    request: Request,
    { key, variables }: { key: string; variables: Variables },
  ): Promise<ReadyData | null> {
    const context = request.contextValue;
    const plan = this.#plans.get(key) ?? this.#compile(key, request, variables);
    if (plan === 'none') return null;
    const kind = plan.act ? 'mutations' : 'queries';
    if (!plan.rootFields.every((field) => mayAsk(kind, field, context.caller))) return null;
    const outcome = await plan.act?.(variables, context).catch(() => null);
    // Why it failed or was refused is the interpreter's to say, as is what was only tried.
    if (outcome === null || outcome?.id === null) return null;
    return this.#run(plan, variables, context, outcome);
  }

  #compile(key: string, { document, operation, contextValue }: Request, variables: Variables): Plan | 'none' {
    if (!document || !operation) return 'none';
    try {
      const plan = compile(this.schema, document, operation, variables, contextValue);
      this.#plans.set(key, plan);
      return plan;
    } catch (error) {
      // What is wrong with one request, such as its cursor, says nothing of the next that asks in the same words.
      if (error instanceof NotCompiled) this.#plans.set(key, 'none');
      else if (!(error instanceof GraphQLError)) throw error;
      return 'none';
    }
  }

  async #run(
    plan: Plan,
    variables: Variables,
    context: OperationContext,
    outcome: ActOutcome | undefined,
  ): Promise<ReadyData | null> {
    const inputs = attempt(() => plan.inputs.map((read) => read(variables, context)));
    if (!inputs?.every(({ shape }, at) => shape === plan.shapes[at])) return null;
    const parameters = plan.parameters.map(([input, value]) => inputs[input]?.values[value] as never);
    // Where it fails, the operation is over, and the interpreter says how.
    const [row] = await context.operation.last<{ data: string }>(plan.text, parameters).catch(() => []);
    const run: Run = { context, root: outcome ?? {}, inputs, points: plan.points };
    const text = row && attempt(() => complete(row.data, plan.completions, run));
    return text ? new ReadyData(text, run.points) : null;
  }
}

/** null where the interpreter is to say what is wrong. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotCompiled || error instanceof GraphQLError) return null;
    throw error;
  }
}
