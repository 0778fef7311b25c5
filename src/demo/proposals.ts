import { proposalAnswerDays } from '../housing/housing.rules.ts';
import type { HousingProposalStatus } from '../housing/housing.values.ts';
import { afterDay, plusDaysOf } from './calendar.ts';
import type { Row } from './demoRows.ts';
import type { CloseReason } from './disclosures.ts';
import { coordinatorOf } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { byCoordinator, byPartner, type Move, record, system, timesUpTo } from './history.ts';
import type { HomePlan, Homes } from './homes.ts';
import type { Ledgers } from './ledgers.ts';
import { isAdult, type PersonPlan } from './persons.ts';
import { landlinePhone } from './phones.ts';
import type { Random } from './random.ts';

export interface ProposalPlan {
  id: string;
  family: FamilyPlan;
  home: HomePlan;
  leaseholders: PersonPlan[];
  /** When it came to each state. */
  times: Partial<Record<HousingProposalStatus, number>>;
  row: Row<'housingProposals'>;
  opened: Row<'disclosures'>[];
}

export interface ProposalSpec {
  family: FamilyPlan;
  home: HomePlan;
  /** The states it went through, the last of which it is in. */
  path: readonly HousingProposalStatus[];
  /** When it came to the last, in days from today. */
  last: number;
  declineReason?: Row<'housingProposals'>['declineReason'];
  withdrawalReason?: Row<'housingProposals'>['withdrawalReason'];
  /** Days from today of the allocation commission, or of a visit. */
  commission?: number;
  visit?: number;
  /** Leaseholders who have consented; all of them unless told. */
  consenting?: number;
}

/** The way to a signature; every proposal goes some part of it. */
const leasePath = [
  'PROPOSED_TO_FAMILY',
  'FAMILY_ACCEPTED',
  'SENT_TO_LANDLORD',
  'LANDLORD_ACCEPTED',
  'LEASE_SIGNED',
] as const satisfies readonly HousingProposalStatus[];

export const pathTo = (status: (typeof leasePath)[number]): HousingProposalStatus[] =>
  leasePath.slice(0, leasePath.indexOf(status) + 1);

const mutations: Record<HousingProposalStatus, string | null> = {
  DRAFT: 'proposeHousing',
  PROPOSED_TO_FAMILY: 'proposeHousing',
  FAMILY_ACCEPTED: 'recordFamilyAnswer',
  FAMILY_DECLINED: 'recordFamilyAnswer',
  SENT_TO_LANDLORD: 'sendProposalToLandlord',
  LANDLORD_ACCEPTED: 'acceptHousingProposal',
  LANDLORD_DECLINED: 'declineHousingProposal',
  LEASE_SIGNED: 'signLease',
  WITHDRAWN: 'withdrawHousingProposal',
  EXPIRED: null,
};

const endings = ['LEASE_SIGNED', 'FAMILY_DECLINED', 'LANDLORD_DECLINED', 'WITHDRAWN', 'EXPIRED'] as const;
const byLandlord: readonly HousingProposalStatus[] = [
  'LANDLORD_ACCEPTED',
  'LANDLORD_DECLINED',
  'LEASE_SIGNED',
];
const systemReasons = ['PARTNER_LEFT', 'OFFER_WITHDRAWN', 'CONSENT_REVOKED'];

const notes: Partial<Record<string, string>> = {
  INCOME_RATIO:
    'Le reste à vivre est trop juste pour ce loyer. Un T3 se libère au printemps, nous rappelons.',
  COMMISSION_REFUSED: 'La commission a retenu un autre dossier.',
  DOCUMENT_MISSING: "Il manque l'avis d'imposition.",
  WORKS_NEEDED: 'Fuite découverte à la visite : travaux pour deux mois.',
  ALREADY_LET: 'Loué entre-temps.',
};

