import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents of docs/examples, each checked against the schema of its own audience. */
const audiences = ['landlord', 'employer', 'health', 'coordinator', 'internal'];

const config: CodegenConfig = {
  generates: Object.fromEntries(
    audiences.map((audience) => [
      `test/documents/${audience}.ts`,
      {
        schema: `schema/${audience}.graphql`,
        documents: `docs/examples/${audience}/*.graphql`,
        plugins: ['typescript-operations', 'typed-document-node'],
        config: {
          useTypeImports: true,
          enumType: 'string-literal',
          scalars: { Date: 'string', DateTime: 'string' },
          documentMode: 'documentNode',
        },
      },
    ]),
  ),
};

export default config;
