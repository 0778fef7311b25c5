import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, idFor, type TestFamily } from './people.ts';
import { acceptAll, answer, applicationOf, openPosition, present } from './positions.ts';

const seen = `{ jobApplications(orderBy: CREATED_AT_ASC) { totalCount { value } edges { node {
  id status candidate { occupations frenchLevel drivingLicence mobility availableFrom mayWork }
  identity { givenName familyName phone } declinedBy declineReason note employment { startsOn }
} } } employments { edges { node { startsOn endsOn hoursPerWeek identity { givenName familyName phone } } } } }`;

let served: Served;
let coordinator: Partner;
let employer: Partner;
let other: Partner;

const willing = ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'] as const;
const family = (more: object = {}) =>
  addFamily(served.admin, { followedBy: coordinator.id, consents: willing, ...more });
const first = (of: TestFamily) => of.adults[0] ?? expect.fail('no adult');

const disclosuresOf = (uuid: string) =>
  served.admin`select level, purpose, close_reason from disclosures where application_id = ${uuid} order by opened_at, level`;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  employer = await served.add('EMPLOYER', { name: 'Cantine du Puy' });
  other = await served.add('EMPLOYER', { name: 'Hôtel des Volcans' });
}, 120_000);

afterAll(() => served.close());

test('an employer meets a candidate step by step: nothing, the card, the name, the contract', async () => {
  const home = await family({ adults: 1 });
  const { id: personId, givenName, familyName, phone } = first(home);
  const job = await openPosition(employer, served);
  const offerId = idFor(served.world, coordinator, 'JobOffer', job.uuid);

  const { jobApplication: draft } = await coordinator.does(
    'presentCandidate',
    { offerId, personId: idFor(served.world, coordinator, 'Person', personId), draft: true },
    'jobApplication { id version status expiresAt person { id } family { reference } }',
  );
  expect(draft).toMatchObject({ status: 'DRAFT', expiresAt: null, family: { reference: home.reference } });
  expect((await employer.read(seen)).jobApplications.edges).toEqual([]);

  await answer(coordinator, 'presentDraftCandidate', draft.id);
  const presented = await employer.ask(seen);
  const [{ node: card }] = presented.data?.jobApplications.edges ?? [];
  expect(card).toMatchObject({
    status: 'PRESENTED',
    candidate: { occupations: ['G1602', 'K2204'], frenchLevel: 'A2', mobility: 'BUS', mayWork: true },
    identity: null,
  });
  for (const secret of [givenName, familyName, String(phone), home.reference])
    expect(presented.text).not.toContain(secret);
  expect((await other.read(seen)).jobApplications).toEqual({ totalCount: { value: 0 }, edges: [] });

  await answer(employer, 'expressInterest', card.id);
  await answer(employer, 'planInterview', card.id, {
    interviewAt: `${inDays(5)}T09:00:00Z`,
    interviewPlace: '3 rue du Puy',
    interpreterForInterview: true,
  });
  expect((await employer.ask(seen)).text).not.toContain(familyName);

  await answer(coordinator, 'discloseCandidate', draft.id);
  const [{ node: named }] = (await employer.read(seen)).jobApplications.edges;
  expect(named.identity).toEqual({ givenName, familyName, phone });
  expect((await other.ask(seen)).text).not.toContain(familyName);

  await answer(employer, 'acceptApplication', card.id);
  await answer(employer, 'confirmHire', card.id, { startsOn: inDays(20), hoursPerWeek: 35 });
  const after = await employer.read(seen);
  // An employee's work profile, which says what it could do elsewhere, is read no more.
  expect(after.jobApplications.edges[0].node).toMatchObject({
    status: 'HIRED',
    candidate: null,
    identity: null,
    employment: { startsOn: inDays(20) },
  });
  expect(after.employments.edges[0].node).toMatchObject({
    endsOn: null,
    hoursPerWeek: 35,
    identity: { familyName },
  });
  const { jobOffer } = await employer.read(
    'query One($id: ID!) { jobOffer(id: $id) { status positionsFilled romeLabel applications { edges { node { status } } } } }',
    { id: job.id },
  );
  expect(jobOffer).toEqual({
    status: 'FILLED',
    positionsFilled: 1,
    romeLabel: expect.any(String),
    applications: { edges: [{ node: { status: 'HIRED' } }] },
  });
  expect((await other.read(seen)).employments.edges).toEqual([]);
});

test('a refusal closes what was open, and the application stays as a receipt without anybody in it', async () => {
  const home = await family({ adults: 1 });
  const job = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, job.uuid, first(home).id);
  await answer(employer, 'expressInterest', application.employers);
  await answer(coordinator, 'discloseCandidate', application.coordinators);
  await answer(employer, 'declineApplication', application.employers, {
    reason: 'LACKING_SKILLS',
    note: 'Plutôt en salle.',
  });
  const receipt = await employer.ask(
    'query One($id: ID!) { jobApplication(id: $id) { status declinedBy declineReason note candidate { mayWork } identity { givenName } employment { id } } }',
    { id: application.employers },
  );
  expect(receipt.data?.jobApplication).toEqual({
    status: 'DECLINED',
    declinedBy: 'EMPLOYER',
    declineReason: 'LACKING_SKILLS',
    note: 'Plutôt en salle.',
    candidate: null,
    identity: null,
    employment: null,
  });
  expect(await disclosuresOf(application.uuid)).toMatchObject([
    { level: 'CARD', purpose: 'EMPLOYMENT', close_reason: 'ACT_ENDED' },
    { level: 'IDENTITY', purpose: 'EMPLOYMENT', close_reason: 'ACT_ENDED' },
  ]);
  // The same person, presented again: the refused application does not tell that it was the same.
  const again = await openPosition(employer, served);
  const second = await present(served, coordinator, employer, again.uuid, first(home).id);
  await answer(employer, 'expressInterest', second.employers);
  await answer(coordinator, 'discloseCandidate', second.coordinators);
  const { jobApplications } = await employer.read(seen);
  const byId = (id: string) =>
    jobApplications.edges.find(({ node }: { node: { id: string } }) => node.id === id)?.node;
  expect(byId(application.employers)).toMatchObject({ candidate: null, identity: null });
  expect(byId(second.employers).identity.givenName).toBe(first(home).givenName);
});

