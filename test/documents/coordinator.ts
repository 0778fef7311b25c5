/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The coarse status of care. NONE: never referred, or ended without care. Of several referrals the most telling shows. */
export type CareOverall =
  | 'CONCLUDED'
  | 'IN_CARE'
  | 'NONE'
  | 'PAUSED'
  | 'REFERRED'
  | 'WAITING';

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

/** From before the plane to autonomy; CANCELLED ends it before arrival, EXITED after. */
export type Journey =
  | 'ACCOMPANIED'
  | 'ALLOCATED'
  | 'ARRIVED'
  | 'AUTONOMOUS'
  | 'CANCELLED'
  | 'EXITED'
  | 'IDENTIFIED'
  | 'INSTALLED'
  | 'TRAVEL_BOOKED';

/** Where the nearest job is, seen from the home: same place is the same EPCI. NONE: no roof or no job. */
export type SamePlace =
  | 'ELSEWHERE'
  | 'NONE'
  | 'SAME_DEPARTEMENT'
  | 'SAME_EPCI';

export type FamiliesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FamiliesQuery = { families: { edges: Array<{ node: { id: string, reference: string, journey: Journey, size: number, roofAndJob: { roof: boolean, job: boolean, place: SamePlace }, careStatus: Array<{ overall: CareOverall, since: string, actionNeeded: boolean }>, proposals: Array<{ status: HousingProposalStatus, offer: { externalReference: string | null } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, totalCount: { value: number, capped: boolean } | null } };


export const FamiliesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Families"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"families"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"UPDATED_AT_ASC"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"journey"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"roofAndJob"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roof"}},{"kind":"Field","name":{"kind":"Name","value":"job"}},{"kind":"Field","name":{"kind":"Name","value":"place"}}]}},{"kind":"Field","name":{"kind":"Name","value":"careStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"overall"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"actionNeeded"}}]}},{"kind":"Field","name":{"kind":"Name","value":"proposals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"offer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalReference"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"capped"}}]}}]}}]}}]} as unknown as DocumentNode<FamiliesQuery, FamiliesQueryVariables>;