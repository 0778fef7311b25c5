import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, type TestFamily } from './people.ts';
import { acceptAll, answer, applicationOf, newKey, openPosition, present } from './positions.ts';

let served: Served;
let coordinator: Partner;
let employer: Partner;
let rival: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  employer = await served.add('EMPLOYER');
  rival = await served.add('EMPLOYER');
});
afterAll(() => served.close());

const because = { reason: 'MISUNDERSTOOD' };
const hire = { startsOn: inDays(20), hoursPerWeek: 35 };
const application =
  'jobApplication { id version status candidate { mayWork } identity { givenName } employment { endReason } offer { status positionsFilled } }';

const worker = () =>
  addFamily(served.admin, {
    followedBy: coordinator.id,
    adults: 1,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });

async function undo(partner: Partner, id: string, selection: string): Promise<Reply> {
  const { version } = await applicationOf(partner, id);
  return partner.does('undoTransition', { id, expectedVersion: version, ...because }, selection);
}

async function refusal(partner: Partner, id: string): Promise<string> {
  const { version } = await applicationOf(partner, id);
  const input = { id, expectedVersion: version, ...because, idempotencyKey: newKey() };
  return (await partner.act('undoTransition', input)).errors[0]?.code;
}

async function presented(at = employer, family?: TestFamily, more: object = {}) {
  const person = family ?? (await worker());
  const offer = await openPosition(at, served, more);
  const row = await present(served, coordinator, at, offer.uuid, person.adults[0]?.id ?? '');
  return { ...row, family: person, offer };
}

const revoke = (family: TestFamily, purpose: string) =>
  served.admin`update consents set revoked_on = current_date where person_id = ${family.adults[0]?.id ?? ''} and purpose = ${purpose}`;

const statusOf = async (uuid: string) =>
  (await served.admin`select status from job_applications where id = ${uuid}`)[0]?.status;

