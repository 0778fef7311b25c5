import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, idFor } from './people.ts';
import { acceptAll, answer, applicationOf, newKey, openPosition, present } from './positions.ts';

let served: Served;
let coordinator: Partner;
let employer: Partner;
let other: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  employer = await served.add('EMPLOYER');
  other = await served.add('EMPLOYER');
}, 120_000);

afterAll(() => served.close());

async function somebody(workProfile: object = {}): Promise<string> {
  const family = await addFamily(served.admin, {
    followedBy: coordinator.id,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
    adults: 1,
    workProfile,
  });
  return family.adults[0]?.id ?? expect.fail('no adult');
}

/** Somebody hired for 20 hours a week from tomorrow on, by `employer`. */
async function partTimer(): Promise<string> {
  const person = await somebody();
  const job = await openPosition(employer, served, { hoursPerWeek: 20 });
  const application = await present(served, coordinator, employer, job.uuid, person);
  await acceptAll(coordinator, employer, application);
  await answer(employer, 'confirmHire', application.employers, { startsOn: inDays(1), hoursPerWeek: 20 });
  return person;
}

test('no name is given for work beyond 48 hours a week: the coordinator is told, no employer is', async () => {
  const person = await partTimer();
  const fullTime = await openPosition(other, served, { hoursPerWeek: 29 });
  const tooMuch = await present(served, coordinator, other, fullTime.uuid, person);
  await answer(other, 'expressInterest', tooMuch.employers);
  const { id, version } = await applicationOf(coordinator, tooMuch.coordinators);
  const refused = await coordinator.act('discloseCandidate', {
    id,
    expectedVersion: version,
    idempotencyKey: newKey(),
  });
  expect(refused.errors).toMatchObject([{ code: 'CONDITION_NOT_MET' }]);
  const halfTime = await openPosition(other, served, { hoursPerWeek: 28 });
  const application = await present(served, coordinator, other, halfTime.uuid, person);
  await acceptAll(coordinator, other, application);
});

test('an employer learns nothing of other work from what it may confirm; the coordinator reads the sum', async () => {
  const person = await partTimer();
  const job = await openPosition(other, served, { hoursPerWeek: 20 });
  const application = await present(served, coordinator, other, job.uuid, person);
  await acceptAll(coordinator, other, application);
  await answer(other, 'confirmHire', application.employers, { startsOn: inDays(2), hoursPerWeek: 40 });
  const { employments } = await coordinator.read(
    'query Of($id: ID!) { employments(filter: { personId: $id }) { edges { node { hoursPerWeek personHoursPerWeek } } } }',
    { id: idFor(served.world, coordinator, 'Person', person) },
  );
  expect(employments.edges.map(({ node }: { node: object }) => node)).toEqual(
    expect.arrayContaining([
      { hoursPerWeek: 20, personHoursPerWeek: 60 },
      { hoursPerWeek: 40, personHoursPerWeek: 60 },
    ]),
  );
  const hidden = await other.ask('{ employments { edges { node { personHoursPerWeek } } } }');
  expect(hidden.errors[0]?.message).toContain('personHoursPerWeek');
});

test('an employer’s own two contracts with one person do not exceed 48 hours', async () => {
  const person = await partTimer();
  const job = await openPosition(employer, served, { hoursPerWeek: 20 });
  const application = await present(served, coordinator, employer, job.uuid, person);
  await acceptAll(coordinator, employer, application);
  const { id, version } = await applicationOf(employer, application.employers);
  const hire = { id, expectedVersion: version, startsOn: inDays(2) };
  const refused = await employer.act('confirmHire', { ...hire, hoursPerWeek: 29, idempotencyKey: newKey() });
  expect(refused.errors).toMatchObject([{ code: 'CONDITION_NOT_MET', path: ['input', 'hoursPerWeek'] }]);
  await answer(employer, 'confirmHire', id, { startsOn: inDays(2), hoursPerWeek: 28 });
});

test('a person’s fitting positions ask no more than it has', async () => {
  const person = await somebody({ occupations: ['N4101'], frenchLevel: 'A2', availableFrom: inDays(10) });
  const fitting = { rome: 'N4101', minFrench: 'A2', startsOn: inDays(10) };
  const fits = await openPosition(employer, served, fitting);
  for (const unfit of [
    { rome: 'N4105' },
    { minFrench: 'B1' },
    { licenceRequired: true },
    { startsOn: inDays(9) },
  ])
    await openPosition(employer, served, { ...fitting, ...unfit });
  const found = async (uuid: string) => {
    const { jobOffers } = await coordinator.read(
      'query Fit($id: ID!) { jobOffers(filter: { fits: $id, departementIn: ["15"] }) { edges { node { id } } } }',
      { id: idFor(served.world, coordinator, 'Person', uuid) },
    );
    return jobOffers.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  expect(await found(person)).toEqual([idFor(served.world, coordinator, 'JobOffer', fits.uuid)]);
  const driver = await somebody({ occupations: ['N4101'], frenchLevel: 'A2', drivingLicence: true });
  expect(await found(driver)).toHaveLength(3);
  const hidden = await employer.ask('{ jobOffers(filter: { fits: "per_x" }) { edges { node { id } } } }');
  expect(hidden.errors[0]?.message).toContain('fits');
});

test('of two employers that hire the same person at the same moment, one does', async () => {
  const person = await somebody();
  const applications = [];
  for (const partner of [employer, other]) {
    const job = await openPosition(partner, served);
    const application = await present(served, coordinator, partner, job.uuid, person);
    await acceptAll(coordinator, partner, application);
    applications.push({ partner, ...(await applicationOf(partner, application.employers)) });
  }
  const answers = await Promise.all(
    applications.map(({ partner, id, version }) =>
      partner.act('confirmHire', {
        id,
        expectedVersion: version,
        startsOn: inDays(20),
        hoursPerWeek: 35,
        idempotencyKey: newKey(),
      }),
    ),
  );
  const codes = answers.map(({ errors }) => errors.map(({ code }: { code: string }) => code)).sort();
  expect(codes).toEqual([[], ['VERSION_CONFLICT']]);
  const rows =
    await served.admin`select status from job_applications where person_id = ${person} order by status`;
  expect(rows).toEqual([{ status: 'HIRED' }, { status: 'OBSOLETE' }]);
});
