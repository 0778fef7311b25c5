import type { Partner } from '../partner.ts';

/** A receipt as its holder reads it; what the coordinator reads beside that is optional. */
export interface Receipt {
  id: string;
  reference: string;
  level: 'CARD' | 'IDENTITY';
  purpose: string;
  openedAt: string;
  expiresAt: string | null;
  closedAt: string | null;
  closeReason: 'ENDED' | null;
  closedBecause?: string | null;
}

const held =
  'id reference level purpose openedAt expiresAt closedAt closeReason erasureAcknowledgedAt version updatedAt';
const followed = `${held} closedBecause partner { name } family { reference } person { identity { givenName } }`;

/** In the order in which they opened. `filter` is GraphQL text, such as `{ open: true }`. */
export async function receiptsOf(partner: Partner, filter = '{}'): Promise<Receipt[]> {
  const selection = partner.audience === 'COORDINATOR' ? followed : held;
  const { disclosures } = await partner.read(
    `{ disclosures(first: 100, orderBy: OPENED_AT_DESC, filter: ${filter}) { edges { node { ${selection} } } } }`,
  );
  return disclosures.edges.map(({ node }: { node: Receipt }) => node).reverse();
}

/** Level and, once closed, why: what most tests look at. */
export const outline = (receipts: readonly Receipt[]) =>
  receipts.map(({ level, purpose, closeReason, closedBecause }) =>
    [purpose, level, closedBecause ?? closeReason].filter(Boolean).join(' '),
  );
