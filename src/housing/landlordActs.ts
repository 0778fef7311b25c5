import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { onBehalf, requireMayActFor } from '../acts/onBehalf.ts';
import { transition } from '../acts/transition.ts';
import { daysFrom } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import { LandlordDeclineReason, LeaseForm } from './housing.enums.ts';
import { deadlineAfter, housingProposalMachine, misfit, proposalAnswerDays } from './housing.rules.ts';
import { leaseFault, leaseYears, leastRentCents, mostRentCents, planningDays } from './lease.rules.ts';
import { HousingProposalPayload } from './proposals.graph.ts';
import { housingProposals } from './proposals.table.ts';

const oneProposal = {
  id: input.id('HousingProposal', 'The proposal.'),
  ...versioned,
  ...idempotent,
  ...onBehalf,
};

/** The proposal with the home and the card, as the landlord (or the coordinator for it) may see them now. */
async function readProposal(act: Act, id: string) {
  const read = () =>
    act.db.query.housingProposals.findFirst({
      columns: {
        id: true,
        partnerId: true,
        offerId: true,
        familyId: true,
        version: true,
        status: true,
        visitAt: true,
        commissionOn: true,
        sentAt: true,
        expiresAt: true,
      },
      with: {
        offer: {
          columns: { id: true, rentCents: true, minOccupants: true, maxOccupants: true, accessibility: true },
        },
        family: { columns: { id: true, size: true, accessibilityNeed: true } },
      },
      where: { id, sentAt: { isNotNull: true } },
    });
  const { familyId, offerId } = housingProposals;
  const proposal = found(
    await act.lockedRow(housingProposals, id, { family: familyId, offer: offerId }, read),
    'id',
  );
  await requireMayActFor(act, 'LANDLORD', proposal.partnerId, 'id');
  return proposal;
}

type Planned = Partial<
  Pick<typeof housingProposals.$inferInsert, 'visitAt' | 'visitInstructions' | 'commissionOn'>
>;

type Proposal = Awaited<ReturnType<typeof readProposal>>;

const isOpen = (status: Proposal['status']) =>
  status === 'SENT_TO_LANDLORD' || status === 'LANDLORD_ACCEPTED';

function requireTime(proposal: Proposal): void {
  if (isOpen(proposal.status) && proposal.expiresAt && proposal.expiresAt <= new Date())
    throw errors.deadlinePassed('id');
}

/** Counted from the sending: date after date, an answer is never more than that and its own days away. */
function requireNear({ sentAt }: Proposal, { visitAt, commissionOn }: Planned): void {
  if (!sentAt) return;
  const last = daysFrom(sentAt, planningDays);
  const near = `within ${planningDays} days of \`sentAt\`.`;
  if (visitAt && (visitAt <= new Date() || visitAt > last))
    throw errors.outOfRange(`In the future, ${near}`, 'visitAt');
  if (commissionOn && (commissionOn < parisDay() || commissionOn > parisDay(last)))
    throw errors.outOfRange(`Today or later, ${near}`, 'commissionOn');
}

/** Writes a planned date and moves the deadline after it; the state stays. */
async function plan(act: Act, id: string, expectedVersion: number, set: Planned): Promise<string> {
  const proposal = await readProposal(act, id);
  act.requireVersion(proposal, expectedVersion);
  if (!isOpen(proposal.status)) throw errors.transitionNotAllowed(proposal.status);
  requireTime(proposal);
  requireNear(proposal, set);
  const expiresAt = deadlineAfter(set.visitAt ?? proposal.visitAt, set.commissionOn ?? proposal.commissionOn);
  const changed = await act.db
    .update(housingProposals)
    .set({ ...set, ...(expiresAt && { expiresAt }) })
    .where(and(eq(housingProposals.id, id), eq(housingProposals.version, expectedVersion)))
    .returning({ id: housingProposals.id });
  act.requireChanged(changed, proposal.version);
  return id;
}