/** One proposal with all that it does to its offer, its disclosures and the journal. */
export function propose(ledgers: Ledgers, homes: Homes, spec: ProposalSpec): ProposalPlan {
  const random = ledgers.draft.random(`proposal ${ledgers.draft.rows.housingProposals.length}`);
  const { family, home, path } = spec;
  const moves = movesOf(ledgers, spec, random);
  const times = Object.fromEntries(moves.map((move) => [move.to, move.time])) as ProposalPlan['times'];
  const id = random.uuid();
  const { draft } = ledgers;
  const row: Row<'housingProposals'> = {
    id,
    partnerId: home.partner.id,
    offerId: home.id,
    familyId: family.id,
    ...family.scope,
    status: path.at(-1),
    guarantee: random.pick(['VISALE', 'FSL', 'PROGRAMME', 'PROGRAMME', 'NONE'] as const),
    ...datesOf(ledgers, spec, times, random),
    ...reasonsOf(spec, random),
    ...record(draft, 'housingProposal', id, moves),
  };
  draft.rows.housingProposals.push(row);
  const plan: ProposalPlan = {
    id,
    family,
    home,
    leaseholders: leaseholdersOf(family, random),
    times,
    row,
    opened: [],
  };
  addLeaseholders(ledgers, plan, random);
  moveOffer(homes, plan, moves);
  disclose(ledgers, plan, spec.consenting);
  return plan;
}

function movesOf({ draft }: Ledgers, spec: ProposalSpec, random: Random): Move<HousingProposalStatus>[] {
  const coordinator = coordinatorOf(draft, spec.family.region);
  const expired = spec.path.at(-1) === 'EXPIRED';
  const times = timesUpTo(random, spec.last, spec.path.length, expired ? [11, 11] : [2, 4]);
  return spec.path.map((to, position) => {
    const last = position === spec.path.length - 1;
    const itself = last && (expired || systemReasons.includes(spec.withdrawalReason ?? ''));
    const author = byLandlord.includes(to)
      ? byPartner(spec.home.partner, coordinator, random)
      : byCoordinator(coordinator, random);
    return {
      to,
      time: times[position] ?? spec.last,
      mutation: itself ? null : mutations[to],
      by: itself ? system : author,
      reasonCode: last ? (spec.declineReason ?? spec.withdrawalReason ?? null) : null,
    };
  });
}

/** Ten days to answer, or ten after the date that was planned. */
function datesOf({ draft }: Ledgers, spec: ProposalSpec, times: ProposalPlan['times'], random: Random) {
  const { calendar } = draft;
  const instant = (time: number | undefined) => (time === undefined ? null : calendar.instant(time));
  const sent = times.SENT_TO_LANDLORD;
  const commissionOn = spec.commission === undefined ? null : calendar.day(spec.commission);
  const visitAt = instant(spec.visit);
  const planned = commissionOn ? afterDay(commissionOn) : visitAt;
  const start = planned ?? instant(sent);
  return {
    visitAt,
    visitInstructions: visitAt
      ? 'Sonner à la loge, puis deuxième porte à gauche. Un interprète sera présent.'
      : null,
    commissionOn,
    expiresAt: sent === undefined || !start ? null : plusDaysOf(start, proposalAnswerDays),
    programmeContact: `${coordinatorOf(draft, spec.family.region).contact.split(',')[0]}, ${landlinePhone(random, spec.family.region)}`,
    familyAnsweredAt: instant(times.FAMILY_ACCEPTED ?? times.FAMILY_DECLINED),
    sentAt: instant(sent),
    answeredAt: instant(times.LANDLORD_ACCEPTED ?? times.LANDLORD_DECLINED),
  };
}

function reasonsOf(spec: ProposalSpec, random: Random) {
  const status = spec.path.at(-1);
  const decliners = {
    FAMILY_DECLINED: 'FAMILY',
    LANDLORD_DECLINED: 'LANDLORD',
    WITHDRAWN: 'PROGRAMME',
  } as const;
  const familyReasons = ['TOO_FAR', 'TOO_SMALL', 'NO_TRANSPORT', 'NO_SCHOOL', 'OTHER_REGION'] as const;
  return {
    declinedBy: status && status in decliners ? decliners[status as keyof typeof decliners] : null,
    declineReason: spec.declineReason ?? null,
    familyDeclineReason: status === 'FAMILY_DECLINED' ? random.pick(familyReasons) : null,
    withdrawalReason: spec.withdrawalReason ?? null,
    note: notes[spec.declineReason ?? ''] ?? null,
  };
}

