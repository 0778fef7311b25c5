/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Which families are counted. One family stands in several. */
export type RoofAndJobSituation =
  /** All families of the region, at whatever stage of their journey. */
  | 'ALL'
  /** With a roof and a job further apart. Not by region. */
  | 'ELSEWHERE'
  /** Of which an adult is in a current employment other than a PMSMP. */
  | 'JOB'
  /** With a roof and a job in the same département, not in the same EPCI. Not by region. */
  | 'NEARBY'
  /** With a tenancy ACTIVE or under NOTICE. */
  | 'ROOF'
  /** With a roof and a job. */
  | 'ROOF_AND_JOB'
  /** With a roof and a job in the same EPCI (intercommunality). */
  | 'SAME_PLACE';

/** Why a figure is withheld. */
export type SuppressionReason =
  /** Too few families or persons, or needed to protect a figure of which there are too few, or moved by too few: which of these is not told. */
  | 'SMALL_NUMBERS';

export type PlacementQueryVariables = Exact<{
  days?: Array<string> | string | null | undefined;
}>;


export type PlacementQuery = { placementProgress: Array<{ asOf: string, held: boolean, rows: Array<{ journey: Journey | null, families: number | null, persons: number | null, familyTarget: number | null, suppressed: boolean, region: { code: string, name: string } | null }> }> };

export type RoofAndJobQueryVariables = Exact<{
  days?: Array<string> | string | null | undefined;
}>;


export type RoofAndJobQuery = { roofAndJob: Array<{ asOf: string, countedAt: string, held: boolean, rows: Array<{ situation: RoofAndJobSituation, families: number | null, persons: number | null, suppressed: boolean, reason: SuppressionReason | null, region: { code: string, name: string } | null }> }> };


export const PlacementDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Placement"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placementProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"held"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"journey"}},{"kind":"Field","name":{"kind":"Name","value":"families"}},{"kind":"Field","name":{"kind":"Name","value":"persons"}},{"kind":"Field","name":{"kind":"Name","value":"familyTarget"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}}]}}]}}]}}]} as unknown as DocumentNode<PlacementQuery, PlacementQueryVariables>;
export const RoofAndJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RoofAndJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roofAndJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"countedAt"}},{"kind":"Field","name":{"kind":"Name","value":"held"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"situation"}},{"kind":"Field","name":{"kind":"Name","value":"families"}},{"kind":"Field","name":{"kind":"Name","value":"persons"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<RoofAndJobQuery, RoofAndJobQueryVariables>;