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

/** What is counted. */
export type PlacementMeasure =
  /** Families at one stage of their journey, and the persons in them. */
  | 'STAGE'
  /** Families with a roof and a job, and the persons in them. */
  | 'WITH_BOTH'
  /** Families of which an adult is in a current employment other than a PMSMP, and the persons in them. */
  | 'WITH_JOB'
  /** Families with a tenancy ACTIVE or under NOTICE, and the persons in them. */
  | 'WITH_ROOF';

export type PlacementQueryVariables = Exact<{ [key: string]: never; }>;


export type PlacementQuery = { placementProgress: { asOf: string, rows: Array<{ measure: PlacementMeasure, journey: Journey | null, families: number | null, persons: number | null, suppressed: boolean, region: { code: string, name: string } }> } | null };


export const PlacementDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Placement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placementProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"EnumValue","value":"REGION"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"journey"}},{"kind":"Field","name":{"kind":"Name","value":"families"}},{"kind":"Field","name":{"kind":"Name","value":"persons"}},{"kind":"Field","name":{"kind":"Name","value":"suppressed"}}]}}]}}]}}]} as unknown as DocumentNode<PlacementQuery, PlacementQueryVariables>;