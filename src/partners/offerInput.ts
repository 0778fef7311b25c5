import { getTableName, type InferInsertModel } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SealedType } from '../access/idPrefixes.ts';
import type { Act } from '../acts/act.ts';
import { inOrder } from '../acts/inOrder.ts';
import { errors } from '../errors.ts';
import { requireCommune } from '../reference/requireCommune.ts';
import { ownSite } from './sites.ts';

/** What homes and positions on offer have in common: whose they are, where, and under which reference of its own. */
type OfferTable = PgTable & {
  id: PgColumn;
  partnerId: PgColumn;
  externalReference: PgColumn;
  status: PgColumn;
};

interface OfferGiven {
  communeCode?: string | null;
  siteSiret?: string | null;
  externalReference?: string | null;
}

interface OfferWrite<Table extends OfferTable, Written> {
  table: Table;
  sealed: SealedType;
  partnerId: string;
  id: string;
  /** Writes the columns that the given fields fill. */
  write: (columns: Partial<InferInsertModel<Table>>) => PromiseLike<Written>;
}

/**
 * Writes an offer and checks meanwhile what only the database knows: the reference is free, the commune one of the programme's,
 * the establishment the partner's own. Nothing waits for a check but what needs its answer; the act is taken back where one fails. The checks
 * are sent first, and so is what they refuse said first: plain SQL leaves in the order of its calls, Drizzle's a turn later.
 */
export async function writeOffer<Table extends OfferTable, Written>(
  act: Act,
  { table, sealed, partnerId, id, write }: OfferWrite<Table, Written>,
  { siteSiret, ...given }: OfferGiven,
): Promise<Written> {
  const columns = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => name in table && value !== undefined),
  );
  const reference = requireFreeReference(act, table, sealed, partnerId, given.externalReference, id);
  const commune = given.communeCode ? requireCommune(act, given.communeCode) : undefined;
  const site = siteSiret ? ownSite(act, partnerId, siteSiret) : Promise.resolve(siteSiret);
  const written = site.then((siteId) =>
    write({ ...columns, ...(siteId !== undefined && { siteId }) } as Partial<InferInsertModel<Table>>),
  );
  const [, , , answer] = await inOrder([reference, Promise.resolve(commune), site, written]);
  return answer;
}

/** A reference is free unless another offer of the partner, neither CLOSED nor WITHDRAWN, holds it. */
async function requireFreeReference(
  act: Act,
  table: OfferTable,
  sealed: SealedType,
  partnerId: string,
  reference: string | null | undefined,
  id: string,
): Promise<void> {
  if (!reference) return;
  const [other] = await act.context.operation.sql<{ id: string }>(
    `select id from ${getTableName(table)}
     where partner_id = $1 and external_reference = $2 and status not in ('CLOSED', 'WITHDRAWN')`,
    [partnerId, reference],
  );
  if (other && other.id !== id) throw errors.duplicate(act.seal(sealed, other.id), 'externalReference');
}
