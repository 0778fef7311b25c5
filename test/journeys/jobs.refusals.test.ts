import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, idFor } from './people.ts';
import { acceptAll, answer, applicationOf, newKey, openPosition, position, present } from './positions.ts';

let served: Served;
let coordinator: Partner;
let employer: Partner;
let other: Partner;
let job: { id: string; uuid: string };

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  employer = await served.add('EMPLOYER');
  other = await served.add('EMPLOYER');
  job = await openPosition(employer, served, { positions: 50, externalReference: 'TAKEN' });
}, 120_000);

afterAll(() => served.close());

const willing = ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'] as const;

/** The uuid of the only adult of a new family. */
async function somebody(more: object = {}): Promise<string> {
  const family = await addFamily(served.admin, {
    followedBy: coordinator.id,
    consents: willing,
    adults: 1,
    ...more,
  });
  return family.adults[0]?.id ?? expect.fail('no adult');
}

const refusals = async (partner: Partner, mutation: string, input: object) =>
  (await partner.act(mutation, { idempotencyKey: newKey(), ...input })).errors;

const presenting = (personUuid: string, offerUuid = job.uuid) => ({
  offerId: idFor(served.world, coordinator, 'JobOffer', offerUuid),
  personId: idFor(served.world, coordinator, 'Person', personUuid),
});

const offersOf = async (partner: Partner) =>
  (await served.admin`select id from job_offers where partner_id = ${partner.id}`).length;

describe('an offer is refused, and nothing is written, for', () => {
  test.each([
    ['a SIRET with a wrong check digit', { siteSiret: '99900000300016' }, 'INVALID_FORMAT', 'siteSiret'],
    ['a SIRET of nobody’s site', { siteSiret: '99900000300015' }, 'NOT_FOUND', 'siteSiret'],
    ['a malformed ROME code', { rome: 'G160' }, 'INVALID_FORMAT', 'rome'],
    ['a ROME domain that does not exist', { rome: 'Z1602' }, 'INVALID_FORMAT', 'rome'],
    ['an unknown commune', { communeCode: '15999' }, 'NOT_FOUND', 'communeCode'],
    ['a commune outside the six regions', { communeCode: '13055' }, 'NOT_FOUND', 'communeCode'],
    ['49 hours', { hoursPerWeek: 49 }, 'OUT_OF_RANGE', 'hoursPerWeek'],
    ['no hours', { hoursPerWeek: 0 }, 'OUT_OF_RANGE', 'hoursPerWeek'],
    ['a wage of −1', { grossHourlyCents: -1 }, 'OUT_OF_RANGE', 'grossHourlyCents'],
    ['a wage under the SMIC', { grossHourlyCents: 967 }, 'OUT_OF_RANGE', 'grossHourlyCents'],
    ['a job without wage', { grossHourlyCents: null }, 'OUT_OF_RANGE', 'grossHourlyCents'],
    ['an immersion with a wage', { contract: 'PMSMP' }, 'OUT_OF_RANGE', 'grossHourlyCents'],
    ['an empty title', { title: '  ' }, 'REQUIRED', 'title'],
    ['11 kB of text', { description: 'x'.repeat(11_000) }, 'TOO_LONG', 'description'],
    ['51 positions', { positions: 51 }, 'OUT_OF_RANGE', 'positions'],
    ['a reference of another live offer', { externalReference: 'TAKEN' }, 'DUPLICATE', 'externalReference'],
  ])('%s', async (_what, change, code, field) => {
    const before = await offersOf(employer);
    expect(await refusals(employer, 'createJobOffer', { ...position, ...change })).toMatchObject([
      { code, path: ['input', field] },
    ]);
    expect(await offersOf(employer)).toBe(before);
  });

  test('several faults, all told at once', async () => {
    const given = { ...position, hoursPerWeek: 49, positions: 0, title: 'x'.repeat(121) };
    expect(
      (await refusals(employer, 'createJobOffer', given)).map(({ code }: { code: string }) => code),
    ).toEqual(['TOO_LONG', 'OUT_OF_RANGE', 'OUT_OF_RANGE']);
  });

  test('a contract that does not exist', async () => {
    const answered = await employer.ask(
      'mutation Act($input: CreateJobOfferInput!) { createJobOffer(input: $input) { jobOffer { id } } }',
      { input: { ...position, contract: 'ZERO_HOURS', idempotencyKey: newKey() } },
    );
    expect(answered.data).toBeNull();
    expect(answered.errors).toHaveLength(1);
  });

  test('an apprentice’s wage under the SMIC is none of these', async () => {
    const given = { ...position, contract: 'APPRENTICESHIP', grossHourlyCents: 600 };
    expect(await refusals(employer, 'createJobOffer', given)).toEqual([]);
  });
});

