import { type RightsDefinition, rightsCatalogue } from '../pathway/pathway.rules.ts';

/** The catalogue of rights as the trigger that opens a family's steps reads it. */
export function rightsCatalogueSql(): string {
  const catalogue: Readonly<Record<string, RightsDefinition>> = rightsCatalogue;
  const lines = Object.entries(catalogue).map(
    ([code, { subject, resettledOnly }]) => `('${code}', '${subject}', ${resettledOnly === true})`,
  );
  return `-- GENERATED from src/pathway/pathway.rules.ts by \`npm run generate\`.
create or replace function access.rights_catalogue() returns table (definition text, subject text, resettled_only boolean)
language sql immutable parallel safe set search_path = '' as
$$ values
  ${lines.join(',\n  ')} $$;
grant execute on function access.rights_catalogue() to programme;
`;
}
