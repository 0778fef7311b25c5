import { type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import { GraphQLError, getVariableValues } from 'graphql';
import { BoundedMap } from '../access/boundedMap.ts';
import { ReadyData } from '../compiled/operations.ts';
import type { Variables } from '../compiled/selection.ts';
import { shapeOfVariables } from '../compiled/variables.ts';
import type { OperationContext } from '../context.ts';
import type { Budget } from './budget.ts';
import { type Price, Pricer } from './cost.ts';
import { maximumNodes } from './limits.ts';
import { rateLimitHeaders } from './rateLimitHeaders.ts';
import type { SpentPoints } from './requestFacts.ts';

type Request = GraphQLRequestContext<OperationContext>;

interface Asked {
  variables: Variables;
  /** Equal for all requests that cost the same and that one statement answers. */
  key: string;
  pricer: () => Pricer;
}

const pricesKept = 1_000;

/**
 * Prices each operation when its variables are known and nothing has run, and takes the price from its partner's budget; what was
 * not read in the end goes back. Without a budget it only refuses what is too large for anybody.
 */
export class CostMeter {
  readonly #asked = new WeakMap<OperationContext, Asked>();
  readonly #prices = new BoundedMap<string, Price>(pricesKept);

  constructor(private readonly budget: Budget | undefined) {}

  async charge(request: Request): Promise<void> {
    const asked = ask(request);
    if (!asked) return;
    this.#asked.set(request.contextValue, asked);
    const { points, nodes } = this.#price(asked);
    refuseAbove('nodes', nodes, maximumNodes);
    if (this.budget) await spend(request.contextValue, this.budget, points);
  }

  /** What was asked, once it is charged. */
  asked({ contextValue }: Request): Asked | undefined {
    return this.#asked.get(contextValue);
  }

  #price({ key, pricer }: Asked): Price {
    const price = this.#prices.get(key) ?? pricer().estimate();
    this.#prices.set(key, price);
    return price;
  }

  /** Call it when the answer is final. An operation that failed gives nothing back. */
  tell({ response, contextValue }: Request): void {
    const { facts, caller } = contextValue;
    if (!this.budget || !facts.cost || response.body?.kind !== 'single') return;
    const { singleResult } = response.body;
    const { data } = singleResult;
    const read =
      data instanceof ReadyData ? data : data && this.#asked.get(contextValue)?.pricer().measure(data);
    facts.used = read?.points;
    const unused = read ? Math.max(0, facts.cost.requested - Math.max(1, read.points)) : 0;
    this.budget.giveBack(caller.partnerId, unused);
    const { requested, maximum, restoreRate } = facts.cost;
    const available = Math.min(maximum, facts.cost.available + unused);
    const cost: SpentPoints = { requested, available, maximum, restoreRate };
    singleResult.extensions = { ...singleResult.extensions, cost };
    for (const [name, value] of Object.entries(rateLimitHeaders(cost)))
      response.http.headers.set(name, value);
  }
}

/** Variables that do not fit are refused here, by the first mistake: execution would spell out fifty, each with the whole input. */
function ask({ schema, document, operation, request, queryHash, operationName }: Request): Asked | undefined {
  if (!document || !operation) return undefined;
  const definitions = operation.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, request.variables ?? {}, {
    maxErrors: 1,
  });
  const [mistake] = errors ?? [];
  if (mistake) {
    throw new GraphQLError(mistake.message, {
      nodes: mistake.nodes,
      originalError: mistake.originalError,
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
  if (!coerced) return undefined;
  const shape = shapeOfVariables(schema, definitions, coerced);
  return {
    variables: coerced,
    key: `${queryHash} ${operationName ?? ''} ${shape}`,
    pricer: () => new Pricer(schema, document, operation, coerced),
  };
}

async function spend({ caller, facts }: OperationContext, budget: Budget, points: number): Promise<void> {
  const { maximumPoints: maximum, pointsPerSecond: restoreRate } = budget.limits;
  // What reads nothing is no gift: the cheapest would be sent without end.
  const requested = Math.max(1, points);
  refuseAbove('cost', requested, maximum);
  const { granted, available } = await budget.spend(caller.partnerId, requested);
  facts.cost = { requested, available, maximum, restoreRate };
  if (!granted) throw rateLimited(facts.cost);
}

function refuseAbove(limit: 'nodes' | 'cost', measured: number, maximum: number): void {
  if (measured <= maximum) return;
  const what =
    limit === 'nodes' ? `could read more than ${maximum} objects` : `costs more than ${maximum} points`;
  throw new GraphQLError(`The operation ${what}; ask for smaller pages.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', limit, maximum, http: { status: 400 } },
  });
}

function rateLimited({ requested, available, restoreRate }: SpentPoints): GraphQLError {
  const seconds = Math.max(1, Math.ceil((requested - available) / restoreRate));
  const headers = new HeaderMap([['retry-after', String(seconds)]]);
  return new GraphQLError('The budget of points is spent; wait as long as Retry-After says.', {
    extensions: { code: 'RATE_LIMITED', http: { status: 429, headers } },
  });
}
