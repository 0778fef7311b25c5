import { expect } from 'vitest';
import type { Sql } from '../../src/database/connections.ts';

/** The one connection of the pool must be free, and as it was before anybody used it. */
export async function expectFree(pool: Sql): Promise<void> {
  const [state] = await pool.unsafe(
    `select current_user as role, current_setting('app.partner_id', true) as partner, txid_current_if_assigned() as tx`,
  );
  expect(state).toEqual({ role: expect.stringMatching(/_login$/), partner: '', tx: null });
}