describe('an employer takes back its own answer', () => {
  test('an interest, unless an interview was planned', async () => {
    const one = await presented();
    await answer(employer, 'expressInterest', one.employers);
    const back = await undo(employer, one.employers, application);
    expect(back.jobApplication).toMatchObject({ status: 'PRESENTED', candidate: { mayWork: true } });
    await answer(employer, 'expressInterest', one.employers);
    await answer(employer, 'planInterview', one.employers, {
      interviewAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(await refusal(employer, one.employers)).toBe('CONDITION_NOT_MET');
  });

  test('a no: what was open opens anew, on consents that live', async () => {
    const one = await presented();
    await answer(employer, 'expressInterest', one.employers);
    await answer(coordinator, 'discloseCandidate', one.coordinators);
    await answer(employer, 'declineApplication', one.employers, { reason: 'NOT_MOBILE' });
    const back = await undo(employer, one.employers, application);
    expect(back.jobApplication).toMatchObject({
      status: 'DISCLOSED',
      identity: { givenName: expect.any(String) },
    });

    await answer(employer, 'declineApplication', one.employers, { reason: 'NOT_MOBILE' });
    await revoke(one.family, 'EMPLOYMENT_IDENTITY');
    expect(await refusal(employer, one.employers)).toBe('CONDITION_NOT_MET');
    expect(await refusal(coordinator, one.coordinators)).toBe('CONSENT_MISSING');
  });

  test('a no, while the position is still open', async () => {
    const one = await presented();
    await answer(employer, 'declineApplication', one.employers, { reason: 'NO_POSITION' });
    await served.admin`update job_applications set expires_at = now() - interval '1 day' where id = ${one.uuid}`;
    expect(await refusal(employer, one.employers)).toBe('DEADLINE_PASSED');
  });
});

describe('a coordinator takes back', () => {
  test('a disclosure: the name closes, the card stays', async () => {
    const one = await presented();
    await answer(employer, 'expressInterest', one.employers);
    await answer(coordinator, 'discloseCandidate', one.coordinators);
    const back = await undo(coordinator, one.coordinators, 'jobApplication { status }');
    expect(back.jobApplication.status).toBe('INTERESTED');
    const read = await employer.read(
      `query One($id: ID!) { ${application.replace('jobApplication', 'jobApplication(id: $id)')} }`,
      {
        id: one.employers,
      },
    );
    expect(read.jobApplication).toMatchObject({ candidate: { mayWork: true }, identity: null });
  });

  test('its withdrawal, and a person’s no', async () => {
    const one = await presented();
    await answer(coordinator, 'withdrawApplication', one.coordinators);
    await undo(coordinator, one.coordinators, 'jobApplication { status }');
    await answer(coordinator, 'declineForCandidate', one.coordinators, { reason: 'HOURS' });
    const back = await undo(
      coordinator,
      one.coordinators,
      'jobApplication { status declineReason withdrawalReason }',
    );
    expect(back.jobApplication).toEqual({ status: 'PRESENTED', declineReason: null, withdrawalReason: null });
  });
});

describe('a hire that was a mistake', () => {
  test('gives the position back, ends the employment, and what it made obsolete returns where consents live', async () => {
    const family = await worker();
    const other = await presented(rival, family);
    await answer(rival, 'expressInterest', other.employers);
    const closed = await presented(rival, family);
    const chosen = await presented(employer, family);
    await acceptAll(coordinator, employer, chosen);
    await answer(employer, 'confirmHire', chosen.employers, hire);
    expect([await statusOf(other.uuid), await statusOf(closed.uuid)]).toEqual(['OBSOLETE', 'OBSOLETE']);
    await served.admin`update job_offers set valid_until = now() - interval '1 day' where id = ${closed.offer.uuid}`;
    const { jobOffer } = await rival.read('query One($id: ID!) { jobOffer(id: $id) { id version } }', {
      id: closed.offer.id,
    });
    await rival.does(
      'withdrawJobOffer',
      { id: jobOffer.id, expectedVersion: jobOffer.version },
      'jobOffer { id }',
    );

    const back = await undo(employer, chosen.employers, application);
    expect(back.jobApplication).toMatchObject({
      status: 'ACCEPTED',
      employment: { endReason: 'DID_NOT_START' },
      offer: { status: 'OPEN', positionsFilled: 0 },
      identity: { givenName: expect.any(String) },
    });
    expect([await statusOf(other.uuid), await statusOf(closed.uuid)]).toEqual(['INTERESTED', 'OBSOLETE']);
    const open = await served.admin`select purpose, level from disclosures
      where family_id = ${family.id} and closed_at is null order by purpose, level`;
    expect(open.map(({ purpose, level }) => `${purpose} ${level}`)).toEqual([
      'EMPLOYMENT CARD',
      'EMPLOYMENT CARD',
      'EMPLOYMENT IDENTITY',
    ]);

    await answer(employer, 'confirmHire', chosen.employers, { ...hire, hoursPerWeek: 20 });
    const [again] =
      await served.admin`select count(*)::int as employments, min(end_reason) as ended, min(hours_per_week) as hours,
        (select count(*)::int from disclosures d where d.employment_id = min(e.id::text)::uuid and d.closed_at is null) as open
      from employments e where person_id = ${family.adults[0]?.id ?? ''}`;
    expect(again).toEqual({ employments: 1, ended: null, hours: 20, open: 1 });
  });

  test('does not bring back what no longer may be shown', async () => {
    const family = await worker();
    const other = await presented(rival, family);
    await acceptAll(coordinator, rival, other);
    const chosen = await presented(employer, family);
    await acceptAll(coordinator, employer, chosen);
    await answer(employer, 'confirmHire', chosen.employers, hire);
    await revoke(family, 'EMPLOYMENT_IDENTITY');
    expect(await refusal(employer, chosen.employers)).toBe('CONDITION_NOT_MET');
    expect(await statusOf(other.uuid)).toBe('OBSOLETE');
  });

  test('stands once the employment ended, somebody confirmed it, or the offer was closed', async () => {
    const ended = await presented();
    await acceptAll(coordinator, employer, ended);
    await answer(employer, 'confirmHire', ended.employers, { ...hire, startsOn: inDays(-40) });
    const { employments } = await employer.read(
      '{ employments(orderBy: CREATED_AT_DESC, first: 1) { edges { node { id version } } } }',
    );
    const { id, version } = employments.edges[0].node;
    await employer.does(
      'confirmStillInPost',
      { id, expectedVersion: version, month: 1, stillInPost: true },
      'employment { id }',
    );
    expect(await refusal(employer, ended.employers)).toBe('CONDITION_NOT_MET');

    const closing = await presented();
    await acceptAll(coordinator, employer, closing);
    await answer(employer, 'confirmHire', closing.employers, { ...hire, startsOn: inDays(3) });
    const { jobOffer } = await employer.read('query One($id: ID!) { jobOffer(id: $id) { id version } }', {
      id: closing.offer.id,
    });
    await employer.does(
      'closeJobOffer',
      { id: jobOffer.id, expectedVersion: jobOffer.version },
      'jobOffer { id }',
    );
    expect(await refusal(employer, closing.employers)).toBe('CONDITION_NOT_MET');
  });
});

describe('an offer', () => {
  test('is open again after a pause, closed after nothing, and a draft only while nobody was presented', async () => {
    const offer = 'jobOffer { id version status }';
    const one = await openPosition(employer, served);
    const read = await employer.read('query One($id: ID!) { jobOffer(id: $id) { id version } }', {
      id: one.id,
    });
    const act = (mutation: string, row: Reply, more: object = {}) =>
      employer.does(mutation, { id: row.id, expectedVersion: row.version, ...more }, offer);
    const paused = await act('pauseJobOffer', read.jobOffer);
    const back = await act('undoTransition', paused.jobOffer, because);
    expect(back.jobOffer.status).toBe('OPEN');
    const gone = await act('withdrawJobOffer', back.jobOffer);
    expect((await act('undoTransition', gone.jobOffer, because)).jobOffer.status).toBe('OPEN');

    const busy = await presented();
    const busyOffer = await employer.read('query One($id: ID!) { jobOffer(id: $id) { id version } }', {
      id: busy.offer.id,
    });
    const refused = await employer.act('undoTransition', {
      id: busy.offer.id,
      expectedVersion: busyOffer.jobOffer.version,
      ...because,
      idempotencyKey: newKey(),
    });
    expect(refused.errors[0].code).toBe('CONDITION_NOT_MET');
  });
});

test('a landlord’s key opens no application, and an employer’s no home', async () => {
  const landlord = await served.add('LANDLORD');
  const one = await presented();
  const foreign = await landlord.act('undoTransition', {
    id: one.employers,
    expectedVersion: 1,
    ...because,
    idempotencyKey: newKey(),
  });
  expect(foreign.errors[0].code).toBe('NOT_FOUND');
});
