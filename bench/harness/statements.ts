import type { Sql } from '../../src/database/connections.ts';
import type { OperationName } from '../documents.ts';
import { awaitQuiet } from './restore.ts';
import { freshKey } from './samples.ts';
import { ask, type Running } from './serve.ts';
import type { Asked } from './targets.ts';

/** Of one operation, asked alone, its plans cached. */
export interface StatementCount {
  statements: number;
  /** Of them, those that are no BEGIN, COMMIT, SAVEPOINT or claim, and neither recognise the key nor pay. */
  dataStatements: number;
  milliseconds: number;
  bytes: number;
}

const warmUp = 10;
const counted = 30;

/** Counts by pg_stat_statements, of all logins but the administrator's. */
export async function countStatements(
  { admin, statistics }: { admin: Sql; statistics: Sql },
  running: Running,
  operation: OperationName,
  asked: readonly Asked[],
): Promise<StatementCount> {
  const [database] = await admin<{ name: string }[]>`select current_database() as name`;
  let bytes = 0;
  for (let i = 0; i < warmUp + counted; i++) {
    if (i === warmUp) {
      await awaitQuiet(admin);
      await statistics`select pg_stat_statements_reset()`;
      bytes = 0;
    }
    const one = asked[i % asked.length];
    if (one) bytes += (await askOnce(running, operation, withKey(one, i))).length;
  }
  await awaitQuiet(admin);
  const [row] = await statistics<{ calls: number; data: number; milliseconds: number }[]>`
    select coalesce(sum(calls), 0)::float as calls, coalesce(sum(total_exec_time), 0)::float as milliseconds,
      coalesce(sum(calls) filter (where query !~* '^(begin|commit|rollback|savepoint|release|select set_config)|access\\.(authenticate|spend)'), 0)::float as data
    from pg_stat_statements where dbid = (select oid from pg_database where datname = ${database?.name ?? ''})
      and userid <> (select oid from pg_roles where rolname = current_user)`;
  const per = (total = 0) => total / counted;
  return {
    statements: per(row?.calls),
    dataStatements: per(row?.data),
    milliseconds: per(row?.milliseconds),
    bytes: bytes / counted,
  };
}

async function askOnce(running: Running, operation: OperationName, asked: Asked): Promise<string> {
  const { text, answer } = await ask(running, operation, asked);
  if (answer.errors || text.includes('"errors":[{'))
    throw new Error(`${running.target.name} answers ${operation} with ${text.slice(0, 600)}`);
  return text;
}

/** The input with a key of its own: `label` is different each time. */
export function withKey(asked: Asked, label: number | string): Asked {
  const { input } = asked.variables as { input?: object };
  if (!input) return asked;
  const idempotencyKey = `${freshKey}-${process.pid}-${label}-${Math.random()}`;
  return { ...asked, variables: { ...asked.variables, input: { ...input, idempotencyKey } } };
}
