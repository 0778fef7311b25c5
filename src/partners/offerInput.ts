import { and, eq, type InferInsertModel, notInArray } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SealedType } from '../access/idPrefixes.ts';
import type { Act } from '../acts/act.ts';
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
}

/** The columns that the given fields fill; checks what only the database knows: the commune, the partner's own establishment. */
export async function offerColumns<Table extends OfferTable>(
  act: Act,
  table: Table,
  partnerId: string,
  { siteSiret, ...given }: OfferGiven,
): Promise<Partial<InferInsertModel<Table>>> {
  if (given.communeCode) await requireCommune(act, given.communeCode);
  const columns = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => name in table && value !== undefined),
  );
  const site = siteSiret ? await ownSite(act, partnerId, siteSiret) : siteSiret;
  return { ...columns, ...(site !== undefined && { siteId: site }) } as Partial<InferInsertModel<Table>>;
}

/** A reference is free unless another offer of the partner, neither CLOSED nor WITHDRAWN, holds it. */
export async function requireFreeReference(
  act: Act,
  table: OfferTable,
  sealed: SealedType,
  partnerId: string,
  reference: string | null | undefined,
  id: string,
): Promise<void> {
  if (!reference) return;
  const [other] = await act.db
    .select({ id: table.id })
    .from(table as PgTable)
    .where(
      and(
        eq(table.partnerId, partnerId),
        eq(table.externalReference, reference),
        notInArray(table.status, ['CLOSED', 'WITHDRAWN']),
      ),
    );
  if (other && other.id !== id)
    throw errors.duplicate(act.seal(sealed, String(other.id)), 'externalReference');
}
