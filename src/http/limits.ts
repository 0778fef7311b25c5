/**
 * The shape a document may have, fragments followed. The longest document of the journeys uses about half of each.
 * Rows are another matter: what `first` makes of a shape is counted once the variables are known, as cost.
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

/** The lexer stops here, before anything is built. */
export const maximumTokens = 1_000;

/** More would only tell a prober about the schema. */
export const maximumValidationErrors = 3;

export const bodyLimitBytes = 100 * 1024;

/** Of a validated document, per audience: each holds at most `maximumTokens`. */
export const documentsKept = 500;

export function isShapeLimit(name: unknown): name is ShapeLimit {
  return typeof name === 'string' && Object.hasOwn(shapeLimits, name);
}
