import { monthsAfterContract } from '../disclosures/disclosures.rules.ts';
import type { TenancyStatus } from '../housing/housing.values.ts';
import type { Commune } from '../reference/communes.ts';
import { afterDay, plusMonths } from './calendar.ts';
import type { Row } from './demoRows.ts';
import { coordinatorOf } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { byCoordinator, byPartner, type Move, record, system } from './history.ts';
import type { Homes } from './homes.ts';
import type { Ledgers } from './ledgers.ts';
import type { ProposalPlan } from './proposals.ts';
import type { Random } from './random.ts';

export interface TenancyPlan {
  family: FamilyPlan;
  place: Commune;
  row: Row<'tenancies'>;
}

export interface TenancySpec {
  status: TenancyStatus;
  /** First day, in days from today. */
  starts: number;
  /** Last day; of a cancelled lease, when it was given up. */
  ends?: number;
  endReason?: Row<'tenancies'>['endReason'];
  declaredMove?: boolean;
}

/** How long an identity stays open under a lease without end: the demo's far future, in days. */
const farAhead = 730;
/** Days after which a sliding lease becomes the family's own. */
const slideAfter = 365;
const noticeBefore = 30;

/** The tenancy of a proposal whose lease is signed. */
export function signLease(
  ledgers: Ledgers,
  homes: Homes,
  proposal: ProposalPlan,
  spec: TenancySpec,
): TenancyPlan {
  const { draft } = ledgers;
  const { home, family, row: proposalRow } = proposal;
  const random = draft.random(`tenancy ${draft.rows.tenancies.length}`);
  const signed = proposal.times.LEASE_SIGNED ?? spec.starts;
  const landlord = byPartner(home.partner, coordinatorOf(draft, family.region), random);
  const plan = addTenancy(ledgers, random, {
    family,
    place: home.place,
    spec,
    signed,
    leaseForm: home.row.leaseForm,
    signing: { mutation: 'signLease', by: landlord },
  });
  const { row } = plan;
  Object.assign(row, {
    partnerId: home.partner.id,
    offerId: home.id,
    proposalId: proposal.id,
    rentCents: home.row.rentCents,
  });
  proposalRow.leaseSignedOn = row.signedOn;
  proposalRow.leaseStartsOn = row.startsOn;
  proposalRow.leaseForm = row.leaseForm;
  proposalRow.leaseRentCents = row.rentCents;
  if (spec.status === 'ENDED') homes.move(home, 'CLOSED', spec.ends ?? -1, 'endTenancy', landlord);
  if (spec.status === 'CANCELLED') homes.move(home, 'PUBLISHED', spec.ends ?? -1, 'endTenancy', landlord);
  discloseTenants(ledgers, proposal, plan, spec, signed);
  return plan;
}

/** A home that the family found without the programme. */
export function recordTenancy(
  ledgers: Ledgers,
  family: FamilyPlan,
  place: Commune,
  spec: TenancySpec,
): TenancyPlan {
  const random = ledgers.draft.random(`tenancy ${ledgers.draft.rows.tenancies.length}`);
  const coordinator = byCoordinator(coordinatorOf(ledgers.draft, family.region), random);
  const signed = spec.starts - random.integer(1, 8);
  const signing = { mutation: 'recordTenancy', by: coordinator };
  return addTenancy(ledgers, random, { family, place, spec, signed, leaseForm: 'DIRECT', signing });
}

interface Signature {
  family: FamilyPlan;
  place: Commune;
  spec: TenancySpec;
  signed: number;
  leaseForm: Row<'tenancies'>['leaseForm'];
  signing: Pick<Move<TenancyStatus>, 'mutation' | 'by'>;
}

function addTenancy({ draft }: Ledgers, random: Random, signature: Signature): TenancyPlan {
  const { family, place, spec, signed, leaseForm } = signature;
  const { calendar } = draft;
  const id = random.uuid();
  const slides = leaseForm === 'SLIDING' ? spec.starts + slideAfter : null;
  const own = leaseForm === 'DIRECT' || (slides !== null && slides < 0);
  const ending = spec.status === 'NOTICE' || spec.status === 'ENDED';
  const noticed = ending && spec.ends !== undefined ? noticeOf(spec) : null;
  const row: Row<'tenancies'> = {
    id,
    partnerId: null,
    offerId: null,
    proposalId: null,
    familyId: family.id,
    ...family.scope,
    communeCode: place.code,
    leaseForm,
    leaseholder: own ? 'FAMILY' : 'PROGRAMME',
    slidesOn: slides === null ? null : calendar.day(slides),
    signedOn: calendar.day(signed),
    startsOn: calendar.day(spec.starts),
    endsOn: ending && spec.ends !== undefined ? calendar.day(spec.ends) : null,
    rentCents: random.integer(380, 640) * 100,
    status: spec.status,
    noticeGivenOn: noticed === null ? null : calendar.day(noticed),
    endReason: spec.endReason ?? null,
    declaredMove: spec.declaredMove ?? false,
    ...record(draft, 'tenancy', id, movesOf(signature, noticed)),
  };
  draft.rows.tenancies.push(row);
  return { family, place, row };
}

const noticeOf = (spec: TenancySpec) => Math.min((spec.ends ?? 0) - noticeBefore, -2.5);

function movesOf({ spec, signed, signing }: Signature, noticed: number | null): Move<TenancyStatus>[] {
  const moves: Move<TenancyStatus>[] = [
    { to: spec.starts > signed ? 'PLANNED' : 'ACTIVE', time: signed, ...signing },
  ];
  if (spec.status === 'PLANNED') return moves;
  if (spec.status === 'CANCELLED')
    return [...moves, { ...signing, to: 'CANCELLED', time: spec.ends ?? -1, mutation: 'endTenancy' }];
  if (spec.starts > signed)
    moves.push({ to: 'ACTIVE', time: Math.floor(spec.starts), mutation: null, by: system });
  if (noticed !== null) moves.push({ ...signing, to: 'NOTICE', time: noticed, mutation: 'recordNotice' });
  if (spec.status === 'ENDED') {
    moves.push({
      ...signing,
      to: 'ENDED',
      time: spec.ends ?? -1,
      mutation: 'endTenancy',
      reasonCode: spec.endReason,
    });
  }
  return moves;
}

/** The contract, not a consent, makes the leaseholders known to the landlord, until three months after it. */
function discloseTenants(
  { draft, disclosures }: Ledgers,
  { home, family, leaseholders }: ProposalPlan,
  { row }: TenancyPlan,
  spec: TenancySpec,
  signed: number,
): void {
  const { calendar } = draft;
  const lastDay = row.endsOn ? plusMonths(row.endsOn, monthsAfterContract) : null;
  const opened = leaseholders.map((person) =>
    disclosures.open({
      partner: home.partner,
      family,
      personId: person.id,
      level: 'IDENTITY',
      purpose: 'TENANCY',
      act: { tenancyId: row.id },
      consentId: null,
      opened: signed,
      expiresAt: lastDay ? afterDay(lastDay) : calendar.instant(farAhead),
    }),
  );
  if (spec.status === 'CANCELLED') disclosures.close(opened, spec.ends ?? -1, 'ACT_ENDED');
  if (!lastDay || lastDay >= calendar.day(-2)) return;
  // The nightly job closes what has run out; of the last ones it has not come to, the row rule alone says no.
  const ranOut = calendar.timeOf(lastDay) + 1.1;
  if (ranOut < -60) disclosures.close(opened, ranOut, 'EXPIRED');
  else for (const disclosure of opened) disclosures.acknowledge(disclosure, ranOut + 0.8);
}