test('a duplicate reference names the employer’s own offer', async () => {
  const [refused] = await refusals(employer, 'createJobOffer', { ...position, externalReference: 'TAKEN' });
  expect(refused.existingId).toBe(job.id);
});

test('an update keeps what must be there, and may not lower positions to those filled', async () => {
  const offer = await openPosition(employer, served, { positions: 3 });
  const application = await present(served, coordinator, employer, offer.uuid, await somebody());
  await acceptAll(coordinator, employer, application);
  await answer(employer, 'confirmHire', application.employers, { startsOn: inDays(1), hoursPerWeek: 35 });
  const { jobOffer } = await employer.read('query One($id: ID!) { jobOffer(id: $id) { version } }', {
    id: offer.id,
  });
  const change = { id: offer.id, expectedVersion: jobOffer.version };
  expect(await refusals(employer, 'updateJobOffer', { ...change, title: null })).toMatchObject([
    { code: 'REQUIRED', path: ['input', 'title'] },
  ]);
  expect(await refusals(employer, 'updateJobOffer', { ...change, positions: 1 })).toMatchObject([
    { code: 'OUT_OF_RANGE' },
  ]);
  for (const frozen of [{ contract: 'CDD' }, { rome: 'K2204' }, { communeCode: '15012' }])
    expect(await refusals(employer, 'updateJobOffer', { ...change, ...frozen })).toMatchObject([
      { code: 'OFFER_RESERVED' },
    ]);
  expect(await refusals(employer, 'updateJobOffer', { ...change, hoursPerWeek: 30, title: 'Chef' })).toEqual(
    [],
  );
});

test('a hire begins within a year of today and ends no later: no name is kept open for work that nobody does', async () => {
  const offer = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, offer.uuid, await somebody());
  await acceptAll(coordinator, employer, application);
  const accepted = await applicationOf(employer, application.employers);
  const hire = { id: accepted.id, expectedVersion: accepted.version, hoursPerWeek: 35 };
  for (const startsOn of [inDays(-400), inDays(400), '1900-01-01', '2100-12-31'])
    expect(await refusals(employer, 'confirmHire', { ...hire, startsOn })).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['input', 'startsOn'] },
    ]);
  await answer(employer, 'confirmHire', application.employers, { startsOn: inDays(1), hoursPerWeek: 35 });
  const { employments } = await employer.read(
    '{ employments(first: 1, orderBy: CREATED_AT_DESC) { edges { node { id version } } } }',
  );
  const { id, version } = employments.edges[0].node;
  const end = { id, expectedVersion: version, endsOn: '2100-12-31' };
  for (const reason of ['DID_NOT_START', 'RESIGNED'])
    expect(await refusals(employer, 'endEmployment', { ...end, reason })).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['input', 'endsOn'] },
    ]);
});

test('a stale version, a move that is not allowed, and ids that are not one’s own are refused', async () => {
  const stale = await refusals(employer, 'pauseJobOffer', { id: job.id, expectedVersion: 1 });
  expect(stale).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: 2 }]);
  expect(await refusals(employer, 'closeJobOffer', { id: job.id, expectedVersion: 2 })).toMatchObject([
    { code: 'STATE_TRANSITION_NOT_ALLOWED' },
  ]);
  const application = await present(served, coordinator, employer, job.uuid, await somebody());
  for (const id of [
    application.employers,
    idFor(served.world, other, 'JobOffer', job.uuid),
    idFor(served.world, employer, 'JobOffer', randomUUID()),
    'job_nonsense',
  ])
    expect(await refusals(employer, 'pauseJobOffer', { id, expectedVersion: 2 })).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'id'] },
    ]);
  const lookUp = 'query One($id: ID!) { jobOffer(id: $id) { id } }';
  const texts = await Promise.all(
    [job.uuid, randomUUID()].map(async (uuid) => {
      const answered = await other.ask(lookUp, { id: idFor(served.world, other, 'JobOffer', uuid) });
      return answered.text.replace(/"requestId":"[^"]*"/, '');
    }),
  );
  expect(texts[0]).toBe(texts[1]);
});