mutation('planHousingVisit', {
  about: `Says when the family may visit; you then have until ${proposalAnswerDays} days after. Optional and repeatable.`,
  fields: {
    ...oneProposal,
    visitAt: input.moment(`When, in the future, within ${planningDays} days of \`sentAt\`.`),
    visitInstructions: optional(input.text('Where to meet, whom to ask for.', 500)),
  },
  payload: HousingProposalPayload,
  run: ({ id, expectedVersion, visitAt, visitInstructions }, act) =>
    plan(act, id, expectedVersion, { visitAt, visitInstructions: visitInstructions ?? null }),
});

mutation('planCommission', {
  about: `Says on which day your allocation commission decides; you then have until ${proposalAnswerDays} days after. Optional and repeatable.`,
  fields: {
    ...oneProposal,
    commissionOn: input.day(
      `The day of the commission, today or later, within ${planningDays} days of \`sentAt\`.`,
    ),
  },
  payload: HousingProposalPayload,
  run: ({ id, expectedVersion, commissionOn }, act) => plan(act, id, expectedVersion, { commissionOn }),
});

mutation('acceptHousingProposal', {
  about:
    'A yes in principle on the family’s card. The names of leaseholders whose consent is live open to you at once.',
  fields: oneProposal,
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion }, act) => {
    const proposal = await readProposal(act, id);
    act.requireVersion(proposal, expectedVersion);
    requireTime(proposal);
    return transition(
      act,
      housingProposalMachine,
      housingProposals,
      proposal,
      expectedVersion,
      'LANDLORD_ACCEPTED',
      {
        answeredAt: new Date(),
      },
    );
  },
});

mutation('declineHousingProposal', {
  about:
    'A no, before or after the yes in principle. What was open to you closes; the offer is on offer again, but ALREADY_LET withdraws it and WORKS_NEEDED pauses it.',
  fields: {
    ...oneProposal,
    reason: input.oneOf(LandlordDeclineReason, 'Why.'),
    note: optional(input.text('To the coordinator alone. Nothing about health, origin or nationality.', 280)),
  },
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion, reason, note }, act) =>
    transition(
      act,
      housingProposalMachine,
      housingProposals,
      await readProposal(act, id),
      expectedVersion,
      'LANDLORD_DECLINED',
      {
        declinedBy: 'LANDLORD',
        declineReason: reason,
        note: note ?? null,
        answeredAt: new Date(),
      },
    ),
});

function requireFit(proposal: Proposal): void {
  if (!proposal.family || !proposal.offer) throw errors.deadlinePassed('id');
  const reason = misfit(proposal.offer, proposal.family);
  if (reason) throw errors.doesNotFit(reason, 'id');
}

mutation('signLease', {
  about:
    'The lease is signed: the tenancy is created, the offer is LET. Needs neither a visit nor a commission.',
  fields: {
    ...oneProposal,
    signedOn: input.day('Day of signature, today or before.'),
    startsOn: input.day('First day of the lease, within a year of today.'),
    endsOn: optional(input.day(`Last day, today or later, within ${leaseYears} years; absent: open.`)),
    leaseForm: input.oneOf(LeaseForm, 'The form of the lease.'),
    rentCents: input.cents('Rent a month without charges.', mostRentCents, leastRentCents),
  },
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion, ...lease }, act) => {
    const proposal = await readProposal(act, id);
    act.requireVersion(proposal, expectedVersion);
    const fault = leaseFault(lease, parisDay());
    if (fault) throw errors.outOfRange(fault[1], fault[0]);
    if (proposal.offer && lease.rentCents > proposal.offer.rentCents) {
      throw errors.outOfRange('At most the rent that the family was told.', 'rentCents');
    }
    if (proposal.status === 'LANDLORD_ACCEPTED') {
      requireTime(proposal);
      requireFit(proposal);
    }
    return transition(
      act,
      housingProposalMachine,
      housingProposals,
      proposal,
      expectedVersion,
      'LEASE_SIGNED',
      {
        leaseSignedOn: lease.signedOn,
        leaseStartsOn: lease.startsOn,
        leaseEndsOn: lease.endsOn ?? null,
        leaseForm: lease.leaseForm,
        leaseRentCents: lease.rentCents,
      },
    );
  },
});
