import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectJobs } from '../../src/database/connections.ts';
import { jobsUrl } from '../../src/database/jobsLogin.ts';
import { everyMinute } from '../../src/time/everyMinute.ts';
import { passTime } from '../../src/time/passTime.ts';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move, publishHome, registerFamily, sendProposal } from './homes.ts';
import { addFamily } from './people.ts';
import { answer, openPosition, present } from './positions.ts';
import {
  type CareScene,
  careScene,
  consents,
  familyOf,
  first,
  known,
  moved,
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
});
afterAll(() => served.close());

const give = (personId: string, purpose: string, more: object = {}) =>
  coordinator.does(
    'recordConsent',
    { personId, givenByPersonId: personId, purpose, form: 'SIGNED', language: 'apc', ...more },
    'consent { id }',
  );

/** As if the last day of every consent that ends today had been yesterday. What rests on one follows, as it did when it opened. */
async function aDayPasses(): Promise<void> {
  await served.admin`update consents set expires_on = ${inDays(-1)}, given_on = ${inDays(-1)} where expires_on = ${inDays(0)}`;
  await served.admin`update disclosures set consent_id = consent_id where closed_at is null`;
}

async function aMinutePasses(): Promise<void> {
  const jobs = connectJobs(jobsUrl(served.world.adminUrl, served.world.secret));
  await passTime(jobs, everyMinute);
  await jobs.end();
}

const reasons = async (purpose: string) =>
  (
    await served.admin`select coalesce(close_reason, 'open') as reason from disclosures
      where purpose = ${purpose} and consent_id is not null order by opened_at, level`
  ).map(({ reason }) => reason);

describe('after the last day of a consent, with no job having run, nobody reads what rested on it; a new one opens it anew', () => {
  test('a candidate, whose application stands', async () => {
    const employer = await served.add('EMPLOYER');
    const family = await addFamily(served.admin, { followedBy: coordinator.id, adults: 1 });
    const person = first(await known(coordinator, family));
    await give(person.sealed, 'EMPLOYMENT_CARD', { expiresOn: inDays(0) });
    await give(person.sealed, 'EMPLOYMENT_IDENTITY');
    const offer = await openPosition(employer, served);
    const application = await present(served, coordinator, employer, offer.uuid, person.id);
    const [card] =
      await served.admin`select expires_at = access.after_day(${inDays(0)}::date) as ends from disclosures
      where purpose = 'EMPLOYMENT'`;
    expect(card?.ends).toBe(true);
    const read = async () =>
      (
        await employer.read(
          'query One($id: ID!) { jobApplication(id: $id) { status candidate { mayWork } identity { givenName } } }',
          { id: application.employers },
        )
      ).jobApplication;
    await answer(employer, 'expressInterest', application.employers);
    await answer(coordinator, 'discloseCandidate', application.coordinators);
    await aDayPasses();
    expect(await read()).toMatchObject({ status: 'DISCLOSED', candidate: null });
    await aMinutePasses();
    expect(await reasons('EMPLOYMENT')).toEqual(['EXPIRED', 'open']);
    await give(person.sealed, 'EMPLOYMENT_CARD');
    expect(await read()).toMatchObject({
      status: 'DISCLOSED',
      candidate: { mayWork: true },
      identity: { givenName: person.givenName },
    });
    expect(await reasons('EMPLOYMENT')).toEqual(['EXPIRED', 'open', 'open']);
  });

  test('a leaseholder’s name, while the card stays', async () => {
    const landlord = await served.add('LANDLORD');
    await publishHome(landlord, { externalReference: 'LAPSE-1' });
    const family = await registerFamily(coordinator);
    const [head, spouse] = family.adults;
    if (!head || !spouse) throw new Error('two adults');
    await give(head.id, 'HOUSING_IDENTITY', { expiresOn: inDays(0) });
    await give(spouse.id, 'HOUSING_IDENTITY');
    await sendProposal(coordinator, family, 'LAPSE-1');
    const read = async () => {
      const { housingProposals } = await landlord.read(
        '{ housingProposals { edges { node { id version status card { size } tenants { givenName } } } } }',
      );
      return housingProposals.edges[0].node;
    };
    await landlord.does('acceptHousingProposal', move(await read()), 'housingProposal { id }');
    expect((await read()).tenants).toHaveLength(2);
    await aDayPasses();
    expect(await read()).toMatchObject({ status: 'LANDLORD_ACCEPTED', card: { size: 4 } });
    expect((await read()).tenants).toHaveLength(1);
    // Though no job has closed what ran out.
    await give(head.id, 'HOUSING_IDENTITY');
    expect((await read()).tenants).toHaveLength(2);
  });

  test('a person in care, whose care goes on unread', async () => {
    const { gateway } = scene;
    const { members } = await familyOf(scene);
    const person = first(members);
    await give(person.sealed, 'CARE', { expiresOn: inDays(0) });
    await refer(coordinator, person);
    await moved(gateway, await newestOf(gateway), 'ACKNOWLEDGED');
    await aDayPasses();
    expect(await newestOf(gateway)).toMatchObject({ person: null, contact: null, family: null });
    const inCare = await moved(gateway, await newestOf(gateway), 'IN_CARE');
    expect(inCare.person).toBeNull();
    await give(person.sealed, 'CARE');
    expect(await newestOf(gateway)).toMatchObject({
      status: 'IN_CARE',
      person: { givenName: person.givenName },
      contact: { phone: person.phone },
    });
    expect(await reasons('CARE')).toEqual(['EXPIRED', 'open']);
  });
});

