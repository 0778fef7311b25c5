import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { consent, move, publishHome, type RegisteredFamily, registerFamily, sendProposal } from './homes.ts';
import { daysPass, makeProgramme, settle } from './madeProgramme.ts';
import { position } from './positions.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;
let employer: Partner;
let health: Partner;
let internal: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
  employer = await served.add('EMPLOYER');
  health = await served.add('HEALTH', { careGateway: true });
  internal = await served.add('INTERNAL');
});
afterAll(() => served.close());

const purposes = ['HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY', 'CARE'];

/** The first row of a list, newest first, as this partner reads it. */
async function newest(partner: Partner, list: string, fields: string) {
  const data = await partner.read(
    `{ ${list}(first: 1, orderBy: CREATED_AT_DESC) { edges { node { id version status ${fields} } } } }`,
  );
  return data[list].edges[0]?.node;
}

async function housed(family: RegisteredFamily, reference: string): Promise<void> {
  await publishHome(landlord, { externalReference: reference });
  expect((await newest(landlord, 'housingProposals', ''))?.status).not.toBe('SENT_TO_LANDLORD');
  await sendProposal(coordinator, family, reference);
  const sent = await newest(landlord, 'housingProposals', 'card { size } tenants { givenName }');
  expect(sent).toMatchObject({ status: 'SENT_TO_LANDLORD', card: { size: 4 }, tenants: [] });
  await landlord.does('acceptHousingProposal', move(sent), 'housingProposal { status }');
  const accepted = await newest(landlord, 'housingProposals', 'tenants { givenName }');
  expect(accepted.tenants).toEqual([{ givenName: 'Yousef' }]);
  const lease = { signedOn: inDays(-2), startsOn: inDays(-1), leaseForm: 'DIRECT', rentCents: 45_000 };
  await landlord.does('signLease', { ...move(accepted), ...lease }, 'housingProposal { status }');
}

async function employed(family: RegisteredFamily): Promise<void> {
  const personId = family.adults[0]?.id ?? '';
  const { jobOffer } = await employer.does('createJobOffer', position, 'jobOffer { id version }');
  await employer.does('publishJobOffer', move(jobOffer), 'jobOffer { status }');
  const { jobOffers } = await coordinator.read(
    'query Fit($person: ID!) { jobOffers(filter: { fits: $person }) { edges { node { id } } } }',
    { person: personId },
  );
  const offerId = jobOffers.edges[0].node.id;
  const { jobApplication } = await coordinator.does(
    'presentCandidate',
    { offerId, personId },
    'jobApplication { id version }',
  );
  const presented = await newest(
    employer,
    'jobApplications',
    'candidate { frenchLevel } identity { givenName }',
  );
  expect(presented).toMatchObject({ status: 'PRESENTED', candidate: { frenchLevel: 'A2' }, identity: null });
  await employer.does('expressInterest', move(presented), 'jobApplication { status }');
  await coordinator.does(
    'discloseCandidate',
    { id: jobApplication.id, expectedVersion: jobApplication.version + 1 },
    'jobApplication { status }',
  );
  const disclosed = await newest(employer, 'jobApplications', 'identity { givenName }');
  expect(disclosed.identity).toEqual({ givenName: 'Yousef' });
  await employer.does('acceptApplication', move(disclosed), 'jobApplication { status }');
  const accepted = await newest(employer, 'jobApplications', '');
  await employer.does(
    'confirmHire',
    { ...move(accepted), startsOn: inDays(-1), hoursPerWeek: 35 },
    'jobApplication { status }',
  );
}

async function caredFor(family: RegisteredFamily): Promise<void> {
  const personId = family.adults[0]?.id ?? '';
  await coordinator.does(
    'referToCare',
    { personId, interpreterLanguage: 'apc', transportNeeded: false },
    'sentReferral { id sentOn }',
  );
  const { careReferrals } = await health.read(
    '{ careReferrals(first: 1, filter: { status: [SENT] }) { edges { node { id version person { givenName } } } } }',
  );
  const referral = careReferrals.edges[0].node;
  expect(referral.person.givenName).toBe('Yousef');
  await health.does(
    'updateCareStatus',
    { ...move(referral), status: 'ACKNOWLEDGED' },
    'careReferral { status }',
  );
}

/** Of the families of the region, as an internal app reads it. */
async function withRoofAndJob(): Promise<{ families: number; persons: number; suppressed: boolean }> {
  const { roofAndJob } = await internal.read(
    '{ roofAndJob { rows { region { code } situation families persons suppressed } } }',
  );
  const { families, persons, suppressed } = roofAndJob[0].rows.find(
    ({ situation, region }: { situation: string; region: { code: string } | null }) =>
      situation === 'ROOF_AND_JOB' && region?.code === '84',
  );
  return { families, persons, suppressed };
}

test('a whole placement, three times over: a roof and a job in the same place, care beside it, and the aggregates count it', async () => {
  // The figures of three families alone would be told to nobody: others are there before them.
  await settle(served.admin, coordinator.id, makeProgramme(2016, 40));
  await takeSnapshot(served.admin);
  const before = await withRoofAndJob();
  await daysPass(served.admin, 1);
  const work = {
    occupations: [position.rome],
    frenchLevel: 'A2',
    drivingLicence: true,
    mobility: 'CAR',
    mayWork: true,
  };
  for (const reference of ['P-1', 'P-2', 'P-3']) {
    const family = await registerFamily(coordinator);
    const [head] = family.adults;
    await coordinator.does(
      'updatePerson',
      { id: head?.id, expectedVersion: head?.version, ...work },
      'person { id }',
    );
    await consent(coordinator, head?.id ?? '', ...purposes);
    await housed(family, reference);
    await employed(family);
    await caredFor(family);
    const seen = await coordinator.read(
      'query One($id: ID!) { family(id: $id) { journey roofAndJob { roof job place } careStatus { overall } tenancies { status } employments { contract } } }',
      { id: family.id },
    );
    expect(seen.family).toMatchObject({
      roofAndJob: { roof: true, job: true, place: 'SAME_EPCI' },
      careStatus: [{ overall: 'REFERRED' }],
      tenancies: [{ status: 'ACTIVE' }],
      employments: [{ contract: 'CDI' }],
    });
  }
  await takeSnapshot(served.admin);
  const after = await withRoofAndJob();
  expect(after).toEqual({ families: before.families + 3, persons: before.persons + 12, suppressed: false });
});
