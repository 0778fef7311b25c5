import { databaseRole } from '../src/access/audiences.ts';
import type { Sql } from '../src/database/connections.ts';
import type { Partner } from './partner.ts';

export interface Outcome {
  rows: Record<string, unknown>[];
  /** Rows that the command changed or answered. */
  count: number;
  /** SQLSTATE of the refusal; null: it was done. */
  refused: string | null;
}

export interface Claims {
  role?: string;
  partnerId?: string;
  keyId?: string;
}

/** One statement as a partner's SQL session: its role and claims, in a transaction that is rolled back. */
export async function asPartner(
  admin: Sql,
  partner: Partner,
  statement: string,
  claims: Claims = {},
): Promise<Outcome> {
  let outcome: Outcome = { rows: [], count: 0, refused: null };
  const rolledBack = new Error('rolled back');
  try {
    await admin.begin(async (sql) => {
      await sql`select set_config('app.partner_id', ${claims.partnerId ?? partner.id}, true),
        set_config('app.key_id', ${claims.keyId ?? partner.keyId ?? ''}, true),
        set_config('role', ${claims.role ?? databaseRole(partner.audience)}, true)`;
      const result = await sql.unsafe<Record<string, unknown>[]>(statement);
      outcome = { rows: [...result], count: result.count, refused: null };
      throw rolledBack;
    });
  } catch (error) {
    if (error !== rolledBack)
      outcome = { rows: [], count: 0, refused: String((error as { code?: string }).code) };
  }
  return outcome;
}
