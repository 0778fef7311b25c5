import { type Audience, audiences } from './audiences.ts';
import { type Readers, type RootLine, readersOf } from './policy/shape.ts';
import { mutationPolicies, queryPolicies, typePolicies } from './policy.ts';

const heading = (first: string) =>
  `| ${first} | ${audiences.join(' | ')} |\n|---|${audiences.map(() => ':-:').join('|')}|`;

const dots = (readers: Readers) =>
  audiences.map((audience: Audience) => (readers.includes(audience) ? '●' : '')).join(' | ');

function rootTable(title: string, lines: Readonly<Record<string, RootLine>>): string {
  const scopeOf = ({ scope }: RootLine) =>
    scope === null ? 'any key' : typeof scope === 'string' ? scope : Object.values(scope).join(', ');
  const rows = Object.entries(lines).map(
    ([field, line]) => `| \`${field}\` (${scopeOf(line)}) | ${dots(line.readers)} |`,
  );
  return [`## ${title}`, '', heading('field (scope)'), ...rows].join('\n');
}

function typeTables(): string[] {
  return Object.entries(typePolicies).map(([type, { why, fields }]) => {
    const rows = Object.entries(fields).map(([field, line]) => `| \`${field}\` | ${dots(readersOf(line))} |`);
    return [`### ${type}`, '', why, '', heading('field'), ...rows].join('\n');
  });
}

/** The page that a partner or a data-protection officer reads: schema/README.md. */
export function accessTableMarkdown(): string {
  return `# Who reads what

GENERATED from the access table by \`npm run generate\`. One line per field, audiences across; ● is read, a blank does not exist in that
audience's schema. Which rows of a type an audience meets is said under its name; PostgreSQL's row-level security holds it.

The files beside this one are what each audience is served, byte for byte (\`GET /schema.graphql\` with its key). Changes are told in
[CHANGELOG.md](CHANGELOG.md).

${rootTable('Queries', queryPolicies)}

${rootTable('Mutations', mutationPolicies)}

## Types

${typeTables().join('\n\n')}
`;
}
