import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { audienceOf, documents, operations } from '../../bench/documents.ts';
import { postgraphileDocuments } from '../../bench/postgraphileDocuments.ts';
import { schemas } from '../../src/schema.ts';

const mercurius = buildSchema(
  readFileSync(new URL('../../bench/servers/mercurius.graphql', import.meta.url), 'utf8'),
);
const withoutAggregates = operations.filter((operation) => operation !== 'Q5');
const mistakes = (schema: typeof mercurius, text: string) =>
  validate(schema, parse(text)).map(({ message }) => message);

describe('What the benchmark asks', () => {
  it.each(operations)('%s is valid in the schema of its audience', (operation) => {
    expect(mistakes(schemas[audienceOf[operation]], documents[operation])).toEqual([]);
  });

  it.each(withoutAggregates)('%s is valid in the schema that Mercurius serves', (operation) => {
    expect(mistakes(mercurius, documents[operation])).toEqual([]);
  });

  it.each(operations)('%s of PostGraphile names the operation that is run', (operation) => {
    const [definition] = parse(postgraphileDocuments[operation]).definitions;
    expect(definition).toMatchObject({ kind: 'OperationDefinition', name: { value: operation } });
  });
});
