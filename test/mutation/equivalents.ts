import type { Sql } from '../../src/database/connections.ts';
import type { Mutant } from './mutants.ts';

/** Mutants that change nothing that anybody could meet: why, and what must hold of the database for it to be so. */
interface Rule {
  why: string;
  is(mutant: Mutant): boolean;
  /** Checked on the live database: one row, one boolean. */
  holds: string;
}

const rules: readonly Rule[] = [];

/** Why a mutant is equivalent; nothing where it is not, or where what that rests on no longer holds. */
export async function equivalence(mutant: Mutant, sql: Pick<Sql, 'unsafe'>): Promise<string | undefined> {
  for (const { why, is, holds } of rules) {
    if (!is(mutant)) continue;
    const [row] = await sql.unsafe<{ holds: boolean }[]>(`select (${holds}) as holds`);
    if (row?.holds === true) return why;
  }
  return undefined;
}
