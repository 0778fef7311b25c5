import type { FamilyPlan } from './families.ts';
import { Homes } from './homes.ts';
import { addLeftoverHomes, addPastProposals } from './housingMarket.ts';
import { withRoof } from './journeys.ts';
import type { Ledgers } from './ledgers.ts';
import { addLiveProposals } from './liveProposals.ts';
import { Settling } from './settling.ts';
import type { TenancyPlan } from './tenancies.ts';

const homeCount = 120;

/** Homes, proposals and tenancies; answers where each family lives now. */
export function createHousing(ledgers: Ledgers, families: readonly FamilyPlan[]): Map<string, TenancyPlan> {
  const homes = new Homes(ledgers.draft);
  const random = ledgers.draft.random('housing');
  const current = new Map<string, TenancyPlan>();
  const settle = new Settling(ledgers, homes, random);
  // The largest first, so that a large home is left for each.
  const bySize = [...families].sort((a, b) => b.persons.length - a.persons.length);
  addLiveProposals(ledgers, homes, bySize, settle);
  for (const family of bySize.filter(({ journey }) => withRoof.includes(journey))) {
    current.set(family.id, settle.home(family));
  }
  for (const family of bySize.filter(({ journey }) => journey === 'EXITED')) settle.formerHome(family);
  addPastProposals(ledgers, homes, families);
  addLeftoverHomes(ledgers, homes, homeCount - homes.all.length);
  homes.finish();
  for (const [familyId, tenancy] of current) {
    const family = families.find((one) => one.id === familyId);
    if (family) family.row.communeCode = tenancy.place.code;
  }
  return current;
}
