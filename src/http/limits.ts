/**
 * The shape a document may have, fragments followed. The longest document of the journeys uses about half of each.
 * Rows are another matter: what `first` makes of a shape is counted once the variables are known, in `cost.ts`.
 */
export const shapeLimits = {
  /** Levels of fields; `edges`, `node` and `nodes` do not count. */
  depth: 8,
  /** Levels of fields, all of them. */
  absoluteDepth: 16,
  /** `__typename` counts. */
  aliases: 15,
  rootFields: 10,
  mutations: 5,
  directives: 10,
  fields: 400,
} as const;

export type ShapeLimit = keyof typeof shapeLimits;

/** Objects that one operation may read, with its variables. */
export const maximumNodes = 10_000;

/** What an operation costs; scalars are free. A connection costs 1 and, for each row of its page, what is asked of a row. */
export const pointsOf = {
  object: 1,
  /** Its payload included; each element of its input's lists costs as an object. */
  mutation: 10,
  /** One that is not executed, whatever is wrong with it. */
  refusedDocument: 5,
  /** One download of it: the longest has 150 kB. */
  schema: 25,
  /** For each day that an aggregate is asked for, whatever of it. */
  aggregate: 25,
  aggregates: {
    PlacementProgressFigures: true,
    RoofAndJobFigures: true,
    HousingSupplyFigures: true,
    JobSupplyFigures: true,
    EmploymentOutcomesFigures: true,
    TimeToSettleFigures: true,
    SchoolAndFrenchFigures: true,
    RightsProgressFigures: true,
    CareAccessFigures: true,
  },
  /** Fields that read rows which are not in the answer, by `Type.field`: on top of what is. */
  unseen: {
    'Family.missingForArrival': 1,
    'Query.rightsBlockers': 25,
    // Every step of the family and every member, again for each step.
    'RightsStep.blockedBy': 5,
  } as Readonly<Record<string, number>>,
} as const;

/** What an object of this type costs in an answer; an aggregate is one price, whatever is asked of it. */
export const pointsOfObject = (type: string, below: number): number =>
  Object.hasOwn(pointsOf.aggregates, type) ? pointsOf.aggregate : pointsOf.object + below;

/** What an act costs that is given this input, beside what its payload reads. */
export function pointsOfAct(input: unknown): number {
  const lists = Object.values(Object(input)).filter((value) => Array.isArray(value));
  return pointsOf.mutation + pointsOf.object * lists.reduce((sum, list) => sum + list.length, 0);
}

export interface PartnerLimits {
  /** What a partner can spend at once; Infinity: nothing is counted. */
  maximumPoints: number;
  /** What comes back of it. */
  pointsPerSecond: number;
  /** In one server process. */
  concurrentOperations: number;
}

export const partnerLimits: PartnerLimits = {
  maximumPoints: 2_000,
  pointsPerSecond: 50,
  concurrentOperations: 10,
};

/** The lexer stops here, before anything is built; told as the limit `tokens`. */
export const maximumTokens = 1_000;

/** More would only tell a prober about the schema. GraphQL adds one, which says that there were more. */
export const maximumValidationErrors = 2;

export const bodyLimitBytes = 100 * 1024;

/** Of a validated document, per audience: each holds at most `maximumTokens`. */
export const documentsKept = 500;

export function isShapeLimit(name: unknown): name is ShapeLimit {
  return typeof name === 'string' && Object.hasOwn(shapeLimits, name);
}
