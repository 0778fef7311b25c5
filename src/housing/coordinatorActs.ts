import { randomUUID } from 'node:crypto';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { transition } from '../acts/transition.ts';
import { builder } from '../builder.ts';
import { daysFrom } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { requireAdults } from '../families/members.ts';
import { FamilyDeclineReason, Guarantee } from './housing.enums.ts';
import { familyYesDays, housingProposalMachine, misfit, proposalAnswerDays } from './housing.rules.ts';
import { HousingProposalPayload } from './proposals.graph.ts';
import { housingProposalFiles, housingProposalLeaseholders, housingProposals } from './proposals.table.ts';

const FamilyAnswer = builder.enumType('FamilyAnswer', {
  values: ['ACCEPTED', 'DECLINED'] as const,
  description: 'What the family said.',
});

const offerColumns = {
  id: true,
  partnerId: true,
  status: true,
  minOccupants: true,
  maxOccupants: true,
  accessibility: true,
} as const;
const familyColumns = {
  id: true,
  followedBy: true,
  size: true,
  accessibilityNeed: true,
  protected: true,
} as const;

async function readFamily(act: Act, id: string) {
  return found(await act.db.query.families.findFirst({ columns: familyColumns, where: { id } }), 'familyId');
}

async function readOffer(act: Act, id: string) {
  return found(
    await act.db.query.housingOffers.findFirst({
      columns: offerColumns,
      with: { landlord: { columns: { id: true } } },
      where: { id },
    }),
    'offerId',
  );
}

type Family = Awaited<ReturnType<typeof readFamily>>;
type Offer = Awaited<ReturnType<typeof readOffer>>;

/** On offer, of a landlord in force, and suiting a family that partners may meet. */
function requireProposable(family: Family, offer: Offer, ...path: string[]): void {
  if (family.protected) throw errors.familyProtected(...path);
  if (offer.status !== 'PUBLISHED' || !offer.landlord) throw errors.offerNotAvailable(...path);
  const reason = misfit(offer, family);
  if (reason) throw errors.doesNotFit(reason, ...path);
}

mutation('proposeHousing', {
  about: 'Proposes a home to a family. Its landlord learns nothing before the family’s yes is sent.',
  fields: {
    familyId: input.id('Family', 'The family.'),
    offerId: input.id('HousingOffer', 'The home.'),
    leaseholderIds: input.ids('Person', 'The adults of the family who would sign.', 6),
    guarantee: input.oneOf(Guarantee, 'Who stands for the rent.'),
    programmeContact: optional(input.text('Whom the landlord may call at the programme.', 120)),
    monthlyResourcesCents: optional(
      input.cents('Resources of the household a month; read by the landlord once an identity is open.'),
    ),
    socialHousingNumber: optional(input.matching('Numéro unique (NUR).', /^[0-9A-Z]{10,20}$/)),
    draft: optional(input.flag('true: keep it in DRAFT, to be put to the family later.')),
    ...idempotent,
  },
  payload: HousingProposalPayload,
  run: async ({ familyId, offerId, leaseholderIds, draft, ...given }, act, id) => {
    await act.lock({ family: familyId, offer: offerId });
    const family = await readFamily(act, familyId);
    const offer = await readOffer(act, offerId);
    requireProposable(family, offer, 'offerId');
    await requireAdults(act, familyId, leaseholderIds, 'leaseholderIds');
    const scope = { familyId, partnerId: offer.partnerId, followedBy: family.followedBy };
    const proposal = {
      id,
      ...scope,
      offerId,
      status: draft ? 'DRAFT' : 'PROPOSED_TO_FAMILY',
      guarantee: given.guarantee,
      programmeContact: given.programmeContact ?? null,
    } as const;
    const file = {
      proposalId: id,
      ...scope,
      monthlyResourcesCents: given.monthlyResourcesCents ?? null,
      socialHousingNumber: given.socialHousingNumber ?? null,
    };
    await insertRows(act, housingProposals, [proposal]);
    await insertRows(
      act,
      housingProposalLeaseholders,
      leaseholderIds.map((personId) => ({ id: randomUUID(), proposalId: id, personId, ...scope })),
    );
    await insertRows(act, housingProposalFiles, [file]);
    return id;
  },
});