test('a consent given before the former one lapses carries on what is open, under the same receipt', async () => {
  const employer = await served.add('EMPLOYER');
  const family = await addFamily(served.admin, { followedBy: coordinator.id, adults: 1 });
  const person = first(await known(coordinator, family));
  await give(person.sealed, 'EMPLOYMENT_CARD', { expiresOn: inDays(0) });
  const offer = await openPosition(employer, served);
  await present(served, coordinator, employer, offer.uuid, person.id);
  await give(person.sealed, 'EMPLOYMENT_CARD');
  await aDayPasses();
  const { jobApplications, disclosures } = await employer.read(
    '{ jobApplications { edges { node { candidate { mayWork } } } } disclosures { edges { node { closedAt } } } }',
  );
  expect(jobApplications.edges[0].node.candidate).toEqual({ mayWork: true });
  expect(disclosures.edges).toEqual([{ node: { closedAt: null } }]);
});

describe('a parent who has left', () => {
  test('is called no more: another who consented is, and where none did nobody until one does', async () => {
    const { gateway } = scene;
    const { members } = await familyOf(scene, { children: [8] });
    const [mother, father, child] = members;
    if (!mother || !father || !child) throw new Error('two parents and a child');
    await consents(coordinator, child, mother);
    await refer(coordinator, child);
    expect((await newestOf(gateway)).contact).toMatchObject({ phone: mother.phone });
    const leaves = async (id: string) => {
      const [row] = await served.admin`select version from persons where id = ${id}`;
      const sealed = members.find((member) => member.id === id)?.sealed;
      const departure = { id: sealed, expectedVersion: row?.version, on: inDays(0), reason: 'SEPARATED' };
      await coordinator.does('recordDeparture', departure, 'person { id }');
    };
    await leaves(mother.id);
    const alone = await newestOf(gateway);
    expect(alone).toMatchObject({ person: { givenName: child.givenName }, contact: null });
    expect(JSON.stringify(alone)).not.toContain(mother.givenName);
    await consents(coordinator, child, father);
    expect((await newestOf(gateway)).contact).toMatchObject({ phone: father.phone });
  });

  test('hands over to the other one who had consented', async () => {
    const { gateway } = scene;
    const { members } = await familyOf(scene, { children: [8] });
    const [mother, father, child] = members;
    if (!mother || !father || !child) throw new Error('two parents and a child');
    await consents(coordinator, child, father);
    await consents(coordinator, child, mother);
    await refer(coordinator, child);
    const { contact } = await newestOf(gateway);
    const [called, other] = contact?.phone === mother.phone ? [mother, father] : [father, mother];
    await served.admin`update persons set departed_on = ${inDays(0)}, departure_reason = 'DIED' where id = ${called.id}`;
    expect((await newestOf(gateway)).contact).toMatchObject({ phone: other.phone });
  });
});
