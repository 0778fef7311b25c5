import type { Command } from 'commander';
import type { TransactionSql } from 'postgres';
import { connectAdmin, type Sql } from '../database/connections.ts';
import { currencyProbe, type OpenDatabase, openExistingDatabase } from '../database/database.ts';
import { readSettings, type Settings, SetUpError } from '../settings.ts';
import { type Answer, print } from './report.ts';

/** Runs an act on an administrator's connection, which is closed after it whatever happens. */
export async function asAdministrator<Result>(
  { adminUrl }: Pick<OpenDatabase, 'adminUrl'>,
  act: (admin: Sql) => Promise<Result>,
): Promise<Result> {
  const admin = connectAdmin(adminUrl);
  try {
    return await act(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Opens the existing database, beside a running server or alone; it must be up to date. */
async function onDatabase<Result>(settings: Settings, act: (admin: Sql) => Promise<Result>): Promise<Result> {
  const database = await openExistingDatabase(settings);
  try {
    return await asAdministrator(database, async (admin) => {
      if (await currencyProbe()(admin)) return act(admin);
      throw new SetUpError(
        'This database is not the one that this version needs: run `npm run cli -- migrate` first.',
      );
    });
  } finally {
    await database.stop();
  }
}

/** What commander runs for a command on the database. It answers once all is done and committed. */
export function administrator<Options extends object>(
  act: (admin: Sql, options: Options, words: readonly string[]) => Promise<Answer>,
): (this: Command) => Promise<void> {
  return async function (this: Command) {
    const { json, ...options } = this.optsWithGlobals();
    const answer = await onDatabase(readSettings(), (admin) => act(admin, options as Options, this.args));
    print(answer, json === true);
  };
}

/** As `administrator`, in one transaction as the role `operator`, which holds no more than the rights that partners' administration needs. */
export function operator<Options extends object>(
  act: (sql: TransactionSql, options: Options, words: readonly string[]) => Promise<Answer>,
): (this: Command) => Promise<void> {
  return administrator<Options>((admin, options, words) =>
    asOperator(admin, (sql) => act(sql, options, words)),
  );
}

export async function asOperator<Result>(
  admin: Sql,
  act: (sql: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const done = await admin.begin(async (sql) => {
    await sql`set local role operator`;
    // Wrapped: the driver would take a list for one of statements.
    return { result: await act(sql) };
  });
  return done.result;
}
