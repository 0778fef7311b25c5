import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { overdueCareMonth } from '../../src/disclosures/disclosures.rules.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, idFor } from './people.ts';
import { answer, openPosition, present } from './positions.ts';
import { receiptsOf } from './receipts.ts';
import { attempt, type CareScene, careScene, first, newestOf, redirected, referred } from './referrals.ts';

let served: Served;
let scene: CareScene;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
  coordinator = scene.coordinator;
}, 120_000);
afterAll(() => served.close());

const month = `${new Date().toISOString().slice(0, 7)}-01`;

/** An employer to whom somebody was presented, and who has refused. */
async function refused() {
  const employer = await served.add('EMPLOYER', { name: `Employeur ${randomUUID().slice(0, 4)}` });
  const family = await addFamily(served.admin, {
    followedBy: coordinator.id,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });
  const job = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, job.uuid, first(family.adults).id);
  return { employer, family, application };
}

const receipt = async (partner: Partner) => {
  const one = first(await receiptsOf(partner)) as { id: string; version?: number };
  return { id: one.id, expectedVersion: one.version ?? 0 };
};

const reminders = `{ unacknowledgedErasures {
  receipts { reference purpose partner { name } family { reference } }
  care { month closedMonth erasureAcknowledged person { identity { givenName } } }
} }`;

const old = (table: string) =>
  `update ${table} set closed_at = now() - interval '15 days' where closed_at is not null`;

test('what is open is not erased; what is closed is acknowledged once, with or without an agreement', async () => {
  const { employer, application } = await refused();
  expect(await attempt(employer, 'acknowledgeErasure', await receipt(employer))).toEqual([
    ['CONDITION_NOT_MET', 'id'],
  ]);
  await answer(employer, 'declineApplication', application.employers, { reason: 'NO_POSITION' });
  await served.admin`update agreements set ends_on = '2016-12-31' where partner_id = ${employer.id}`;
  // A server remembers for 5 seconds that an agreement was in force; the rows are gone at once.
  await vi.waitFor(
    async () =>
      expect((await employer.ask('{ jobApplications { edges { node { id } } } }')).errors).not.toEqual([]),
    { timeout: 60_000, interval: 500 },
  );
  const wanted = { ...(await receipt(employer)), idempotencyKey: randomUUID() };
  const { disclosure } = await employer.does(
    'acknowledgeErasure',
    wanted,
    'disclosure { erasureAcknowledgedAt }',
  );
  expect(disclosure.erasureAcknowledgedAt).not.toBeNull();
  expect((await employer.does('acknowledgeErasure', wanted, 'disclosure { id }')).replayed).toBe(true);
  expect(await attempt(employer, 'acknowledgeErasure', await receipt(employer))).toEqual([
    ['CONDITION_NOT_MET', 'id'],
  ]);
});

test('nobody acknowledges another’s, nor for a coordinator', async () => {
  const { employer, application } = await refused();
  await answer(employer, 'declineApplication', application.employers, { reason: 'NO_POSITION' });
  const [row] = await served.admin`select id, version from disclosures where partner_id = ${employer.id}`;
  const other = await served.add('LANDLORD');
  const foreign = {
    id: idFor(served.world, other, 'Disclosure', String(row?.id)),
    expectedVersion: Number(row?.version),
  };
  expect(await attempt(other, 'acknowledgeErasure', foreign)).toEqual([['NOT_FOUND', 'id']]);
  const { errors } = await coordinator.ask(
    'mutation { acknowledgeErasure(input: { id: "x", expectedVersion: 1, idempotencyKey: "0123456789abcdef" }) { replayed } }',
  );
  expect(errors).not.toEqual([]);
});

test('after fourteen days its coordinator is told, until it is acknowledged', async () => {
  const { employer, family, application } = await refused();
  await answer(employer, 'declineApplication', application.employers, { reason: 'NO_POSITION' });
  const mine = async (reader: Partner) =>
    (await reader.read(reminders)).unacknowledgedErasures.receipts.filter(
      (one: { family: { reference: string } }) => one.family.reference === family.reference,
    );
  expect(await mine(coordinator)).toEqual([]);
  await served.admin.unsafe(old('disclosures'));
  expect(await mine(coordinator)).toMatchObject([{ purpose: 'EMPLOYMENT', partner: {} }]);
  expect((await scene.elsewhere.read(reminders)).unacknowledgedErasures).toEqual({ receipts: [], care: [] });
  await employer.does('acknowledgeErasure', await receipt(employer), 'disclosure { id }');
  expect(await mine(coordinator)).toEqual([]);
});

test('of care a coordinator knows person and month; a redirection, its partners and their number it does not', async () => {
  const { family, person, referral } = await referred(scene);
  const followed = async () =>
    (
      await coordinator.ask(
        'query($id: ID!) { family(id: $id) { receipts { purpose } careReceipts { month closedMonth erasureAcknowledged person { identity { givenName } } } } }',
        { id: idFor(served.world, coordinator, 'Family', family.id) },
      )
    ).data?.family;
  const open = {
    month,
    closedMonth: null,
    erasureAcknowledged: false,
    person: { identity: { givenName: person.givenName } },
  };
  expect(await followed()).toEqual({ receipts: [], careReceipts: [open] });
  const before = await served.admin`select * from care_receipts where person_id = ${person.id}`;
  await redirected(scene.gateway, referral, 'La clinique');
  expect(await followed()).toEqual({ receipts: [], careReceipts: [open] });
  expect([...(await served.admin`select * from care_receipts where person_id = ${person.id}`)]).toEqual([
    ...before,
  ]);
  const taken = await newestOf(scene.clinic);
  await scene.clinic.does(
    'updateCareStatus',
    { id: taken.id, expectedVersion: taken.version, status: 'DECLINED', declineReason: 'NO_CAPACITY' },
    'careReferral { id }',
  );
  expect(await followed()).toEqual({ receipts: [], careReceipts: [{ ...open, closedMonth: month }] });
  for (const holder of [scene.gateway, scene.clinic])
    await holder.does('acknowledgeErasure', await receipt(holder), 'disclosure { id }');
  expect(await followed()).toEqual({
    receipts: [],
    careReceipts: [{ ...open, closedMonth: month, erasureAcknowledged: true }],
  });
});

test('care that nobody acknowledged is in the list fourteen days after its month, without the partner', async () => {
  const { person } = await referred(scene);
  const before = await coordinator.ask(reminders);
  expect(JSON.stringify(before.data?.unacknowledgedErasures.care)).not.toContain(person.givenName);
  await served.admin`update care_receipts set closed_month = ${overdueCareMonth()} where person_id = ${person.id}`;
  const after = await coordinator.ask(reminders);
  expect(after.data?.unacknowledgedErasures.care).toMatchObject([
    { closedMonth: overdueCareMonth(), person: { identity: { givenName: person.givenName } } },
  ]);
  expect(after.text).not.toContain('La porte');
  expect(overdueCareMonth(new Date('2026-11-14T12:00:00Z'))).toBe('2026-09-01');
  expect(overdueCareMonth(new Date('2026-11-15T12:00:00Z'))).toBe('2026-10-01');
});
