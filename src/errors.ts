/** Every code that a mutation's `errors` can hold; which audience can meet which is in access/policy.ts. */
export const mutationErrorCodes = {
  REQUIRED: 'A value is missing.',
  INVALID_FORMAT: 'The text has not the form that is asked for.',
  OUT_OF_RANGE: 'The number, date or list is outside its bounds.',
  TOO_LONG: 'The text is longer than allowed.',
  NOT_FOUND: 'No such row for you: missing and not yours are the same.',
  DUPLICATE: 'One of your own rows already holds this value; `existingId` names it.',
  VERSION_CONFLICT: 'The row has changed since you read it; `currentVersion` is what to read again.',
  STATE_TRANSITION_NOT_ALLOWED: 'The row is not in a state from which this act is possible.',
  OFFER_RESERVED:
    'What was told of the offer is frozen: of a home while a proposal lives, of a position once a candidate was disclosed.',
  OFFER_NOT_AVAILABLE: 'The offer is not on offer now, or holds another live proposal.',
  OFFER_CHANGED:
    'What the family was told of the home has changed since its yes: take the answer back and ask the family again.',
  OFFER_FULL: 'Every position of the offer is filled.',
  DOES_NOT_FIT: 'Size or accessibility of the home and of the family do not match.',
  FAMILY_ALREADY_PROPOSED: 'The family holds another live proposal.',
  FAMILY_PROTECTED: 'The family is protected: nothing of it is shown to a partner.',
  CONSENT_MISSING: 'The consent that this act rests on is missing, expired or revoked.',
  NO_CARE_GATEWAY: 'No health partner is the care gateway of this region.',
  NO_WORK_PROFILE: 'The person has no work profile: under 16, departed, or not filled in.',
  CONDITION_NOT_MET: 'What this step rests on is missing; the message says what.',
  DEADLINE_PASSED: 'The time for this act is over.',
  PARTNER_HAS_KEY: 'The partner holds a live key and acts for itself.',
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used with another input.',
  IDEMPOTENCY_IN_PROGRESS: 'The same act is under way; try again in a moment.',
} as const;

export type MutationErrorCode = keyof typeof mutationErrorCodes;

interface Particulars {
  currentVersion?: number;
  /** The caller's own row, as a sealed id. */
  existingId?: string;
}

/** An expected refusal: it rolls its act back and is answered as data. */
export class ActError extends Error {
  override readonly name = 'ActError';

  constructor(
    readonly code: MutationErrorCode,
    readonly path: readonly string[],
    message: string = mutationErrorCodes[code],
    readonly particulars: Particulars = {},
  ) {
    super(message);
  }
}

/** A refusal as a payload holds it: no Error, since GraphQL throws every Error that it meets in an answer. */
export type Refusal = Pick<ActError, 'code' | 'path' | 'message' | 'particulars'>;

export const asRefusal = ({ code, path, message, particulars }: ActError): Refusal => ({
  code,
  path,
  message,
  particulars,
});

