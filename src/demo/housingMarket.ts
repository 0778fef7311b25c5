import type { HousingOfferStatus, HousingProposalStatus } from '../housing/housing.values.ts';
import { programmeRegions } from '../reference/regions.ts';
import { partnerThatLeft } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import type { Homes } from './homes.ts';
import type { Ledgers } from './ledgers.ts';
import { roofless } from './liveProposals.ts';
import { landlordSeeds } from './partnerNames.ts';
import { agreementEndedAt } from './partners.ts';
import { type ProposalSpec, propose } from './proposals.ts';
import { at } from './random.ts';

type Past = Pick<ProposalSpec, 'path' | 'declineReason' | 'withdrawalReason'>;

const asked: HousingProposalStatus[] = ['PROPOSED_TO_FAMILY'];
const sent: HousingProposalStatus[] = [...asked, 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD'];
const acceptedToo: HousingProposalStatus[] = [...sent, 'LANDLORD_ACCEPTED'];

/** Proposals that came to nothing. */
const pasts: readonly Past[] = [
  { path: [...asked, 'FAMILY_DECLINED'] },
  { path: [...asked, 'FAMILY_DECLINED'] },
  { path: [...asked, 'FAMILY_DECLINED'] },
  { path: [...sent, 'FAMILY_DECLINED'] },
  { path: [...sent, 'LANDLORD_DECLINED'], declineReason: 'INCOME_RATIO' },
  { path: [...acceptedToo, 'LANDLORD_DECLINED'], declineReason: 'COMMISSION_REFUSED' },
  { path: [...acceptedToo, 'LANDLORD_DECLINED'], declineReason: 'RANKED_LOWER' },
  { path: [...sent, 'LANDLORD_DECLINED'], declineReason: 'DOCUMENT_MISSING' },
  { path: [...sent, 'LANDLORD_DECLINED'], declineReason: 'GUARANTEE_MISSING' },
  { path: [...sent, 'LANDLORD_DECLINED'], declineReason: 'ALREADY_LET' },
  { path: [...acceptedToo, 'LANDLORD_DECLINED'], declineReason: 'WORKS_NEEDED' },
  { path: [...sent, 'WITHDRAWN'], withdrawalReason: 'PROGRAMME_DECISION' },
  { path: [...asked, 'WITHDRAWN'], withdrawalReason: 'PROGRAMME_DECISION' },
  { path: [...sent, 'WITHDRAWN'], withdrawalReason: 'OFFER_WITHDRAWN' },
  { path: [...sent, 'EXPIRED'] },
  { path: [...sent, 'EXPIRED'] },
];

export function addPastProposals(ledgers: Ledgers, homes: Homes, families: readonly FamilyPlan[]): void {
  const random = ledgers.draft.random('past proposals');
  // Large homes are few: they are for those who will live in them.
  const waiting = families.filter(
    (family) => roofless.includes(family.journey) && family.persons.length <= 6,
  );
  pasts.forEach((past, position) => {
    const family = at(waiting, (position * 3) % waiting.length);
    const home = homes.create({ ...fits(family), created: -90.4, published: -80.2 });
    propose(ledgers, homes, {
      ...past,
      family,
      home,
      last: -random.integer(22, 27) + random.fraction() * 0.9,
    });
  });
  withdrawOfLeaver(ledgers, homes, families);
  revokeBeforeLease(ledgers, homes, families);
}

const fits = (family: FamilyPlan) => ({
  region: family.region,
  size: family.persons.length,
  need: family.row.accessibilityNeed,
});

/** A landlord's agreement ended: its offers and proposals were withdrawn that day. */
function withdrawOfLeaver(ledgers: Ledgers, homes: Homes, families: readonly FamilyPlan[]): void {
  const partner = partnerThatLeft(ledgers.draft, 'LANDLORD');
  const family = families.find((one) => one.region === '24' && roofless.includes(one.journey));
  if (!family) return;
  const home = homes.create({ ...fits(family), partner, created: -120.4, published: -110.2 });
  propose(ledgers, homes, {
    family,
    home,
    path: [...sent, 'WITHDRAWN'],
    last: agreementEndedAt,
    withdrawalReason: 'PARTNER_LEFT',
  });
  const other = homes.create({ region: '24', partner, created: -130.4, published: -100.2 });
  homes.move(other, 'WITHDRAWN', agreementEndedAt, null);
}

/** The last leaseholder took its consent back after the landlord's yes. */
function revokeBeforeLease(ledgers: Ledgers, homes: Homes, families: readonly FamilyPlan[]): void {
  const family = families.find((one) => one.region === '44' && one.journey === 'INSTALLED');
  if (!family) return;
  const last = Math.floor(family.times.installed ?? -30) - 27 + 0.5;
  const home = homes.create({ ...fits(family), created: last - 50, published: last - 45 });
  const { leaseholders, times } = propose(ledgers, homes, {
    family,
    home,
    path: [...acceptedToo, 'WITHDRAWN'],
    last,
    withdrawalReason: 'CONSENT_REVOKED',
  });
  for (const person of leaseholders) {
    const consent = ledgers.consents.liveAt(
      family,
      person,
      'HOUSING_IDENTITY',
      times.LANDLORD_ACCEPTED ?? last,
    );
    ledgers.consents.revoke(consent, last);
  }
}

const shares = programmeRegions.map((region) => [region.code, region.familyTarget] as const);
const firstStates: readonly HousingOfferStatus[] = [
  ...Array<HousingOfferStatus>(6).fill('DRAFT'),
  ...Array<HousingOfferStatus>(4).fill('PAUSED'),
  ...Array<HousingOfferStatus>(4).fill('EXPIRED'),
  ...Array<HousingOfferStatus>(2).fill('WITHDRAWN'),
];

/** Homes that no family has been proposed; what is left of them is on offer. */
export function addLeftoverHomes({ draft }: Ledgers, homes: Homes, count: number): void {
  const random = draft.random('leftover homes');
  const first = draft.partners.find(({ name }) => name === landlordSeeds[0]?.name);
  for (let position = 0; position < count; position++) {
    const state = firstStates[position] ?? 'PUBLISHED';
    const own = state === 'DRAFT' && position === 0;
    const created = -random.integer(state === 'EXPIRED' ? 60 : 12, 90) + 0.4;
    const home = homes.create({
      region: own ? '84' : random.weighted(shares),
      partner: own ? first : undefined,
      created,
      published: state === 'DRAFT' ? undefined : created + 1.3,
    });
    if (state === 'PAUSED') homes.move(home, 'PAUSED', -random.integer(2, 9) + 0.5, 'pauseHousingOffer');
    if (state === 'EXPIRED') homes.move(home, 'EXPIRED', created + 31.3, null);
    if (state === 'WITHDRAWN')
      homes.move(home, 'WITHDRAWN', -random.integer(2, 9) + 0.5, 'withdrawHousingOffer');
  }
}
