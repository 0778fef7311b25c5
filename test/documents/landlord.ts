/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Input of acceptHousingProposal. */
export type AcceptHousingProposalInput = {
  /** The `version` that you read; a stale one is refused with the current version. */
  expectedVersion: number;
  /** The proposal. */
  id: string | number;
  /** Yours to choose, 16 to 255 characters, one per act: the same key and input give the first result again. Kept 72 hours. */
  idempotencyKey: string;
  /** true: every rule is checked and every error told, nothing is written. */
  validateOnly?: boolean | null | undefined;
};

/** Ascending: NONE, VISITABLE by a wheelchair, ACCESSIBLE throughout, ADAPTED to a disability. */
export type Accessibility =
  | 'ACCESSIBLE'
  | 'ADAPTED'
  | 'NONE'
  | 'VISITABLE';

/** Where a proposal stands. */
export type HousingProposalStatus =
  | 'DRAFT'
  | 'EXPIRED'
  | 'FAMILY_ACCEPTED'
  | 'FAMILY_DECLINED'
  | 'LANDLORD_ACCEPTED'
  | 'LANDLORD_DECLINED'
  | 'LEASE_SIGNED'
  | 'PROPOSED_TO_FAMILY'
  | 'SENT_TO_LANDLORD'
  | 'WITHDRAWN';

/** Why an act was refused. New codes may come: treat an unknown one as a refusal. */
export type MutationErrorCode =
  /** What this step rests on is missing; the message says what. */
  | 'CONDITION_NOT_MET'
  /** The time for this act is over. */
  | 'DEADLINE_PASSED'
  /** Size or accessibility of the home and of the family do not match. */
  | 'DOES_NOT_FIT'
  /** One of your own rows already holds this value; `existingId` names it. */
  | 'DUPLICATE'
  /** The same act is under way; try again in a moment. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** This idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The text has not the form that is asked for. */
  | 'INVALID_FORMAT'
  /** No such row for you: missing and not yours are the same. */
  | 'NOT_FOUND'
  /** The offer is not on offer now, or holds another live proposal. */
  | 'OFFER_NOT_AVAILABLE'
  /** What was told of the offer is frozen: of a home while a proposal lives, of a position once a candidate was disclosed. */
  | 'OFFER_RESERVED'
  /** The number, date or list is outside its bounds. */
  | 'OUT_OF_RANGE'
  /** A value is missing. */
  | 'REQUIRED'
  /** The row is not in a state from which this act is possible. */
  | 'STATE_TRANSITION_NOT_ALLOWED'
  /** The text is longer than allowed. */
  | 'TOO_LONG'
  /** The row has changed since you read it; `currentVersion` is what to read again. */
  | 'VERSION_CONFLICT';

export type AcceptProposalMutationVariables = Exact<{
  input: AcceptHousingProposalInput;
}>;


export type AcceptProposalMutation = { acceptHousingProposal: { replayed: boolean, housingProposal: { id: string, status: HousingProposalStatus, version: number, tenants: Array<{ givenName: string | null, familyName: string | null, phone: string | null }> } | null, errors: Array<
      | { currentVersion: number, code: MutationErrorCode, path: Array<string>, message: string }
      | { code: MutationErrorCode, path: Array<string>, message: string }
      | { code: MutationErrorCode, path: Array<string>, message: string }
    > } };

export type SyncProposalsQueryVariables = Exact<{
  since: string;
  after?: string | null | undefined;
}>;


export type SyncProposalsQuery = { housingProposals: { edges: Array<{ node: { id: string, status: HousingProposalStatus, version: number, updatedAt: string, expiresAt: string | null, programmeContact: string | null, offer: { externalReference: string | null } | null, card: { size: number, accessibilityNeed: Accessibility, interpreterNeeded: boolean, composition: { adults: number, children0to5: number, children6to17: number } } | null, tenants: Array<{ givenName: string | null, familyName: string | null, phone: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };


export const AcceptProposalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptProposal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptHousingProposalInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptHousingProposal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"housingProposal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"tenants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}}]}}]}}]} as unknown as DocumentNode<AcceptProposalMutation, AcceptProposalMutationVariables>;
export const SyncProposalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SyncProposals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"housingProposals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"UPDATED_AT_ASC"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"updatedSince"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"offer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalReference"}}]}},{"kind":"Field","name":{"kind":"Name","value":"card"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"composition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"adults"}},{"kind":"Field","name":{"kind":"Name","value":"children0to5"}},{"kind":"Field","name":{"kind":"Name","value":"children6to17"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessibilityNeed"}},{"kind":"Field","name":{"kind":"Name","value":"interpreterNeeded"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tenants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"givenName"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programmeContact"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<SyncProposalsQuery, SyncProposalsQueryVariables>;