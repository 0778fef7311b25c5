import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, idFor, type TestFamily } from './people.ts';
import { answer, position } from './positions.ts';

let served: Served;
let coordinator: Partner;
let employer: Partner;

const willing = ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'] as const;
const family = (more: object = {}) =>
  addFamily(served.admin, { followedBy: coordinator.id, consents: willing, ...more });
const first = (of: TestFamily) => of.adults[0] ?? expect.fail('no adult');

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  employer = await served.add('EMPLOYER', { name: 'Cantine du Puy' });
}, 120_000);

afterAll(() => served.close());

test('a coordinator acts for an employer without a key, and no more once it has one', async () => {
  const keyless = await served.add('EMPLOYER', { withKey: false });
  const employerId = idFor(served.world, coordinator, 'Partner', keyless.id);
  const call = { channel: 'PHONE' };
  const { jobOffer } = await coordinator.does(
    'createJobOffer',
    { ...position, employerId, ...call },
    'jobOffer { id version employer { name } }',
  );
  await coordinator.does(
    'publishJobOffer',
    { id: jobOffer.id, expectedVersion: jobOffer.version, ...call },
    'jobOffer { status }',
  );
  const person = first(await family({ adults: 1 }));
  const { jobApplication } = await coordinator.does(
    'presentCandidate',
    { offerId: jobOffer.id, personId: idFor(served.world, coordinator, 'Person', person.id) },
    'jobApplication { id }',
  );
  await answer(coordinator, 'expressInterest', jobApplication.id, call);
  await answer(coordinator, 'discloseCandidate', jobApplication.id);
  await answer(coordinator, 'acceptApplication', jobApplication.id, call);
  await answer(coordinator, 'confirmHire', jobApplication.id, {
    ...call,
    startsOn: inDays(3),
    hoursPerWeek: 30,
  });
  const journal = await served.admin`select mutation, channel from journal_entries
    where machine = 'jobApplication' and to_state in ('INTERESTED', 'HIRED') and partner_id = ${coordinator.id}`;
  expect(journal).toEqual(
    expect.arrayContaining([
      { mutation: 'expressInterest', channel: 'PHONE' },
      { mutation: 'confirmHire', channel: 'PHONE' },
    ]),
  );
  const withKey = idFor(served.world, coordinator, 'Partner', employer.id);
  const refused = await coordinator.act('createJobOffer', {
    ...position,
    ...call,
    employerId: withKey,
    idempotencyKey: 'the-partner-has-a-key',
  });
  expect(refused.errors).toMatchObject([{ code: 'PARTNER_HAS_KEY' }]);
  const landlord = await served.add('LANDLORD', { withKey: false });
  const confused = await coordinator.act('createJobOffer', {
    ...position,
    ...call,
    employerId: idFor(served.world, coordinator, 'Partner', landlord.id),
    idempotencyKey: 'a-landlord-offers-no-jobs',
  });
  expect(confused.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'employerId'] }]);
});
