import type { OperationTypeNode } from 'graphql';
import type { Audience } from '../access/audiences.ts';
import type { ErrorCode } from './errorCodes.ts';

/** What an operation took from its partner's budget, as it is told to the partner. */
export interface SpentPoints {
  requested: number;
  /** Left after it. */
  available: number;
  maximum: number;
  /** Points a second. */
  restoreRate: number;
}

/** All that the log and the metrics learn of a request: no variable, header, address or text of a document. */
export interface RequestFacts {
  audience?: Audience;
  /** The first eight digits of the key's id. */
  key?: string;
  operationName?: string;
  operationKind?: `${OperationTypeNode}`;
  /** SHA-256 of the document. */
  documentHash?: string;
  /** None where nothing was counted, as for a document that is refused. */
  cost?: SpentPoints;
  /** Points of what was read in the end; what was taken beyond them went back. */
  used?: number;
  /** Whether one compiled statement answered it, or gave a mutation its payload. */
  compiled?: boolean;
  codes: ErrorCode[];
}

const loggableName = /^[A-Za-z_]\w{0,63}$/;

/** A caller chooses the name of its operation: only what looks like a name is written down. */
export function loggableOperationName(name: string | null | undefined): string | undefined {
  return name && loggableName.test(name) ? name : undefined;
}
