import { type RegionCode, regionCodes } from '../reference/regions.ts';
import type { FamilyPlan } from './families.ts';
import type { Homes } from './homes.ts';
import type { Ledgers } from './ledgers.ts';
import { landlordSeeds } from './partnerNames.ts';
import { type ProposalSpec, pathTo, propose } from './proposals.ts';
import { at } from './random.ts';
import type { Settling } from './settling.ts';

type Story =
  | 'SENT'
  | 'SENT_LATE'
  | 'ACCEPTED'
  | 'ACCEPTED_LATE'
  | 'YES'
  | 'ASKED'
  | 'DRAFT'
  | 'PLANNED'
  | 'NONE';

/** What the families without a roof wait for, in each region. LATE: no date is planned, ten days to answer. */
const stories: Record<RegionCode, readonly Story[]> = {
  84: ['SENT', 'ACCEPTED', 'NONE', 'NONE'],
  52: ['PLANNED', 'SENT', 'ACCEPTED', 'ASKED'],
  44: ['SENT', 'ACCEPTED_LATE', 'DRAFT'],
  76: ['PLANNED', 'SENT', 'YES', 'ASKED'],
  75: ['PLANNED', 'SENT', 'SENT_LATE', 'ACCEPTED', 'ACCEPTED', 'YES', 'ASKED', 'NONE'],
  24: ['SENT', 'DRAFT', 'ACCEPTED'],
};

export const roofless: readonly string[] = ['ARRIVED', 'TRAVEL_BOOKED', 'ALLOCATED'];

/** Proposals on their way; most have a date planned far enough for a demo a month old to have them still. */
export function addLiveProposals(
  ledgers: Ledgers,
  homes: Homes,
  families: readonly FamilyPlan[],
  settling: Settling,
): void {
  for (const region of regionCodes) {
    const waiting = families
      .filter((family) => family.region === region && roofless.includes(family.journey))
      .sort((a, b) => roofless.indexOf(a.journey) - roofless.indexOf(b.journey));
    for (const [position, family] of waiting.entries()) {
      tell(ledgers, homes, family, at(stories[region], position), settling);
    }
  }
}

function tell(ledgers: Ledgers, homes: Homes, family: FamilyPlan, story: Story, settling: Settling): void {
  const random = ledgers.draft.random(`waiting ${family.id}`);
  if (story === 'PLANNED') {
    settling.lease(family, { status: 'PLANNED', starts: random.integer(12, 40) });
    return;
  }
  const home = createHome(ledgers, homes, family);
  if (story === 'NONE') return;
  const on = { family, home, last: -random.integer(2, 3) + random.fraction() * 0.9 };
  const far = random.integer(46, 60);
  const specs: Record<Exclude<Story, 'PLANNED' | 'NONE'>, ProposalSpec> = {
    DRAFT: { ...on, path: ['DRAFT'] },
    ASKED: { ...on, path: ['PROPOSED_TO_FAMILY'] },
    YES: { ...on, path: pathTo('FAMILY_ACCEPTED') },
    SENT_LATE: { ...on, path: pathTo('SENT_TO_LANDLORD') },
    SENT: { ...on, path: pathTo('SENT_TO_LANDLORD'), commission: far },
    ACCEPTED_LATE: { ...on, path: pathTo('LANDLORD_ACCEPTED'), consenting: 1 },
    ACCEPTED: {
      ...on,
      path: pathTo('LANDLORD_ACCEPTED'),
      commission: far,
      visit: random.integer(2, 8) + 0.5,
    },
  };
  propose(ledgers, homes, specs[story]);
}

// The first landlord of the file of keys holds all of its region's, so that the README's examples find them.
function createHome({ draft }: Ledgers, homes: Homes, family: FamilyPlan) {
  const partner =
    family.region === '84' ? draft.partners.find(({ name }) => name === landlordSeeds[0]?.name) : undefined;
  return homes.create({
    region: family.region,
    partner,
    size: family.persons.length,
    need: family.row.accessibilityNeed,
    created: -45.4,
    published: -40.2,
  });
}
