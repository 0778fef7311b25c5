import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { consent, move, publishHome, registerFamily, sendProposal } from './homes.ts';
import { addFamily, idFor } from './people.ts';
import { answer, openPosition, present } from './positions.ts';
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
  referred,
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

const today = new Date().toISOString().slice(0, 10);
const card = 'size composition { adults children0to5 children6to17 }';

const personOf = async (id: string) =>
  (
    await served.admin`select version, departed_on::text as "departedOn" from persons where id = ${id}`
  )[0] as { version: number; departedOn: string | null };

async function departs(id: string, reason = 'LEFT_HOME', version?: number) {
  const expectedVersion = version ?? (await personOf(id)).version;
  const sealed = idFor(served.world, coordinator, 'Person', id);
  return { id: sealed, expectedVersion, on: today, reason };
}

describe('a birth', () => {
  test('adds a child: size and composition follow', async () => {
    const family = await registerFamily(coordinator);
    const { person } = await coordinator.does(
      'recordBirth',
      { familyId: family.id, givenName: 'Nour', familyName: 'Al-Khatib', birthDate: today, sex: 'FEMALE' },
      `person { role ageBand family { ${card} } }`,
    );
    expect(person).toEqual({
      role: 'CHILD',
      ageBand: 'AGE_0_TO_5',
      family: { size: 5, composition: { adults: 2, children0to5: 2, children6to17: 1 } },
    });
  });

  test('is within the last twelve months, and in a family of one’s own', async () => {
    const family = await registerFamily(coordinator);
    const child = { givenName: 'Nour', familyName: 'Al-Khatib', sex: 'FEMALE' };
    const old = { familyId: family.id, ...child, birthDate: '2020-01-01' };
    expect(await attempt(coordinator, 'recordBirth', old)).toEqual([['OUT_OF_RANGE', 'birthDate']]);
    const elsewhere = await served.add('COORDINATOR', { regions: ['76'] });
    const given = { familyId: family.id, ...child, birthDate: today };
    expect(await attempt(elsewhere, 'recordBirth', given)).toEqual([['NOT_FOUND', 'familyId']]);
  });
});

describe('a departure', () => {
  test('takes a candidate out of every application, and its name from the employer', async () => {
    const employer = await served.add('EMPLOYER');
    const family = await addFamily(served.admin, {
      followedBy: coordinator.id,
      consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
    });
    const [leaving] = family.adults;
    if (!leaving) expect.fail('no adult');
    const job = await openPosition(employer, served);
    const application = await present(served, coordinator, employer, job.uuid, leaving.id);
    await answer(employer, 'expressInterest', application.employers);
    await answer(coordinator, 'discloseCandidate', application.coordinators);
    const { person } = await coordinator.does(
      'recordDeparture',
      await departs(leaving.id, 'SEPARATED'),
      `person { departedOn departureReason consents { inForce } family { ${card} } }`,
    );
    expect(person).toEqual({
      departedOn: today,
      departureReason: 'SEPARATED',
      consents: [{ inForce: false }, { inForce: false }],
      family: { size: 1, composition: { adults: 1, children0to5: 0, children6to17: 0 } },
    });
    const { jobApplications } = await employer.read(
      '{ jobApplications { edges { node { status candidate { mayWork } identity { familyName } } } } }',
    );
    expect(jobApplications.edges).toEqual([
      { node: { status: 'WITHDRAWN', candidate: null, identity: null } },
    ]);
    const [row] =
      await served.admin`select withdrawal_reason from job_applications where id = ${application.uuid}`;
    expect(row).toEqual({ withdrawal_reason: 'FAMILY_LEFT' });
    expect(outline(await receiptsOf(employer))).toEqual([
      'EMPLOYMENT CARD ENDED',
      'EMPLOYMENT IDENTITY ENDED',
    ]);
  });

  test('closes a leaseholder’s name; the proposal falls with the last one', async () => {
    const landlord = await served.add('LANDLORD');
    await publishHome(landlord, { externalReference: 'M-1' });
    const family = await registerFamily(coordinator);
    for (const { id } of family.adults) await consent(coordinator, id, 'HOUSING_IDENTITY');
    await sendProposal(coordinator, family, 'M-1');
    const proposal = async () =>
      first<{ node: { id: string; version: number; status: string; tenants: { givenName: string }[] } }>(
        (
          await landlord.read(
            '{ housingProposals { edges { node { id version status tenants { givenName } } } } }',
          )
        ).housingProposals.edges,
      ).node;
    await landlord.does('acceptHousingProposal', move(await proposal()), 'housingProposal { id }');
    expect((await proposal()).tenants).toHaveLength(2);
    const departure = async (index: number) => {
      const { family: row } = await coordinator.read(
        'query($id: ID!) { family(id: $id) { persons { id version role } } }',
        { id: family.id },
      );
      const person = row.persons.find(({ id }: { id: string }) => id === family.adults[index]?.id);
      await coordinator.does(
        'recordDeparture',
        { id: person.id, expectedVersion: person.version, on: today, reason: 'DIED' },
        'person { departedOn }',
      );
    };
    await departure(0);
    expect(await proposal()).toMatchObject({ status: 'LANDLORD_ACCEPTED', tenants: [{ givenName: 'Rima' }] });
    await departure(1);
    expect(await proposal()).toMatchObject({ status: 'WITHDRAWN', tenants: [] });
    const { housingOffers } = await landlord.read('{ housingOffers { edges { node { status } } } }');
    expect(housingOffers.edges).toEqual([{ node: { status: 'PUBLISHED' } }]);
  });

  test('ends a referral: its recipient reads nobody in it any more', async () => {
    const { person } = await referred(scene);
    await coordinator.does('recordDeparture', await departs(person.id), 'person { departedOn }');
    expect(await newestOf(scene.gateway)).toMatchObject({ status: 'REVOKED', person: null, contact: null });
    const again = { personId: person.sealed, transportNeeded: false };
    expect(await attempt(coordinator, 'referToCare', again)).not.toEqual([]);
  });

  test('happens once, at the version read, not tomorrow', async () => {
    const family = await addFamily(served.admin, { followedBy: coordinator.id });
    const { id } = first(family.adults);
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const wanted = await departs(id);
    expect(await attempt(coordinator, 'recordDeparture', { ...wanted, on: tomorrow })).toEqual([
      ['OUT_OF_RANGE', 'on'],
    ]);
    expect(await attempt(coordinator, 'recordDeparture', { ...wanted, expectedVersion: 99 })).toEqual([
      ['VERSION_CONFLICT', 'expectedVersion'],
    ]);
    await coordinator.does('recordDeparture', wanted, 'person { id }');
    expect(await attempt(coordinator, 'recordDeparture', await departs(id))).toEqual([
      ['CONDITION_NOT_MET', 'id'],
    ]);
  });
});

