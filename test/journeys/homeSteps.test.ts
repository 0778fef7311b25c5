import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move, registerFamily } from './homes.ts';
import { attempt } from './referrals.ts';

let served: Served;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
});
afterAll(() => served.close());

test('steps of rights that take a home wait for one', async () => {
  const { id } = await registerFamily(coordinator);
  for (const [to, more] of [
    ['TRAVEL_BOOKED', {}],
    ['ARRIVED', { arrivedOn: inDays(-1) }],
  ] as const) {
    const { family } = await coordinator.read('query($id: ID!) { family(id: $id) { id version } }', { id });
    await coordinator.does('advanceFamily', { ...move(family), to, ...more }, 'family { id }');
  }
  const insurance = async () => {
    const { family } = await coordinator.read(
      'query($id: ID!) { family(id: $id) { rightsSteps { id version definition waitsForHome blockedBy } } }',
      { id },
    );
    return family.rightsSteps.find(
      ({ definition }: { definition: string }) => definition === 'HOME_INSURANCE',
    );
  };
  const before = await insurance();
  expect(before.waitsForHome).toBe(true);
  const submitted = { to: 'SUBMITTED' };
  expect(await attempt(coordinator, 'updateRightsStep', { ...move(before), ...submitted })).toEqual([
    ['CONDITION_NOT_MET', 'id'],
  ]);
  const home = { communeCode: '15014', leaseForm: 'DIRECT', leaseholder: 'FAMILY', rentCents: 40_000 };
  const days = { signedOn: inDays(-2), startsOn: inDays(-1) };
  await coordinator.does('recordTenancy', { familyId: id, ...home, ...days }, 'tenancy { id }');
  const after = await insurance();
  expect(after.waitsForHome).toBe(false);
  expect(await attempt(coordinator, 'updateRightsStep', { ...move(after), ...submitted })).toEqual([]);
});
