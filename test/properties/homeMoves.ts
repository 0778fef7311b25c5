import { randomUUID } from 'node:crypto';
import { home } from '../journeys/homes.ts';
import type { Partner } from '../partner.ts';
import type { Home, Proposal } from './model.ts';
import { actor, actsOn, becomes, chosen, type Draw, type MoveOf, making, pick } from './moves.ts';
import { type Stage, today } from './stage.ts';

const declines = [
  ['OTHER', 'PUBLISHED'],
  ['ALREADY_LET', 'WITHDRAWN'],
  ['WORKS_NEEDED', 'PAUSED'],
] as const;
const declineOf = ({ other }: Draw) => pick(declines, other) ?? declines[0];

/** What landlords and coordinators do with homes. */
export function homeMoves(stage: Stage): Readonly<Record<string, MoveOf>> {
  const { model, landlords, coordinators } = stage;
  const isInForce = (landlord: number) => !model.outOfForce.has(`LANDLORD ${landlord}`);
  const onHome = actsOn<Home>(stage, {
    ...{ type: 'HousingOffer', table: 'housing_offers', things: model.homes, partners: landlords },
    ownerOf: ({ landlord }) => landlord,
    reads: ({ landlord }) => isInForce(landlord),
  });
  const proposals = { type: 'HousingProposal', table: 'housing_proposals', things: model.proposals } as const;
  const forFamily = actsOn<Proposal>(stage, {
    ...{ ...proposals, partners: coordinators },
    ownerOf: ({ family }) => family.coordinator,
    reads: () => true,
  });
  const forLandlord = actsOn<Proposal>(stage, {
    ...{ ...proposals, partners: landlords },
    ownerOf: (proposal) => proposal.home.landlord,
    reads: (proposal) => proposal.wasSent && isInForce(proposal.home.landlord),
  });
  const lease = { leaseForm: 'DIRECT', rentCents: 45_000 };
  return {
    createHome: ({ row }) => {
      const landlord = row % 3;
      const by = landlords[landlord] as Partner;
      const input = { ...home, externalReference: randomUUID() };
      return making<Home>(
        stage,
        { by, mutation: 'createHousingOffer', input, allowed: isInForce(landlord) },
        { type: 'HousingOffer', field: 'housingOffer', things: model.homes },
        { landlord, status: 'DRAFT' },
      );
    },
    publishHome: onHome('publishHousingOffer', model.canPublishHome, becomes('PUBLISHED')),
    pauseHome: onHome('pauseHousingOffer', model.canPauseHome, becomes('PAUSED')),
    withdrawHome: onHome('withdrawHousingOffer', model.canWithdrawHome, (one) => model.withdrawHome(one)),
    propose: (draw) => {
      const offer = chosen(model.homes, ({ status }) => status === 'PUBLISHED', draw);
      const family = pick(stage.families, draw.other);
      if (!offer || !family) return null;
      const by = actor(coordinators, family.coordinator, draw);
      const input = {
        familyId: stage.id(by, 'Family', family),
        offerId: stage.id(by, 'HousingOffer', offer),
        leaseholderIds: family.adults.map((adult) => stage.id(by, 'Person', adult)),
        guarantee: 'VISALE',
      };
      return making<Proposal>(
        stage,
        {
          by,
          mutation: 'proposeHousing',
          input,
          allowed: draw.slip > 0 && offer.status === 'PUBLISHED' && !family.isProtected,
        },
        { type: 'HousingProposal', field: 'housingProposal', things: model.proposals },
        { home: offer, family, status: 'PROPOSED_TO_FAMILY', wasSent: false },
      );
    },
    familySaysYes: forFamily('recordFamilyAnswer', model.canAnswerYes, becomes('FAMILY_ACCEPTED'), () => ({
      answer: 'ACCEPTED',
    })),
    familySaysNo: forFamily(
      'recordFamilyAnswer',
      model.canAnswerNo,
      (one) => model.endProposal(one, 'FAMILY_DECLINED'),
      () => ({ answer: 'DECLINED', reason: 'TOO_FAR' }),
    ),
    send: forFamily('sendProposalToLandlord', model.canSend, (one) => model.send(one)),
    withdrawProposal: forFamily('withdrawHousingProposal', model.canWithdraw, (one) =>
      model.endProposal(one, 'WITHDRAWN'),
    ),
    accept: forLandlord('acceptHousingProposal', model.canAccept, becomes('LANDLORD_ACCEPTED')),
    decline: (draw) => {
      const [reason, homeBecomes] = declineOf(draw);
      const end = (one: Proposal) => model.endProposal(one, 'LANDLORD_DECLINED', homeBecomes);
      return forLandlord('declineHousingProposal', model.canDecline, end, () => ({ reason }))(draw);
    },
    sign: forLandlord(
      'signLease',
      model.canSign,
      (one) => model.sign(one),
      () => ({ signedOn: today(), startsOn: today(), ...lease }),
    ),
  };
}