async function readProposal(act: Act, id: string) {
  const columns = {
    id: true,
    familyId: true,
    offerId: true,
    version: true,
    status: true,
    familyAnsweredAt: true,
  } as const;
  const read = () => act.db.query.housingProposals.findFirst({ columns, where: { id } });
  const { familyId, offerId } = housingProposals;
  return found(await act.lockedRow(housingProposals, id, { family: familyId, offer: offerId }, read), 'id');
}

const oneProposal = { id: input.id('HousingProposal', 'The proposal.'), ...versioned, ...idempotent };

mutation('presentProposalToFamily', {
  about: 'Puts a proposal in DRAFT to the family.',
  fields: oneProposal,
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion }, act) => {
    const proposal = await readProposal(act, id);
    act.requireVersion(proposal, expectedVersion);
    requireProposable(await readFamily(act, proposal.familyId), await readOffer(act, proposal.offerId), 'id');
    return transition(
      act,
      housingProposalMachine,
      housingProposals,
      proposal,
      expectedVersion,
      'PROPOSED_TO_FAMILY',
    );
  },
});

mutation('recordFamilyAnswer', {
  about:
    'Records the family’s yes or no. A no is possible until the lease is signed; a landlord never reads its reason.',
  fields: {
    ...oneProposal,
    answer: input.oneOf(FamilyAnswer, 'What the family said.'),
    reason: optional(input.oneOf(FamilyDeclineReason, 'Compulsory with DECLINED.')),
  },
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion, answer, reason }, act) => {
    const proposal = await readProposal(act, id);
    const familyAnsweredAt = new Date();
    if (answer === 'ACCEPTED') {
      return transition(
        act,
        housingProposalMachine,
        housingProposals,
        proposal,
        expectedVersion,
        'FAMILY_ACCEPTED',
        { familyAnsweredAt },
      );
    }
    if (!reason) throw errors.required('reason');
    return transition(
      act,
      housingProposalMachine,
      housingProposals,
      proposal,
      expectedVersion,
      'FAMILY_DECLINED',
      {
        familyAnsweredAt,
        declinedBy: 'FAMILY',
        familyDeclineReason: reason,
      },
    );
  },
});

mutation('sendProposalToLandlord', {
  about: `Sends the family’s card to the landlord, who has ${proposalAnswerDays} days to answer. Needs a yes of the family of at most ${familyYesDays} days, to the home as it is: OFFER_CHANGED once the landlord changed what the family was told.`,
  fields: oneProposal,
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion }, act) => {
    const proposal = await readProposal(act, id);
    act.requireVersion(proposal, expectedVersion);
    const now = new Date();
    if (proposal.status === 'FAMILY_ACCEPTED' || proposal.status === 'EXPIRED') {
      const saidYes = proposal.familyAnsweredAt;
      if (!saidYes || daysFrom(saidYes, familyYesDays) < now) throw errors.deadlinePassed('id');
      requireProposable(
        await readFamily(act, proposal.familyId),
        await readOffer(act, proposal.offerId),
        'id',
      );
    }
    return transition(
      act,
      housingProposalMachine,
      housingProposals,
      proposal,
      expectedVersion,
      'SENT_TO_LANDLORD',
      {
        sentAt: now,
        expiresAt: daysFrom(now, proposalAnswerDays),
      },
    );
  },
});

mutation('withdrawHousingProposal', {
  about:
    'Withdraws a proposal that has not come to a lease. What the landlord could read closes at once; it reads no reason.',
  fields: oneProposal,
  payload: HousingProposalPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(
      act,
      housingProposalMachine,
      housingProposals,
      await readProposal(act, id),
      expectedVersion,
      'WITHDRAWN',
      {
        declinedBy: 'PROGRAMME',
        withdrawalReason: 'PROGRAMME_DECISION',
      },
    ),
});
