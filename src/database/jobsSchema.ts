import { Logger, runMigrations } from 'graphile-worker';
import type { Sql } from './connections.ts';
import { jobsLogin } from './jobsLogin.ts';

/** Where graphile-worker keeps its jobs: its login's alone. */
export const jobsSchema = 'graphile_worker';

/**
 * Brings graphile-worker's own tables up to date, made by and belonging to the login of jobs: their row security, which has no
 * policy, lets their owner alone through. It may create in the database for that moment only.
 */
export async function migrateJobs(admin: Sql, adminUrl: string): Promise<void> {
  const [named] = await admin<{ database: string }[]>`select quote_ident(current_database()) as database`;
  const database = named?.database ?? '';
  await admin.unsafe(`grant create on database ${database} to ${jobsLogin}`);
  try {
    await runMigrations({ connectionString: asJobsLogin(adminUrl), schema: jobsSchema, logger: silent });
    await admin.unsafe(`set role ${jobsLogin}`);
    await admin.unsafe(`revoke all on all functions in schema ${jobsSchema} from public`);
  } finally {
    await admin.unsafe('reset role');
    await admin.unsafe(`revoke create on database ${database} from ${jobsLogin}`);
  }
}

const silent = new Logger(() => () => undefined);

/** The administrator's address, for sessions that begin as the login of jobs. */
function asJobsLogin(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.searchParams.set('options', `-c role=${jobsLogin}`);
  return url.href;
}
