import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move, publishHome, sendProposal } from './homes.ts';
import { addFamily, idFor } from './people.ts';
import { acceptAll, answer, openPosition, present } from './positions.ts';
import { outline, receiptsOf } from './receipts.ts';
import {
  attempt,
  type CareScene,
  careScene,
  consents,
  familyOf,
  first,
  newestOf,
  refer,
} from './referrals.ts';

let served: Served;
let scene: CareScene;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
  coordinator = scene.coordinator;
}, 120_000);
afterAll(() => served.close());

const sealed = (type: 'Family' | 'Person', id: string) => idFor(served.world, coordinator, type, id);

async function versionOf(id: string): Promise<number> {
  const [row] = await served.admin`select version from families where id = ${id}`;
  return Number(row?.version);
}

async function wanted(family: { id: string }, leaving: readonly { id: string }[], more: object = {}) {
  return {
    familyId: sealed('Family', family.id),
    expectedVersion: await versionOf(family.id),
    personIds: leaving.map(({ id }) => sealed('Person', id)),
    ...more,
  };
}

const household =
  'family { id reference journey protected size composition { adults children0to5 children6to17 } region { code } persons { identity { givenName } consents { purpose givenBy { id } } } applications { status } employments { contract } careStatus { overall } receipts { purpose level } rightsSteps { definition } proposals { id } tenancies { id } }';

const purposes = ['HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'] as const;

test('who leaves takes along its name, consents, work, care, rights and receipts; partners go on as before', async () => {
  const employer = await served.add('EMPLOYER');
  const { family, members } = await familyOf(scene, { children: [4, 9], consents: purposes });
  const [, leaving, child] = [...members];
  if (!leaving || !child) expect.fail('nobody');
  const job = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, job.uuid, leaving.id);
  await acceptAll(coordinator, employer, application);
  await answer(employer, 'confirmHire', application.employers, { startsOn: '2026-12-01', hoursPerWeek: 20 });
  const next = await openPosition(employer, served);
  const live = await present(served, coordinator, employer, next.uuid, leaving.id);
  // The child's care rests on the consent of the parent who stays.
  await consents(coordinator, child, first(members));
  await refer(coordinator, child);
  const before = outline(await receiptsOf(employer));

  const { family: made } = await coordinator.does(
    'splitFamily',
    await wanted(family, [leaving, child]),
    household,
  );
  expect(made).toMatchObject({
    journey: 'ARRIVED',
    protected: false,
    size: 2,
    composition: { adults: 1, children0to5: 1, children6to17: 0 },
    region: { code: '84' },
    employments: [{ contract: 'CDI' }],
    careStatus: [{ overall: 'REFERRED' }],
    proposals: [],
    tenancies: [],
  });
  expect(made.reference).not.toBe(family.reference);
  expect(made.persons.map(({ identity }: { identity: object }) => identity)).toEqual(
    expect.arrayContaining([{ givenName: leaving.givenName }, { givenName: child.givenName }]),
  );
  expect(made.applications.map(({ status }: { status: string }) => status).sort()).toEqual([
    'HIRED',
    'PRESENTED',
  ]);
  expect(made.rightsSteps.length).toBeGreaterThan(20);
  const { family: left } = await coordinator.read(
    `query($id: ID!) { family(id: $id) { size composition { adults children0to5 children6to17 } applications { status } employments { contract } careStatus { overall } receipts { level } } }`,
    { id: sealed('Family', family.id) },
  );
  expect(left).toEqual({
    size: 2,
    composition: { adults: 1, children0to5: 0, children6to17: 1 },
    applications: [],
    employments: [],
    careStatus: [],
    receipts: [],
  });
  expect(outline(await receiptsOf(employer))).toEqual(before);
  await answer(employer, 'expressInterest', live.employers);
  expect(await newestOf(scene.gateway)).toMatchObject({
    status: 'SENT',
    person: { givenName: child.givenName },
    contact: { name: expect.stringContaining(first(members).givenName) },
    family: { languages: ['apc'] },
  });
});