describe('the protection of a family', () => {
  test('closes at once what a landlord, an employer and a health partner read of it', async () => {
    const landlord = await served.add('LANDLORD');
    const employer = await served.add('EMPLOYER');
    await publishHome(landlord, { externalReference: 'M-2', minOccupants: 2 });
    const { family, members } = await familyOf(scene, {
      consents: ['HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
    });
    const familyId = idFor(served.world, coordinator, 'Family', family.id);
    const [one] = members;
    if (!one) expect.fail('nobody');
    await sendProposal(
      coordinator,
      { id: familyId, version: 1, adults: members.map(({ sealed }) => ({ id: sealed, version: 1 })) },
      'M-2',
    );
    const job = await openPosition(employer, served);
    await present(served, coordinator, employer, job.uuid, one.id);
    await consents(coordinator, one);
    await refer(coordinator, one);
    const open = async () =>
      (
        await Promise.all([landlord, employer, scene.gateway].map((who) => receiptsOf(who, '{ open: true }')))
      ).map((receipts) => receipts.length);
    expect((await open()).every((count) => count > 0)).toBe(true);

    const { family: row } = await coordinator.read('query($id: ID!) { family(id: $id) { version } }', {
      id: familyId,
    });
    await coordinator.does(
      'updateFamily',
      { id: familyId, expectedVersion: row.version, protected: true },
      'family { protected }',
    );
    expect(await open()).toEqual([0, 0, 0]);
    const seen = [
      await landlord.ask(
        '{ housingProposals { edges { node { status card { size } tenants { givenName } } } } }',
      ),
      await employer.ask('{ jobApplications { edges { node { status candidate { mayWork } } } } }'),
      await scene.gateway.ask(
        '{ careReferrals { edges { node { status person { givenName } family { languages } } } } }',
      ),
    ];
    expect(seen[0]?.data?.housingProposals.edges[0].node).toEqual({
      status: 'WITHDRAWN',
      card: null,
      tenants: [],
    });
    expect(seen[1]?.data?.jobApplications.edges[0].node).toEqual({ status: 'WITHDRAWN', candidate: null });
    expect(seen[2]?.data?.careReferrals.edges[0].node).toEqual({
      status: 'REVOKED',
      person: null,
      family: null,
    });
    for (const { text } of seen) expect(text).not.toContain(one.givenName);
    expect(
      await attempt(coordinator, 'referToCare', { personId: one.sealed, transportNeeded: false }),
    ).toEqual([['FAMILY_PROTECTED', 'personId']]);
  });
});
