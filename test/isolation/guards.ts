import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { scopes } from '../../src/access/scopes.ts';
import { guarded } from '../../src/access/shield.ts';
import type { AccessTable } from '../../src/access/visibility.ts';

/** A root field as the reviewed page schema/README.md has it. */
interface Reviewed {
  root: 'Query' | 'Mutation';
  field: string;
  scopes: string[];
  readers: Audience[];
}

const page = readFileSync(fileURLToPath(new URL('../../schema/README.md', import.meta.url)), 'utf8');

/** Whether the reviewed page says that exactly these audiences read this field of this type. */
export function pageSays(type: string, field: string, readers: readonly string[]): boolean {
  const [, section = ''] = page.split(`\n### ${type}\n`);
  const row = section
    .split('\n### ')[0]
    ?.split('\n')
    .find((line) => line.startsWith(`| \`${field}\` |`));
  return (
    row ===
    `| \`${field}\` | ${audiences.map((audience) => (readers.includes(audience) ? '●' : '')).join(' | ')} |`
  );
}

function rootsOfPage(): Reviewed[] {
  const [queries = '', mutations = ''] = [
    page.split('## Queries')[1]?.split('## Mutations')[0],
    page.split('## Mutations')[1]?.split('## Types')[0],
  ];
  return (
    [
      ['Query', queries],
      ['Mutation', mutations],
    ] as const
  ).flatMap(([root, text]) =>
    [...text.matchAll(/^\| `(\w+)` \(([^)]+)\) \| (.*) \|$/gm)].map(
      ([, field = '', scope = '', dots = '']) => ({
        root,
        field,
        scopes: scope === 'any key' ? [] : scope.split(', '),
        readers: audiences.filter((_, place) => dots.split('|')[place]?.trim() === '●'),
      }),
    ),
  );
}

const reviewed = rootsOfPage();

/** By hand: what answers whoever has left the programme. Its own sheet, what it may still have to erase, and words. */
const withoutAgreement = ['viewer', 'labels', 'disclosures', 'acknowledgeErasure', 'acknowledgeErasures'];

/** By hand: a coordinator's scope for it depends on the row, which the act itself looks at. */
const scopeOfRow: Readonly<Record<string, readonly Audience[]>> = { undoTransition: ['COORDINATOR'] };

const bare = buildSchema(
  (['Query', 'Mutation'] as const)
    .map(
      (root) =>
        `type ${root} { ${reviewed
          .filter((one) => one.root === root)
          .map(({ field }) => `${field}: Int`)
          .join(' ')} }`,
    )
    .join('\n'),
);

/** What the guard says to this caller: 'answers', or the code of its refusal. */
async function verdict(
  type: GraphQLObjectType | null | undefined,
  field: string,
  caller: object,
): Promise<string> {
  const { resolve } = type?.getFields()[field] ?? {};
  try {
    await resolve?.({}, {}, { caller }, { fieldName: field } as never);
    return 'answers';
  } catch (error) {
    return (error as { extensions?: { code?: string } }).extensions?.code ?? String(error);
  }
}

/** A sentence for each root field that answers another key than the reviewed page says, or refuses that one. */
export async function guardFailures(
  lines: Pick<AccessTable, 'queries' | 'mutations'>,
  only?: string,
): Promise<string[]> {
  const schema = guarded(bare, lines);
  const told: string[] = [];
  for (const { root, field, scopes: needed, readers } of reviewed.filter(
    (one) => !only || one.field === only,
  )) {
    const type = root === 'Query' ? schema.getQueryType() : schema.getMutationType();
    const ask = async (
      audience: Audience,
      given: readonly string[],
      agreementInForce: boolean,
      expected: string,
    ) => {
      const got = await verdict(type, field, { audience, scopes: given, agreementInForce });
      if (got !== expected)
        told.push(`${field} for ${audience} with ${given.join(' ') || 'no scope'}: ${got}, not ${expected}`);
    };
    for (const audience of audiences) {
      const all: readonly string[] = scopes[audience];
      const own = needed.filter((scope) => all.includes(scope));
      const reads = readers.includes(audience);
      const byRow = scopeOfRow[field]?.includes(audience);
      await ask(audience, own, true, reads ? 'answers' : 'FORBIDDEN');
      if (reads && !byRow && needed.length > 0)
        await ask(
          audience,
          all.filter((scope) => !own.includes(scope)),
          true,
          'FORBIDDEN',
        );
      if (reads)
        await ask(
          audience,
          all,
          false,
          withoutAgreement.includes(field) ? 'answers' : 'AGREEMENT_NOT_IN_FORCE',
        );
    }
  }
  return told;
}
