import type { Sql } from '../../src/database/connections.ts';

/** Rows of everything that an act could have written. */
export async function rowsWritten(admin: Sql): Promise<string> {
  const tables = [
    'housing_offers',
    'job_offers',
    'housing_proposals',
    'families',
    'journal_entries',
    'events',
    'idempotency_keys',
    'disclosures',
  ];
  const counts = await Promise.all(
    tables.map((table) => admin.unsafe(`select count(*)::int as n from ${table}`)),
  );
  return JSON.stringify(counts.map(([row]) => row?.n));
}
