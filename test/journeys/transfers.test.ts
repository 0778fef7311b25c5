import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, idFor } from './people.ts';
import { answer, openPosition, present } from './positions.ts';
import { attempt, first } from './referrals.ts';

let served: Served;
let cantal: Partner;
let lot: Partner;
let loire: Partner;

beforeAll(async () => {
  served = await serve();
  cantal = await served.add('COORDINATOR', { regions: ['84'] });
  lot = await served.add('COORDINATOR', { regions: ['76'] });
  loire = await served.add('COORDINATOR', { regions: ['52'] });
}, 120_000);
afterAll(() => served.close());

interface Request {
  id: string;
  version: number;
  status: string;
}

const selection =
  'id version status reference size composition { adults } languages from { code } to { code } family { reference }';

async function requestsOf(partner: Partner): Promise<Request[]> {
  const { transferRequests } = await partner.read(`{ transferRequests { edges { node { ${selection} } } } }`);
  return transferRequests.edges.map(({ node }: { node: Request }) => node);
}

const familiesOf = async (partner: Partner): Promise<string[]> =>
  (await partner.read('{ families(first: 100) { edges { node { reference } } } }')).families.edges.map(
    ({ node }: { node: { reference: string } }) => node.reference,
  );

/** A family of the Cantal for which the Lot is asked; the request as the Lot reads it. */
async function asked() {
  const family = await addFamily(served.admin, {
    followedBy: cantal.id,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
    children: [4],
  });
  const input = { familyId: idFor(served.world, cantal, 'Family', family.id), toRegionCode: '76' };
  await cantal.does('requestTransfer', input, 'transferRequest { id }');
  return { family, input, request: first(await requestsOf(lot)) };
}

const move = ({ id, version }: Request) => ({ id, expectedVersion: version });

test('the region that is asked reads the card and no more; the first keeps the family; a third one reads nothing', async () => {
  const { family, request } = await asked();
  expect(request).toMatchObject({
    status: 'REQUESTED',
    reference: family.reference,
    size: 3,
    composition: { adults: 2 },
    languages: ['apc'],
    from: { code: '84' },
    to: { code: '76' },
    family: null,
  });
  expect(await familiesOf(lot)).not.toContain(family.reference);
  expect(await familiesOf(cantal)).toContain(family.reference);
  expect(first(await requestsOf(cantal))).toMatchObject({ family: { reference: family.reference } });
  expect(await requestsOf(loire)).toEqual([]);
  for (const mutation of ['acceptTransfer', 'refuseTransfer', 'withdrawTransfer'])
    expect(await attempt(loire, mutation, move(request))).toEqual([['NOT_FOUND', 'id']]);
});

test('accepted: live acts are withdrawn, the family and its history are the other region’s', async () => {
  const employer = await served.add('EMPLOYER');
  const { family, request } = await asked();
  const job = await openPosition(employer, served);
  const application = await present(served, cantal, employer, job.uuid, first(family.adults).id);
  await answer(employer, 'expressInterest', application.employers);

  const { transferRequest } = await lot.does(
    'acceptTransfer',
    move(request),
    'transferRequest { status family { reference region { code } persons { identity { givenName } } applications { status withdrawalReason } } }',
  );
  expect(transferRequest).toMatchObject({
    status: 'ACCEPTED',
    family: {
      reference: family.reference,
      region: { code: '76' },
      applications: [{ status: 'WITHDRAWN', withdrawalReason: 'FAMILY_LEFT' }],
    },
  });
  expect(JSON.stringify(transferRequest)).toContain(first(family.adults).givenName);
  expect(await familiesOf(cantal)).not.toContain(family.reference);
  const { jobApplications } = await employer.read(
    '{ jobApplications { edges { node { status candidate { mayWork } } } } }',
  );
  expect(jobApplications.edges).toEqual([{ node: { status: 'WITHDRAWN', candidate: null } }]);
  const below = await served.admin`
    select distinct region_code, followed_by from persons where family_id = ${family.id}
    union select region_code, followed_by from person_identities where family_id = ${family.id}
    union select region_code, followed_by from consents where family_id = ${family.id}
    union select region_code, followed_by from job_applications where family_id = ${family.id}
    union select region_code, followed_by from disclosures where family_id = ${family.id}`;
  expect([...below]).toEqual([{ region_code: '76', followed_by: lot.id }]);
  expect(await attempt(lot, 'refuseTransfer', { ...move(request), expectedVersion: 99 })).toEqual([
    ['VERSION_CONFLICT', 'expectedVersion'],
  ]);
});

test('refused or withdrawn: the family stays, and may be asked for again', async () => {
  const { family, input, request } = await asked();
  expect(await attempt(cantal, 'requestTransfer', { ...input, toRegionCode: '52' })).toEqual([
    ['CONDITION_NOT_MET', 'familyId'],
  ]);
  expect(await attempt(cantal, 'acceptTransfer', move(first(await requestsOf(cantal))))).toEqual([
    ['NOT_FOUND', 'id'],
  ]);
  await lot.does('refuseTransfer', move(request), 'transferRequest { status }');
  expect(await familiesOf(cantal)).toContain(family.reference);
  const again = await cantal.does('requestTransfer', input, 'transferRequest { id version status }');
  await cantal.does('withdrawTransfer', move(again.transferRequest), 'transferRequest { status }');
  expect(first(await requestsOf(lot))).toMatchObject({ status: 'REFUSED', family: null });
});

test('after fifteen days the other region reads it no more, though no job has run, and a new request takes its place', async () => {
  const { family, input, request } = await asked();
  await served.admin`update family_transfers set expires_at = now() - interval '1 second' where family_id = ${family.id}`;
  expect((await requestsOf(lot)).map(({ id }) => id)).not.toContain(request.id);
  expect(await attempt(lot, 'acceptTransfer', move(request))).toEqual([['NOT_FOUND', 'id']]);
  await cantal.does('requestTransfer', input, 'transferRequest { id }');
  const states =
    await served.admin`select status from family_transfers where family_id = ${family.id} order by created_at`;
  expect(states.map(({ status }) => status)).toEqual(['EXPIRED', 'REQUESTED']);
});

test('only a family with a region is asked for, of another region that exists', async () => {
  const { input } = await asked();
  const identified = await addFamily(served.admin, { followedBy: cantal.id, region: null });
  const refused = (more: object) => attempt(cantal, 'requestTransfer', { ...input, ...more });
  expect(await refused({ familyId: idFor(served.world, cantal, 'Family', identified.id) })).toEqual([
    ['STATE_TRANSITION_NOT_ALLOWED', 'id'],
  ]);
  expect(await refused({ toRegionCode: '84' })).toEqual([['CONDITION_NOT_MET', 'toRegionCode']]);
  expect(await refused({ toRegionCode: '99' })).toEqual([['NOT_FOUND', 'toRegionCode']]);
  expect(await attempt(lot, 'requestTransfer', { ...input, toRegionCode: '52' })).toEqual([
    ['NOT_FOUND', 'familyId'],
  ]);
});