test('the same idempotency key gives the first result again, and is refused with another input', async () => {
  const idempotencyKey = newKey();
  const created = await employer.act('createJobOffer', { ...position, idempotencyKey }, 'jobOffer { id }');
  const again = await employer.act('createJobOffer', { ...position, idempotencyKey }, 'jobOffer { id }');
  expect(again).toEqual({ ...created, replayed: true });
  const another = await employer.act('createJobOffer', { ...position, positions: 2, idempotencyKey });
  expect(another.errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
});

test('nobody is presented without consent, without a work profile, or from a protected family', async () => {
  const refused = async (personUuid: string, offerUuid?: string) =>
    (await refusals(coordinator, 'presentCandidate', presenting(personUuid, offerUuid)))[0];
  expect(await refused(await somebody({ consents: ['EMPLOYMENT_IDENTITY'] }))).toMatchObject({
    code: 'CONSENT_MISSING',
    path: ['input', 'personId'],
  });
  expect(await refused(await somebody({ protected: true }))).toMatchObject({ code: 'FAMILY_PROTECTED' });
  expect(await refused(await somebody({ workProfile: null }))).toMatchObject({ code: 'NO_WORK_PROFILE' });
  const { children } = await addFamily(served.admin, { followedBy: coordinator.id, children: [14] });
  expect(await refused(children[0]?.id ?? '')).toMatchObject({ code: 'NO_WORK_PROFILE' });
  const elsewhere = await served.add('COORDINATOR', { regions: ['44'] });
  expect(await refused(await somebody({ region: '44', followedBy: elsewhere.id }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  const paused = await openPosition(employer, served);
  await employer.does('pauseJobOffer', { id: paused.id, expectedVersion: 2 }, 'jobOffer { status }');
  expect(await refused(await somebody(), paused.uuid)).toMatchObject({ code: 'OFFER_NOT_AVAILABLE' });
  const twice = await somebody();
  const application = await present(served, coordinator, employer, job.uuid, twice);
  expect(await refused(twice)).toMatchObject({ code: 'DUPLICATE', existingId: application.coordinators });
});

test('no name is given without the consent to it, nor an answer after the deadline', async () => {
  const person = await somebody({ consents: ['EMPLOYMENT_CARD'] });
  const application = await present(served, coordinator, employer, job.uuid, person);
  const at = async (reader: Partner, id: string) => ({
    id,
    expectedVersion: (await applicationOf(reader, id)).version,
  });
  const early = { ...(await at(employer, application.employers)), interviewAt: `${inDays(3)}T09:00:00Z` };
  expect(await refusals(employer, 'planInterview', early)).toMatchObject([
    { code: 'STATE_TRANSITION_NOT_ALLOWED' },
  ]);
  await answer(employer, 'expressInterest', application.employers);
  const past = { ...(await at(employer, application.employers)), interviewAt: `${inDays(-3)}T09:00:00Z` };
  expect(await refusals(employer, 'planInterview', past)).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
  expect(
    await refusals(coordinator, 'discloseCandidate', await at(coordinator, application.coordinators)),
  ).toMatchObject([{ code: 'CONSENT_MISSING' }]);
  await served.admin`update job_applications set expires_at = now() - interval '1 second' where id = ${application.uuid}`;
  expect(await refusals(employer, 'planInterview', early)).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  const late = { ...(await at(employer, application.employers)), interviewAt: `${inDays(3)}T09:00:00Z` };
  expect(await refusals(employer, 'planInterview', late)).toMatchObject([{ code: 'DEADLINE_PASSED' }]);
});
