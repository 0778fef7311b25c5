import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import { inDays } from '../days.ts';
import { home, offerSeenBy, registerFamily } from '../journeys/homes.ts';
import { lease as leaseOf } from '../journeys/leases.ts';
import { addFamily, idFor } from '../journeys/people.ts';
import { acceptAll, answer, openPosition, position, present } from '../journeys/positions.ts';
import { Partner, type PartnerOptions, type Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { everything } from './everything.ts';

/*
 * What walks over a demo seldom finds right, because each act needs the one before it: here every act of a placement is first asked with
 * validateOnly, which must say what the act then says and write nothing, and is then done.
 */

// Each act is done twice, and everything looked at three times: no busy machine ends it.
vi.setConfig({ testTimeout: 600_000 });

let served: Served;
const foundRight = new Set<string>();

/** Asks first whether the act is right. */
class Careful extends Partner {
  override async act(mutation: string, input: object, selection = ''): Promise<Reply> {
    const before = await everything(served.admin);
    const asked = await super.act(mutation, { ...input, validateOnly: true });
    expect(await everything(served.admin), mutation).toEqual(before);
    const done = await super.act(mutation, input, selection);
    expect(asked.errors, mutation).toEqual(done.errors);
    expect(await everything(served.admin), mutation).not.toEqual(before);
    foundRight.add(`${this.audience} ${mutation}`);
    return done;
  }
}

async function careful(audience: Audience, options?: PartnerOptions): Promise<Careful> {
  const { id, key, keyId } = await served.add(audience, options);
  return new Careful(id, audience, key, keyId, served.url);
}

let coordinator: Careful;
let landlord: Careful;
let employer: Careful;
const call = { channel: 'PHONE' };

beforeAll(async () => {
  served = await serve();
  coordinator = await careful('COORDINATOR');
  landlord = await careful('LANDLORD');
  employer = await careful('EMPLOYER');
});
afterAll(async () => {
  await served.close();
  process.stdout.write(`validateOnly, acts of placements: ${foundRight.size} found right, then done\n`);
});

type Row = { id: string; version: number };
const at = ({ id, version }: Row) => ({ id, expectedVersion: version });
const adult = () =>
  addFamily(served.admin, {
    followedBy: coordinator.id,
    adults: 1,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });
const undo = (partner: Partner, row: Row, more: object = {}) =>
  partner.does('undoTransition', { ...at(row), reason: 'OTHER', ...more }, 'errors { code }');

/** One act on a row; the row as it is then. */
const step =
  (partner: Partner, field: string) =>
  async (mutation: string, row: Row, more: object = {}): Promise<Row> =>
    (await partner.does(mutation, { ...at(row), ...more }, `${field} { id version }`))[field];

/** The rows under other ids: as this partner would read them. */
async function seen(partner: Partner, type: 'Tenancy' | 'Employment', table: string): Promise<Row> {
  const [row] = await served.admin.unsafe(
    `select id, version from ${table} order by created_at desc limit 1`,
  );
  return { id: idFor(served.world, partner, type, String(row?.id)), version: Number(row?.version) };
}

test('a lease, by its landlord and by a coordinator: notice, its end, a slide, each taken back', async () => {
  for (const partner of [landlord, coordinator]) {
    const { tenancy } = await leaseOf(coordinator, landlord, 'SLIDING');
    const go = step(partner, 'tenancy');
    const first = partner === landlord ? tenancy : await seen(coordinator, 'Tenancy', 'tenancies');
    const slid = await go('slideLease', first, { slidesOn: inDays(0) });
    await undo(partner, slid);
    const again = { ...slid, version: slid.version + 1 };
    const noticed = await go('recordNotice', again, { noticeGivenOn: inDays(0), endsOn: inDays(20) });
    const kept = await go('withdrawNotice', noticed);
    const ended = await go('endTenancy', kept, { endsOn: inDays(0), reason: 'OWN_CHOICE' });
    await undo(partner, ended);
  }
});

test('a home of a landlord without a key: a visit, a commission, a no, a yes and a lease', async () => {
  const keyless = await served.add('LANDLORD', { withKey: false });
  const landlordId = idFor(served.world, coordinator, 'Partner', keyless.id);
  const onHome = step(coordinator, 'housingOffer');
  const go = step(coordinator, 'housingProposal');
  const made = await coordinator.does(
    'createHousingOffer',
    { ...home, externalReference: 'VALID', landlordId, ...call },
    'housingOffer { id version }',
  );
  const published = await onHome('publishHousingOffer', made.housingOffer, call);
  await coordinator.does('confirmHousingOffers', { ids: [published.id], ...call }, 'housingOffers { id }');
  const paused = await onHome('pauseHousingOffer', await offerSeenBy(coordinator, 'VALID'), call);
  await onHome('publishHousingOffer', paused, call);
  const family = await registerFamily(coordinator);
  for (const ending of ['declineHousingProposal', 'signLease']) {
    const proposed = await coordinator.does(
      'proposeHousing',
      {
        familyId: family.id,
        offerId: published.id,
        leaseholderIds: family.adults.map(({ id }) => id),
        guarantee: 'VISALE',
        draft: true,
      },
      'housingProposal { id version }',
    );
    const shown = await go('presentProposalToFamily', proposed.housingProposal);
    const yes = await go('recordFamilyAnswer', shown, { answer: 'ACCEPTED' });
    const sent = await go('sendProposalToLandlord', yes);
    const visitAt = new Date(Date.now() + 86_400_000).toISOString();
    const visited = await go('planHousingVisit', sent, { visitAt, ...call });
    const planned = await go('planCommission', visited, { commissionOn: inDays(3), ...call });
    if (ending === 'declineHousingProposal') {
      await go('declineHousingProposal', planned, { reason: 'NO_SHOW', ...call });
      continue;
    }
    const accepted = await go('acceptHousingProposal', planned, call);
    const terms = { signedOn: inDays(0), startsOn: inDays(0), leaseForm: 'DIRECT', rentCents: 45_000 };
    await go('signLease', accepted, { ...terms, ...call });
  }
});

test('a hire, by its employer and by a coordinator for one without a key; and who was in post', async () => {
  const keyless = await served.add('EMPLOYER', { withKey: false });
  const employerId = idFor(served.world, coordinator, 'Partner', keyless.id);
  const onOffer = step(coordinator, 'jobOffer');
  const made = await coordinator.does(
    'createJobOffer',
    { ...position, employerId, ...call },
    'jobOffer { id version }',
  );
  const open = await onOffer('publishJobOffer', made.jobOffer, call);
  const applicant = async () => {
    const personId = idFor(served.world, coordinator, 'Person', (await adult()).adults[0]?.id ?? '');
    const done = await coordinator.does(
      'presentCandidate',
      { offerId: open.id, personId },
      'jobApplication { id }',
    );
    return done.jobApplication.id as string;
  };
  const interviewAt = new Date(Date.now() + 86_400_000).toISOString();
  const declined = await applicant();
  await answer(coordinator, 'declineApplication', declined, { reason: 'HOURS', ...call });
  const hired = await applicant();
  await answer(coordinator, 'expressInterest', hired, call);
  await answer(coordinator, 'planInterview', hired, { interviewAt, ...call });
  await answer(coordinator, 'discloseCandidate', hired);
  await answer(coordinator, 'acceptApplication', hired, call);
  await answer(coordinator, 'confirmHire', hired, { startsOn: inDays(-40), hoursPerWeek: 30, ...call });
  const inPost = { month: 1, stillInPost: true };
  await step(coordinator, 'employment')(
    'confirmStillInPost',
    await seen(coordinator, 'Employment', 'employments'),
    inPost,
  );

  const own = await openPosition(employer, served);
  const application = await present(
    served,
    coordinator,
    employer,
    own.uuid,
    (await adult()).adults[0]?.id ?? '',
  );
  await acceptAll(coordinator, employer, application);
  await answer(employer, 'confirmHire', application.employers, {
    startsOn: inDays(-40),
    hoursPerWeek: 35,
  });
  const employment = await seen(employer, 'Employment', 'employments');
  const go = step(employer, 'employment');
  const said = await go('confirmStillInPost', employment, inPost);
  const ended = await go('endEmployment', said, { endsOn: inDays(0), reason: 'RESIGNED' });
  await undo(employer, ended);
  const [offer] = await served.admin`select version from job_offers where id = ${own.uuid}`;
  await step(employer, 'jobOffer')('closeJobOffer', { id: own.id, version: Number(offer?.version) });
});

test('a family: a birth, an arrival, and a request to another region refused, taken back and accepted', async () => {
  const other = await careful('COORDINATOR', { regions: ['76'] });
  const family = await registerFamily(coordinator);
  const child = { givenName: 'Nour', familyName: 'Al-Khatib', birthDate: inDays(0), sex: 'FEMALE' };
  await coordinator.does('recordBirth', { familyId: family.id, ...child }, 'person { id }');
  const flight = { flightNumber: 'ME209', airport: 'CDG', plannedAt: new Date().toISOString() };
  const group = (await coordinator.does('createArrivalGroup', flight, 'arrivalGroup { id version }'))
    .arrivalGroup;
  await coordinator.does(
    'assignToArrivalGroup',
    { ...at(group), familyIds: [family.id] },
    'arrivalGroup { id }',
  );
  const asked = { familyId: family.id, toRegionCode: '76' };
  const last = async (partner: Partner): Promise<Row> => {
    const { transferRequests } = await partner.read(
      '{ transferRequests { edges { node { id version status } } } }',
    );
    return transferRequests.edges.find(({ node }: { node: Reply }) => node.status === 'REQUESTED').node;
  };
  for (const [partner, mutation] of [
    [other, 'refuseTransfer'],
    [coordinator, 'withdrawTransfer'],
    [other, 'acceptTransfer'],
  ] as const) {
    await coordinator.does('requestTransfer', asked, 'transferRequest { id }');
    await step(partner, 'transferRequest')(mutation, await last(partner));
  }
});
