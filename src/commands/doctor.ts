import { catalogueFaults } from '../access/catalogue.ts';
import type { Sql } from '../database/connections.ts';
import { Refusal } from './failures.ts';
import type { Answer } from './report.ts';

/**
 * Compares the rights in the live database with the access table, as a server does before it answers. Throws a `Refusal` that
 * names every difference, one a line.
 */
export async function examineRights(admin: Sql): Promise<Answer> {
  const faults = await catalogueFaults(admin);
  if (faults.length > 0)
    throw new Refusal(
      `The rights in this database are not those of the access table, so no server starts on it:\n${faults.join('\n')}`,
    );
  return { json: { faults }, text: 'The rights in this database are those of the access table.' };
}