test('a leaseholder who leaves is one no more: its name closes, and the lease names who stays', async () => {
  const landlord = await served.add('LANDLORD');
  await publishHome(landlord, { externalReference: 'S-1', minOccupants: 1 });
  const { family, members } = await familyOf(scene, { consents: purposes });
  const household = {
    id: sealed('Family', family.id),
    version: 1,
    adults: members.map((one) => ({ id: one.sealed, version: 1 })),
  };
  await sendProposal(coordinator, household, 'S-1');
  const read = async () =>
    first<{ node: { id: string; version: number; status: string; tenants: { givenName: string }[] } }>(
      (
        await landlord.read(
          '{ housingProposals { edges { node { id version status tenants { givenName } } } } }',
        )
      ).housingProposals.edges,
    ).node;
  await landlord.does('acceptHousingProposal', move(await read()), 'housingProposal { id }');
  const [staying, leaving] = members;
  if (!staying || !leaving) expect.fail('nobody');
  await coordinator.does('splitFamily', await wanted(family, [leaving]), 'family { id }');
  expect(await read()).toMatchObject({
    status: 'LANDLORD_ACCEPTED',
    tenants: [{ givenName: staying.givenName }],
  });
  const lease = { signedOn: '2026-11-20', startsOn: '2026-11-20', rentCents: 40_000, leaseForm: 'DIRECT' };
  await landlord.does('signLease', { ...move(await read()), ...lease }, 'housingProposal { id }');
  const { tenancies } = await landlord.read('{ tenancies { edges { node { tenants { givenName } } } } }');
  expect(tenancies.edges).toEqual([{ node: { tenants: [{ givenName: staying.givenName }] } }]);
});

test('a split can protect who leaves from the first instant, and keeps the protection of the old family', async () => {
  const employer = await served.add('EMPLOYER');
  const family = await addFamily(served.admin, { followedBy: coordinator.id, consents: purposes });
  const [, leaving] = family.adults;
  if (!leaving) expect.fail('nobody');
  const job = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, job.uuid, leaving.id);
  const input = await wanted(family, [leaving], { protected: true });
  const { family: made } = await coordinator.does('splitFamily', input, 'family { protected }');
  expect(made).toEqual({ protected: true });
  expect(await receiptsOf(employer, '{ open: true }')).toEqual([]);
  expect([
    ...(await served.admin`select status, withdrawal_reason from job_applications where id = ${application.uuid}`),
  ]).toEqual([{ status: 'WITHDRAWN', withdrawal_reason: 'FAMILY_PROTECTED' }]);
  const hidden = await addFamily(served.admin, { followedBy: coordinator.id, protected: true });
  const second = await coordinator.does(
    'splitFamily',
    await wanted(hidden, hidden.adults.slice(1)),
    'family { protected }',
  );
  expect(second.family).toEqual({ protected: true });
});

test('an adult goes and an adult stays; nobody of another family, nor by another region', async () => {
  const family = await addFamily(served.admin, { followedBy: coordinator.id, children: [7] });
  const stranger = await addFamily(served.admin, { followedBy: coordinator.id });
  const refused = async (leaving: readonly { id: string }[], more: object = {}) =>
    attempt(coordinator, 'splitFamily', await wanted(family, leaving, more));
  expect(await refused(family.children)).toEqual([['CONDITION_NOT_MET', 'personIds']]);
  expect(await refused(family.adults)).toEqual([['CONDITION_NOT_MET', 'personIds']]);
  expect(await refused(stranger.adults)).toEqual([['NOT_FOUND', '0']]);
  expect(await refused(family.adults.slice(1), { expectedVersion: 99 })).toEqual([
    ['VERSION_CONFLICT', 'expectedVersion'],
  ]);
  const elsewhere = {
    familyId: idFor(served.world, scene.elsewhere, 'Family', family.id),
    expectedVersion: await versionOf(family.id),
    personIds: [idFor(served.world, scene.elsewhere, 'Person', first(family.adults).id)],
  };
  expect(await attempt(scene.elsewhere, 'splitFamily', elsewhere)).toEqual([['NOT_FOUND', 'familyId']]);
});

test('another coordinator of the region splits too: it follows the new family, with all that is below it', async () => {
  const colleague = await served.add('COORDINATOR', { regions: ['84', '52'] });
  const family = await addFamily(served.admin, { followedBy: coordinator.id, consents: purposes });
  const [, leaving] = family.adults;
  if (!leaving) expect.fail('nobody');
  const input = {
    familyId: idFor(served.world, colleague, 'Family', family.id),
    expectedVersion: await versionOf(family.id),
    personIds: [idFor(served.world, colleague, 'Person', leaving.id)],
  };
  await colleague.does('splitFamily', input, 'family { id }');
  const below = await served.admin`
    select distinct followed_by, region_code from persons where id = ${leaving.id}
    union select followed_by, region_code from person_identities where person_id = ${leaving.id}
    union select followed_by, region_code from consents where person_id = ${leaving.id}
    union select followed_by, region_code from rights_steps where person_id = ${leaving.id}`;
  expect([...below]).toEqual([{ followed_by: colleague.id, region_code: '84' }]);
});
