import type { Settings } from '../settings.ts';
import { apiUrl, loginPassword } from './apiLogin.ts';
import type { OpenDatabase } from './database.ts';
import { migrate } from './migrate.ts';

/** Brings it up to date; answers the names of the migrations that were missing and the address for requests. */
export async function bringUpToDate(
  { adminUrl }: OpenDatabase,
  secret: Buffer,
  settings: Settings,
): Promise<{ applied: string[]; apiUrl: string }> {
  const { applied } = await migrate(adminUrl, { secret, loginPassword: loginPassword(secret, settings) });
  return { applied, apiUrl: apiUrl(adminUrl, secret, settings) };
}