/** Several refusals of one input, all answered at once. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';

  constructor(readonly refusals: readonly ActError[]) {
    super('input refused');
  }
}

const at = (...fields: string[]) => ['input', ...fields];

/** The catalogue: each refusal has one maker. */
export const errors = {
  notFound: (...fields: string[]) => new ActError('NOT_FOUND', at(...fields)),
  duplicate: (existingId: string, ...fields: string[]) =>
    new ActError('DUPLICATE', at(...fields), undefined, { existingId }),
  versionConflict: (currentVersion: number) =>
    new ActError('VERSION_CONFLICT', at('expectedVersion'), undefined, { currentVersion }),
  transitionNotAllowed: (from?: string) =>
    new ActError('STATE_TRANSITION_NOT_ALLOWED', at('id'), from ? `Not possible from ${from}.` : undefined),
  outOfRange: (message: string, ...fields: string[]) => new ActError('OUT_OF_RANGE', at(...fields), message),
  required: (...fields: string[]) => new ActError('REQUIRED', at(...fields)),
  offerReserved: (...fields: string[]) => new ActError('OFFER_RESERVED', at(...fields)),
  offerNotAvailable: (...fields: string[]) => new ActError('OFFER_NOT_AVAILABLE', at(...fields)),
  offerChanged: (...fields: string[]) => new ActError('OFFER_CHANGED', at(...fields)),
  offerFull: (...fields: string[]) => new ActError('OFFER_FULL', at(...fields)),
  doesNotFit: (message: string, ...fields: string[]) => new ActError('DOES_NOT_FIT', at(...fields), message),
  familyAlreadyProposed: (...fields: string[]) => new ActError('FAMILY_ALREADY_PROPOSED', at(...fields)),
  familyProtected: (...fields: string[]) => new ActError('FAMILY_PROTECTED', at(...fields)),
  consentMissing: (...fields: string[]) => new ActError('CONSENT_MISSING', at(...fields)),
  noCareGateway: (...fields: string[]) => new ActError('NO_CARE_GATEWAY', at(...fields)),
  noWorkProfile: (...fields: string[]) => new ActError('NO_WORK_PROFILE', at(...fields)),
  conditionNotMet: (message: string, ...fields: string[]) =>
    new ActError('CONDITION_NOT_MET', at(...fields), message),
  deadlinePassed: (...fields: string[]) => new ActError('DEADLINE_PASSED', at(...fields)),
  partnerHasKey: (...fields: string[]) => new ActError('PARTNER_HAS_KEY', at(...fields)),
  idempotencyKeyReused: () => new ActError('IDEMPOTENCY_KEY_REUSED', at('idempotencyKey')),
  idempotencyInProgress: () => new ActError('IDEMPOTENCY_IN_PROGRESS', at('idempotencyKey')),
};

const notFree = () =>
  errors.conditionNotMet(
    'The family is not free to live there on these days; a declared move overlaps by 31 days at most.',
    'startsOn',
  );

/** Refusals that the database makes, by constraint or by the SQLSTATE that a trigger raises. */
export const refusalsOfDatabase: Record<string, () => ActError> = {
  UT001: () => errors.transitionNotAllowed(),
  UT002: () => errors.familyProtected('id'),
  UT003: () => errors.offerNotAvailable('id'),
  UT004: () => errors.noCareGateway('personId'),
  UT005: () => errors.offerFull('id'),
  UT006: () => errors.consentMissing('personId'),
  UT008: () => errors.offerChanged('id'),
  UT007: () => errors.offerReserved('id'),
  UT011: () => errors.deadlinePassed('id'),
  UT012: () => errors.conditionNotMet('Only whoever made the last move takes it back.', 'id'),
  UT013: () => errors.conditionNotMet('Something was built on the last move since.', 'id'),
  UT015: () =>
    errors.conditionNotMet(
      'The family or the person has left, was installed, is autonomous or works elsewhere since.',
      'id',
    ),
  UT014: () => errors.noWorkProfile('personId'),
  UT020: () => errors.idempotencyInProgress(),
  UT021: () => errors.idempotencyKeyReused(),
  // As tenancies_one_per_family, to the letter: a landlord that signs learns of another home no more than that.
  UT010: notFree,
  housing_proposals_one_live_per_offer: () => errors.offerNotAvailable('id'),
  housing_proposals_one_live_per_family: () => errors.familyAlreadyProposed('id'),
  family_transfers_one_open: () =>
    errors.conditionNotMet('Another request for this family is open.', 'familyId'),
  job_applications_one_live: () =>
    new ActError('DUPLICATE', at('offerId'), 'The person already has a live application here.'),
  tenancies_one_per_home: () =>
    errors.conditionNotMet('The home holds another tenancy in that period.', 'startsOn'),
  tenancies_one_per_family: notFree,
  employment_retentions_once: () => errors.conditionNotMet('This month has been confirmed already.', 'month'),
  housing_offers_external_reference: () => new ActError('DUPLICATE', at('externalReference')),
  job_offers_external_reference: () => new ActError('DUPLICATE', at('externalReference')),
  housing_offers_occupants: () => errors.outOfRange('minOccupants is at most maxOccupants.', 'minOccupants'),
  job_offers_positions: () =>
    errors.outOfRange('positions is at least the number already filled.', 'positions'),
  job_offers_wage: () =>
    errors.outOfRange('A PMSMP has no wage; every other contract has one.', 'grossHourlyCents'),
};