function leaseholdersOf(family: FamilyPlan, random: Random): PersonPlan[] {
  const couple = family.persons.filter((person) => isAdult(person) && person.role !== 'OTHER_ADULT');
  return random.chance(0.8) ? couple : couple.slice(0, 1);
}

function addLeaseholders({ draft }: Ledgers, plan: ProposalPlan, random: Random): void {
  const { id, family, home, leaseholders, times } = plan;
  const place = { proposalId: id, partnerId: home.partner.id, familyId: family.id, ...family.scope };
  for (const person of leaseholders) {
    draft.rows.housingProposalLeaseholders.push({ id: random.uuid(), personId: person.id, ...place });
  }
  if (times.FAMILY_ACCEPTED === undefined) return;
  const departement = home.place.departementCode.padStart(3, '0');
  const month = draft.calendar.day(times.FAMILY_ACCEPTED).slice(2, 7).split('-').reverse().join('');
  draft.rows.housingProposalFiles.push({
    ...place,
    monthlyResourcesCents:
      random.integer(1_050 + 190 * family.persons.length, 1_700 + 260 * family.persons.length) * 100,
    // Private landlords do not ask for the social housing number.
    socialHousingNumber:
      home.partner.kind === 'SOCIAL_LANDLORD'
        ? `${departement}${month}${String(random.integer(100_000, 999_999))}${home.place.code}`
        : null,
  });
}

function moveOffer(
  homes: Homes,
  { home, row }: ProposalPlan,
  moves: readonly Move<HousingProposalStatus>[],
): void {
  const sent = moves.find((move) => move.to === 'SENT_TO_LANDLORD');
  if (!sent) return;
  homes.move(home, 'RESERVED', sent.time, sent.mutation, sent.by);
  const last = moves.at(-1);
  if (!last || last.to === 'SENT_TO_LANDLORD' || last.to === 'LANDLORD_ACCEPTED') return;
  const freed = { ALREADY_LET: 'WITHDRAWN', WORKS_NEEDED: 'PAUSED' } as const;
  const reason = row.declineReason as keyof typeof freed;
  const withdrawn = row.withdrawalReason === 'PARTNER_LEFT' || row.withdrawalReason === 'OFFER_WITHDRAWN';
  const next = last.to === 'LEASE_SIGNED' ? 'LET' : withdrawn ? 'WITHDRAWN' : (freed[reason] ?? 'PUBLISHED');
  homes.move(home, next, last.time, last.mutation, last.by);
}

function disclose(
  { consents, disclosures }: Ledgers,
  plan: ProposalPlan,
  consenting = plan.leaseholders.length,
): void {
  const { family, home, times, row } = plan;
  const sent = times.SENT_TO_LANDLORD;
  if (sent === undefined || !row.expiresAt) return;
  const opening = {
    partner: home.partner,
    family,
    purpose: 'HOUSING' as const,
    act: { proposalId: plan.id },
    expiresAt: row.expiresAt,
  };
  plan.opened.push(
    disclosures.open({ ...opening, level: 'CARD', personId: null, consentId: null, opened: sent }),
  );
  const accepted = times.LANDLORD_ACCEPTED;
  if (accepted !== undefined) {
    for (const person of plan.leaseholders.slice(0, consenting)) {
      const consent = consents.liveAt(family, person, 'HOUSING_IDENTITY', accepted);
      const identity = {
        level: 'IDENTITY' as const,
        personId: person.id,
        consentId: consent.id,
        opened: accepted,
      };
      plan.opened.push(disclosures.open({ ...opening, ...identity }));
    }
  }
  const ended = endings.map((status) => times[status]).find((time) => time !== undefined);
  if (ended !== undefined) disclosures.close(plan.opened, ended, closeReasonOf(plan));
}

function closeReasonOf({ row }: ProposalPlan): CloseReason {
  if (row.withdrawalReason === 'PARTNER_LEFT') return 'AGREEMENT_ENDED';
  if (row.withdrawalReason === 'CONSENT_REVOKED') return 'CONSENT_REVOKED';
  return row.status === 'EXPIRED' ? 'EXPIRED' : 'ACT_ENDED';
}
