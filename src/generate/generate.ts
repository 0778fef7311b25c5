import { writeFileSync } from 'node:fs';
import { accessSql, transitionsSql } from '../access/accessSql.ts';
import { machines } from '../machines.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

writeFileSync(at('drizzle/repeatable/41-transitions.generated.sql'), transitionsSql(machines));
writeFileSync(at('drizzle/repeatable/90-access.generated.sql'), accessSql());
