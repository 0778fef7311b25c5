import { type Act, found } from '../acts/act.ts';
import { requireMayActFor } from '../acts/onBehalf.ts';
import { undoable } from '../acts/undoTransition.ts';
import { JobApplication } from './applications.graph.ts';
import { jobApplications } from './applications.table.ts';
import { Employment } from './employments.graph.ts';
import { employments } from './employments.table.ts';
import { JobOffer } from './offers.graph.ts';
import { jobOffers } from './offers.table.ts';

const offerColumns = { partnerId: true, version: true } as const;
const applicationColumns = { familyId: true, personId: true, offerId: true, version: true } as const;

undoable({
  sealed: 'JobOffer',
  field: 'jobOffer',
  read: 'jobOffers',
  type: JobOffer,
  table: jobOffers,
  state: jobOffers.status,
  scope: 'jobs:write',
  prepare: async (act: Act, id: string) => {
    await act.lock({ offer: id });
    const offer = found(
      await act.db.query.jobOffers.findFirst({ columns: offerColumns, where: { id } }),
      'id',
    );
    await requireMayActFor(act, 'EMPLOYER', offer.partnerId, 'id');
    return offer.version;
  },
});

undoable({
  sealed: 'JobApplication',
  field: 'jobApplication',
  read: 'jobApplications',
  type: JobApplication,
  table: jobApplications,
  state: jobApplications.status,
  scope: 'jobs:write',
  prepare: async (act: Act, id: string) => {
    const read = () => act.db.query.jobApplications.findFirst({ columns: applicationColumns, where: { id } });
    const { familyId, personId, offerId } = found(await read(), 'id');
    await act.lock({ family: familyId, person: personId, offer: offerId });
    return found(await read(), 'id').version;
  },
});

undoable({
  sealed: 'Employment',
  field: 'employment',
  read: 'employments',
  type: Employment,
  table: employments,
  // The state follows from it.
  state: employments.endReason,
  scope: 'jobs:write',
  prepare: async (act: Act, id: string) => {
    const read = () => act.db.query.employments.findFirst({ columns: applicationColumns, where: { id } });
    const { familyId, personId, offerId } = found(await read(), 'id');
    await act.lock({ family: familyId, person: personId, offer: offerId });
    return found(await read(), 'id').version;
  },
});
