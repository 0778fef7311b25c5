import SchemaBuilder, { type EnumRef, type InputRef, type ObjectRef } from '@pothos/core';
import DrizzlePlugin from '@pothos/plugin-drizzle';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { OperationContext } from './context.ts';
import { relations } from './relations.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';

interface SchemaTypes {
  Context: OperationContext;
  DrizzleRelations: typeof relations;
  DefaultFieldNullability: false;
  Scalars: {
    /** yyyy-mm-dd. */
    Date: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    ID: { Input: string; Output: string };
  };
}

type BuilderTypes = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

/** An object type whose resolvers are given a `Row`. */
export type RowRef<Row> = ObjectRef<BuilderTypes, Row>;
export type ValueRef<Value extends string> = EnumRef<BuilderTypes, Value>;
export type InputTypeRef = InputRef<unknown>;

/** Defines no type: those are in the *.graph.ts files, beside the queries that return them. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [DrizzlePlugin],
  defaultFieldNullability: false,
  drizzle: { client: (context) => context.db, getTableConfig, relations },
});

builder.addScalarType('Date', DateScalar);
builder.addScalarType('DateTime', DateTimeScalar);

builder.queryType({ description: "Everything that this key's audience may read." });
builder.mutationType({
  description: 'Acts. Each takes one `input` and answers with the object and a list of `errors`.',
});
