import type { Sql } from '../../src/database/connections.ts';
import type { OperationName } from '../documents.ts';

// What the acts change, as it was, in temporary tables of the administrator's session.
const kept = ['care_referrals', 'care_statuses', 'disclosures'] as const;

const referralColumns = ['status', 'moved_at', 'next_appointment_on', 'version', 'updated_at'];
const statusColumns = [
  'overall',
  'since',
  'action_due_at',
  'support_on',
  'support_transport_needed',
  'support_interpreter_language',
  'updated_at',
];
const disclosureColumns = ['expires_at', 'closed_at', 'close_reason', 'version', 'updated_at'];

/** Copies what acts will change. */
export async function keepRows(admin: Sql): Promise<void> {
  for (const table of kept) {
    const which = table === 'disclosures' ? 'referral_id is not null' : 'true';
    await admin.unsafe(`create temp table was_${table} as select * from public.${table} where ${which}`);
  }
  await admin.unsafe('create temp table started as select now() as at');
}

/**
 * Puts the rows back that the acts of a run changed, and removes those that they made: each run meets the same
 * database, vacuumed where `tidy`.
 */
export async function restoreRows(admin: Sql, operation: OperationName, tidy = true): Promise<void> {
  if (operation !== 'M1' && operation !== 'M2') return;
  await admin.unsafe('set session_replication_role = replica');
  if (operation === 'M1') {
    await putBack(admin, 'care_referrals', 'id', referralColumns, 'version');
    await putBack(admin, 'care_statuses', 'person_id', statusColumns, 'updated_at');
    await putBack(admin, 'disclosures', 'id', disclosureColumns, 'version');
  } else await admin.unsafe("delete from public.housing_offers where description = 'Banc de mesure'");
  await admin.unsafe('delete from public.journal_entries where at > (select at from started)');
  await admin.unsafe('delete from public.events where at > (select at from started)');
  await admin.unsafe('delete from public.idempotency_keys where created_at > (select at from started)');
  await admin.unsafe('set session_replication_role = default');
  if (!tidy) return;
  const touched = operation === 'M1' ? kept.map((table) => `public.${table}`) : ['public.housing_offers'];
  await admin.unsafe(
    `vacuum ${[...touched, 'public.journal_entries', 'public.events', 'public.idempotency_keys'].join(', ')}`,
  );
  await admin.unsafe('checkpoint');
}

async function putBack(
  admin: Sql,
  table: string,
  key: string,
  columns: readonly string[],
  telltale: string,
): Promise<void> {
  await admin.unsafe(`
    update public.${table} as now set (${columns.join(', ')}) = (select ${columns.map((name) => `was.${name}`).join(', ')})
    from was_${table} as was where was.${key} = now.${key} and was.${telltale} <> now.${telltale}`);
}

/** A generator drops its connections at the end, and a server goes on with what was in flight: waits until nothing is. */
export async function awaitQuiet(admin: Sql): Promise<void> {
  for (let quiet = 0, asked = 0; quiet < 3 && asked < 400; asked++) {
    const [row] = await admin<{ busy: number }[]>`
      select count(*)::int as busy from pg_stat_activity where usename = 'api_login' and state <> 'idle'`;
    quiet = row?.busy === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
