import { accessSql, transitionsSql } from '../access/accessSql.ts';
import { accessTableMarkdown } from '../access/accessTable.ts';
import { audiences } from '../access/audiences.ts';
import { machines } from '../machines.ts';
import { machinesMarkdown } from './machinesMarkdown.ts';
import { rightsCatalogueSql } from './rightsCatalogueSql.ts';

/** Every generated file, path and text. What needs no schema comes first: it helps while one does not build. */
export async function* generated(): AsyncGenerator<readonly [path: string, text: string]> {
  yield ['drizzle/repeatable/41-transitions.generated.sql', transitionsSql(machines)];
  yield ['drizzle/repeatable/42-rights.generated.sql', rightsCatalogueSql()];
  yield ['drizzle/repeatable/90-access.generated.sql', accessSql()];
  yield ['schema/README.md', accessTableMarkdown()];
  yield ['docs/states.md', machinesMarkdown(machines)];
  const { sdl } = await import('../schema.ts');
  for (const audience of audiences) yield [`schema/${audience.toLowerCase()}.graphql`, sdl[audience]];
}
