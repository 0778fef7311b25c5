import type { Audience } from '../audiences.ts';
import type { Scope } from '../scopes.ts';

export type Readers = readonly Audience[];

/** A field whose columns are not called as it is: who reads it, and from which columns of the type's table. */
export interface Derived {
  readers: Readers;
  from: readonly string[];
}

export type Line = Readers | Derived;

export interface TypePolicy {
  /** The table that the type is read from; absent for types that are made in the server. */
  table?: string;
  why: string;
  fields: Readonly<Record<string, Line>>;
}

/** A field of Query or Mutation: who has it, and the scope that a key needs for it (null: any key). */
export interface RootLine {
  readers: Readers;
  scope: Scope | null | Readonly<Partial<Record<Audience, Scope>>>;
  /** Answered without an agreement in force: `viewer` and receipts alone. */
  withoutAgreement?: boolean;
}

export interface FeaturePolicy {
  types: Readonly<Record<string, TypePolicy>>;
  queries: Readonly<Record<string, RootLine>>;
  mutations: Readonly<Record<string, RootLine>>;
  /** Arguments and input fields follow the field that takes them, but for these: `Type.field`, or `*.field` in every input. */
  inputFields?: Readonly<Record<string, Readers>>;
  /** Values of an enum follow the enum, but for these. */
  enumValues?: Readonly<Record<string, Readonly<Record<string, Readers>>>>;
}

export const root = (
  readers: Readers,
  scope: RootLine['scope'],
  more: Pick<RootLine, 'withoutAgreement'> = {},
): RootLine => ({
  readers,
  scope,
  ...more,
});

export const from = (readers: Readers, ...columns: string[]): Derived => ({ readers, from: columns });

export const readersOf = (line: Line): Readers => ('readers' in line ? line.readers : line);

export const [L, E, H, I, C] = [
  'LANDLORD',
  'EMPLOYER',
  'HEALTH',
  'INTERNAL',
  'COORDINATOR',
] as const satisfies Readers;
