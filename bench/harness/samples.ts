import type { Sql } from '../../src/database/connections.ts';
import type { KeyHolder } from '../database/keys.ts';
import { audienceOf, type OperationName } from '../documents.ts';
import type { Asked } from './targets.ts';

export type Samples = Readonly<Record<OperationName, readonly Asked[]>>;

/** Replaced by as many characters, never the same twice, in each request that is sent. */
export const freshKey = 'fresh-key-000000000000000000';

const reads = 3_000;
/** More than any target can do in one run. */
const acts = 40_000;

/** What is asked: partners take turns, so that none asks more than another; rows are drawn from theirs. */
export async function drawSamples(admin: Sql, holders: readonly KeyHolder[]): Promise<Samples> {
  const of = (operation: OperationName) =>
    holders.filter((holder) => holder.audience === audienceOf[operation]);
  const homes = await rowsOf(admin, of('Q4'), 'housing_offers', "status <> 'CLOSED'", 4_000);
  const referrals = await rowsOf(
    admin,
    of('M1'),
    'care_referrals',
    "status in ('ACKNOWLEDGED', 'IN_CARE', 'PAUSED')",
    acts,
  );
  return {
    Q1: turns(of('Q1'), reads, (i) => ({ status: i % 3 === 2 ? 'PUBLISHED' : 'RESERVED' })),
    Q2: turns(of('Q2'), reads, () => ({ status: 'OPEN' })),
    Q3: turns(of('Q3'), reads, () => ({})),
    Q4: homes.map(({ holder, id }) => ({ holder, variables: { id } })),
    Q5: turns(of('Q5'), 50, () => ({})),
    M1: moves(referrals),
    M2: turns(of('M2'), acts / 2, newHome),
  };
}

interface RowOfHolder {
  holder: KeyHolder;
  id: string;
  version: number;
  status: string;
}

async function rowsOf(
  admin: Sql,
  holders: readonly KeyHolder[],
  table: string,
  condition: string,
  atMost: number,
) {
  const partners = holders.map(({ partnerId }) => partnerId);
  const rows = await admin.unsafe<{ id: string; partner: string; version: number; status: string }[]>(
    `select id, partner_id as partner, version, status from public.${table}
     where partner_id = any ($1::uuid[]) and ${condition} order by md5(id::text) limit ${atMost}`,
    [partners],
  );
  return rows.flatMap(({ id, partner, version, status }): RowOfHolder[] => {
    const holder = holders.find(({ partnerId }) => partnerId === partner);
    return holder ? [{ holder, id, version, status }] : [];
  });
}

function turns(
  holders: readonly KeyHolder[],
  count: number,
  variables: (turn: number) => Record<string, unknown>,
): Asked[] {
  return Array.from({ length: count }, (_, turn) => turn).flatMap((turn) => {
    const holder = holders[turn % holders.length];
    return holder ? [{ holder, variables: variables(turn) }] : [];
  });
}

/** How many referrals the moves are of: with fewer than a few for each connection, one would overtake another. */
export const rowsMoved = (moves: readonly Asked[]): number =>
  new Set(moves.map(({ variables }) => (variables as { input: { id: string } }).input.id)).size;

/** Each referral into care or out of it; where they are few, back again: in this order none is refused. */
function moves(referrals: readonly RowOfHolder[]): Asked[] {
  if (referrals.length === 0) return [];
  return Array.from({ length: Math.ceil(acts / referrals.length) }, (_, round) => round).flatMap((round) =>
    referrals.map(({ holder, id, version, status }) => ({
      holder,
      variables: {
        input: {
          id,
          expectedVersion: version + round,
          status: (status === 'IN_CARE') === (round % 2 === 0) ? 'PAUSED' : 'IN_CARE',
          idempotencyKey: freshKey,
        },
      },
    })),
  );
}

const newHome = (turn: number) => ({
  input: {
    communeCode: '44109',
    typology: 'T3',
    kind: 'APARTMENT',
    surfaceM2: 40 + (turn % 50),
    floor: 2,
    lift: true,
    accessibility: 'NONE',
    energyClass: 'C',
    furnished: false,
    rentCents: 50_000 + turn,
    chargesCents: 5_000,
    depositCents: 50_000,
    leaseForm: 'DIRECT',
    minOccupants: 1,
    maxOccupants: 4,
    availableFrom: inAMonth(),
    description: 'Banc de mesure',
    idempotencyKey: freshKey,
  },
});

const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