test('a hire makes other applications obsolete, and nobody is told where', async () => {
  const person = first(await family({ adults: 1 }));
  const job = await openPosition(employer, served);
  const elsewhere = await openPosition(other, served, { externalReference: 'VOLCANS-1' });
  const hired = await present(served, coordinator, employer, job.uuid, person.id);
  const obsolete = await present(served, coordinator, other, elsewhere.uuid, person.id);
  await answer(other, 'expressInterest', obsolete.employers);
  await acceptAll(coordinator, employer, hired);
  await answer(employer, 'confirmHire', hired.employers, { startsOn: inDays(20), hoursPerWeek: 24 });
  const answered = await other.ask(seen);
  expect(answered.data?.jobApplications.edges.at(-1).node).toEqual({
    id: obsolete.employers,
    status: 'OBSOLETE',
    candidate: null,
    identity: null,
    declinedBy: null,
    declineReason: null,
    note: null,
    employment: null,
  });
  expect(answered.text).not.toContain('Cantine du Puy');
  expect(
    await other.act('acceptApplication', {
      id: obsolete.employers,
      expectedVersion: (await applicationOf(other, obsolete.employers)).version,
      idempotencyKey: 'obsolete-is-over-0001',
    }),
  ).toMatchObject({ errors: [{ code: 'STATE_TRANSITION_NOT_ALLOWED' }] });
});

test.each([
  ['an immersion', { contract: 'PMSMP', grossHourlyCents: null }, 35],
  ['a job under 24 hours a week', {}, 23],
])('%s leaves other applications as they are', async (_what, terms, hours) => {
  const person = first(await family({ adults: 1 }));
  const job = await openPosition(employer, served, { ...terms, hoursPerWeek: hours });
  const elsewhere = await openPosition(other, served);
  const hired = await present(served, coordinator, employer, job.uuid, person.id);
  const kept = await present(served, coordinator, other, elsewhere.uuid, person.id);
  await acceptAll(coordinator, employer, hired);
  await answer(employer, 'confirmHire', hired.employers, { startsOn: inDays(20), hoursPerWeek: hours });
  const [row] = await served.admin`select status from job_applications where id = ${kept.uuid}`;
  expect(row).toEqual({ status: 'PRESENTED' });
});

test('two positions take two hires, and a third candidate finds none left', async () => {
  const job = await openPosition(employer, served, { positions: 2 });
  const applications = [];
  for (let index = 0; index < 3; index += 1) {
    const application = await present(
      served,
      coordinator,
      employer,
      job.uuid,
      first(await family({ adults: 1 })).id,
    );
    await acceptAll(coordinator, employer, application);
    applications.push(application);
  }
  const hire = { startsOn: inDays(20), hoursPerWeek: 35 };
  await answer(employer, 'confirmHire', applications[0]?.employers ?? '', hire);
  await answer(employer, 'confirmHire', applications[1]?.employers ?? '', hire);
  const last = await applicationOf(employer, applications[2]?.employers ?? '');
  const refused = await employer.act('confirmHire', {
    id: last.id,
    expectedVersion: last.version,
    idempotencyKey: 'one-position-too-many',
    ...hire,
  });
  expect(refused.errors).toMatchObject([{ code: 'OFFER_FULL' }]);
  // Somebody who did not start gives the position back.
  const { employments } = await employer.read(
    '{ employments(orderBy: CREATED_AT_DESC) { edges { node { id version } } } }',
  );
  const { id, version } = employments.edges[0].node;
  const end = { id, expectedVersion: version, endsOn: inDays(0), reason: 'DID_NOT_START' };
  await employer.does('endEmployment', end, 'employment { endReason }');
  await answer(employer, 'confirmHire', last.id, hire);
});

test('a withdrawn offer withdraws its live applications, and a revoked consent those that rest on it', async () => {
  const job = await openPosition(employer, served);
  const application = await present(
    served,
    coordinator,
    employer,
    job.uuid,
    first(await family({ adults: 1 })).id,
  );
  const person = first(await family({ adults: 1 }));
  const revoked = await present(served, coordinator, employer, job.uuid, person.id);
  await served.admin`update consents set revoked_on = current_date where person_id = ${person.id} and purpose = 'EMPLOYMENT_CARD'`;
  const { jobOffer } = await employer.read('query One($id: ID!) { jobOffer(id: $id) { version } }', {
    id: job.id,
  });
  await employer.does(
    'withdrawJobOffer',
    { id: job.id, expectedVersion: jobOffer.version },
    'jobOffer { status }',
  );
  const rows = await served.admin`select withdrawal_reason, status from job_applications
    where id in (${application.uuid}, ${revoked.uuid}) order by withdrawal_reason`;
  expect(rows).toEqual([
    { withdrawal_reason: 'CONSENT_REVOKED', status: 'WITHDRAWN' },
    { withdrawal_reason: 'OFFER_WITHDRAWN', status: 'WITHDRAWN' },
  ]);
  expect(await disclosuresOf(revoked.uuid)).toMatchObject([{ close_reason: 'CONSENT_REVOKED' }]);
});
