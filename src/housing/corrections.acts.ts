import { type Act, found } from '../acts/act.ts';
import { requireMayActFor } from '../acts/onBehalf.ts';
import { undoable } from '../acts/undoTransition.ts';
import { HousingOffer } from './offers.graph.ts';
import { housingOffers } from './offers.table.ts';
import { HousingProposal } from './proposals.graph.ts';
import { housingProposals } from './proposals.table.ts';
import { Tenancy } from './tenancies.graph.ts';
import { tenancies } from './tenancies.table.ts';

const offerColumns = { partnerId: true, version: true } as const;
const tenancyColumns = { familyId: true, offerId: true, version: true } as const;
const proposalColumns = { familyId: true, offerId: true, version: true } as const;

undoable({
  sealed: 'HousingOffer',
  field: 'housingOffer',
  read: 'housingOffers',
  type: HousingOffer,
  table: housingOffers,
  state: housingOffers.status,
  scope: 'housing:write',
  prepare: async (act: Act, id: string) => {
    await act.lock({ offer: id });
    const offer = found(
      await act.db.query.housingOffers.findFirst({ columns: offerColumns, where: { id } }),
      'id',
    );
    await requireMayActFor(act, 'LANDLORD', offer.partnerId, 'id');
    return offer.version;
  },
});

undoable({
  sealed: 'HousingProposal',
  field: 'housingProposal',
  read: 'housingProposals',
  type: HousingProposal,
  table: housingProposals,
  state: housingProposals.status,
  scope: 'housing:write',
  prepare: async (act: Act, id: string) => {
    const read = () => act.db.query.housingProposals.findFirst({ columns: proposalColumns, where: { id } });
    const first = found(await read(), 'id');
    await act.lock({ family: first.familyId, offer: first.offerId });
    return found(await read(), 'id').version;
  },
});

undoable({
  sealed: 'Tenancy',
  field: 'tenancy',
  read: 'tenancies',
  type: Tenancy,
  table: tenancies,
  state: [tenancies.status, tenancies.leaseholder],
  scope: 'housing:write',
  prepare: async (act: Act, id: string) => {
    const read = () => act.db.query.tenancies.findFirst({ columns: tenancyColumns, where: { id } });
    const { familyId, offerId } = found(await read(), 'id');
    await act.lock({ family: familyId, offer: offerId });
    return found(await read(), 'id').version;
  },
});
