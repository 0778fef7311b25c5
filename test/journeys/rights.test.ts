import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsStepCodes } from '../../src/pathway/pathway.rules.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { registerFamily } from './homes.ts';
import { attempt } from './referrals.ts';

let served: Served;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
}, 120_000);
afterAll(() => served.close());

interface Step {
  id: string;
  version: number;
  definition: string;
  status: string;
  blockedBy: string[];
  person: { role: string } | null;
}

const step = 'id version definition status blockedBy submittedOn grantedOn blocker person { role }';

async function familyRow(id: string) {
  const { family } = await coordinator.read(
    `query($id: ID!) { family(id: $id) { id version journey rightsSteps { ${step} } } }`,
    { id },
  );
  return family as { id: string; version: number; journey: string; rightsSteps: Step[] };
}

const steps = async (id: string) => (await familyRow(id)).rightsSteps;

async function go(id: string, to: string, more: object = {}) {
  const { version } = await familyRow(id);
  await coordinator.does('advanceFamily', { id, expectedVersion: version, to, ...more }, 'family { id }');
}

/** Two adults, a child and a baby who have just landed. */
async function arrived(): Promise<string> {
  const { id } = await registerFamily(coordinator);
  await go(id, 'TRAVEL_BOOKED');
  await go(id, 'ARRIVED', { arrivedOn: '2026-11-01' });
  return id;
}

const update = (of: Step, more: object) => ({ id: of.id, expectedVersion: of.version, ...more });

const named = (all: Step[], definition: string, role?: string): Step => {
  const one = all.find((row) => row.definition === definition && (!role || row.person?.role === role));
  return one ?? expect.fail(`no ${definition}`);
};

/** Submits, reviews and grants. */
async function grant(family: string, definition: string, role?: string) {
  for (const to of ['SUBMITTED', 'IN_REVIEW', 'GRANTED']) {
    const of = named(await steps(family), definition, role);
    await coordinator.does('updateRightsStep', update(of, { to }), `rightsStep { ${step} }`);
  }
}

const count = (all: Step[], definition: string) => all.filter((row) => row.definition === definition).length;

describe('the steps of a family’s rights', () => {
  test('open at its arrival, for each member as the catalogue says', async () => {
    const id = await arrived();
    const all = await steps(id);
    expect([...new Set(all.map(({ definition }) => definition))].sort()).toEqual([...rightsStepCodes].sort());
    expect(all.every(({ status }) => status === 'NOT_STARTED')).toBe(true);
    expect(count(all, 'CAF_FILE')).toBe(1);
    expect(count(all, 'RECEIPT_PERMIT')).toBe(2);
    expect(count(all, 'CPAM_PUMA')).toBe(4);
    expect(count(all, 'SCHOOL')).toBe(1);
    expect(count(all, 'CHILDCARE')).toBe(1);
  });

  test('open once, and for a child born later too', async () => {
    const id = await arrived();
    const before = await steps(id);
    const birthDate = new Date().toISOString().slice(0, 10);
    const child = { familyId: id, givenName: 'Nour', familyName: 'Al-Khatib', birthDate, sex: 'FEMALE' };
    await coordinator.does('recordBirth', child, 'person { id }');
    const after = await steps(id);
    expect(count(after, 'CPAM_PUMA')).toBe(count(before, 'CPAM_PUMA') + 1);
    expect(count(after, 'CHILDCARE')).toBe(2);
    expect(count(after, 'CAF_FILE')).toBe(1);
  });

  test('are only those without a refugee’s papers for a family from France', async () => {
    const { id } = await registerFamily(coordinator, '84', { origin: 'FROM_FRANCE', countryOfAsylum: null });
    const [row] = await served.admin`select id from families order by created_at desc limit 1`;
    await served.admin.begin(async (sql) => {
      await sql`set local role demo_loader`;
      await sql`insert into tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, rent_cents, status)
        values (gen_random_uuid(), ${row?.id}, ${coordinator.id}, '15014', 'DIRECT', 'FAMILY', '2026-11-01', '2026-11-01', 40000, 'ACTIVE')`;
    });
    await go(id, 'INSTALLED');
    const all = await steps(id);
    const codes = all.map(({ definition }) => definition);
    expect(codes).not.toContain('RECEIPT_PERMIT');
    expect(named(all, 'CPAM_PUMA').blockedBy).toEqual([]);
    expect(named(all, 'CAF_FILE').blockedBy).toEqual(['ADDRESS_PROOF', 'BANK_ACCOUNT']);
  });

  test('are blocked by those before them, and granting unblocks', async () => {
    const id = await arrived();
    const permit = named(await steps(id), 'RECEIPT_PERMIT', 'HEAD');
    expect(permit.blockedBy).toEqual(['PROTECTION_DECISION', 'ADDRESS_PROOF']);
    const refused = await coordinator.act('updateRightsStep', {
      ...update(permit, { to: 'SUBMITTED' }),
      idempotencyKey: `rights-${permit.id}`,
    });
    expect(refused.errors).toMatchObject([
      { code: 'CONDITION_NOT_MET', message: 'Blocked by PROTECTION_DECISION, ADDRESS_PROOF.' },
    ]);
    await grant(id, 'PROTECTION_DECISION', 'HEAD');
    await grant(id, 'ADDRESS_PROOF');
    const all = await steps(id);
    expect(named(all, 'RECEIPT_PERMIT', 'HEAD').blockedBy).toEqual([]);
    // The other adult’s own decision is what its permit waits for; a child has none of its own, and any parent’s will do.
    expect(named(all, 'RECEIPT_PERMIT', 'SPOUSE').blockedBy).toEqual(['PROTECTION_DECISION']);
    expect(named(all, 'CIVIL_STATUS_OFPRA', 'CHILD').blockedBy).toEqual([]);
    expect(named(all, 'FAMILY_BENEFITS').blockedBy).toEqual(['CAF_FILE', 'CIVIL_STATUS_OFPRA']);
  });

  test('do not wait for somebody who has left', async () => {
    const id = await arrived();
    await grant(id, 'ADDRESS_PROOF');
    await grant(id, 'PROTECTION_DECISION', 'HEAD');
    await grant(id, 'RECEIPT_PERMIT', 'HEAD');
    const one = await coordinator.read(
      'query($id: ID!) { family(id: $id) { persons { id version role } } }',
      { id },
    );
    const spouse = one.family.persons.find(({ role }: { role: string }) => role === 'SPOUSE');
    const departure = {
      id: spouse.id,
      expectedVersion: spouse.version,
      on: '2026-11-20',
      reason: 'SEPARATED',
    };
    await coordinator.does('recordDeparture', departure, 'person { id }');
    expect(named(await steps(id), 'RECEIPT_PERMIT', 'SPOUSE').blockedBy).toEqual([]);
  });

  test('move one by one: a refusal is submitted again, days are in order, a note holds a step up', async () => {
    const id = await arrived();
    const proof = async () => named(await steps(id), 'ADDRESS_PROOF');
    const does = async (more: object) =>
      (await coordinator.does('updateRightsStep', update(await proof(), more), `rightsStep { ${step} }`))
        .rightsStep;
    const refused = async (more: object) =>
      attempt(coordinator, 'updateRightsStep', update(await proof(), more));
    expect(await refused({ to: 'GRANTED' })).toEqual([['STATE_TRANSITION_NOT_ALLOWED', 'id']]);
    expect(await refused({ to: 'SUBMITTED', submittedOn: '2099-01-01' })).toEqual([
      ['OUT_OF_RANGE', 'submittedOn'],
    ]);
    expect(await does({ blocker: 'Pièce demandée.' })).toMatchObject({
      status: 'NOT_STARTED',
      blocker: 'Pièce demandée.',
    });
    expect(await does({ to: 'SUBMITTED', submittedOn: '2026-11-10' })).toMatchObject({
      submittedOn: '2026-11-10',
    });
    await does({ to: 'IN_REVIEW' });
    expect(await refused({ to: 'GRANTED', grantedOn: '2026-11-09' })).toEqual([
      ['OUT_OF_RANGE', 'grantedOn'],
    ]);
    await does({ to: 'REFUSED' });
    await does({ to: 'SUBMITTED', submittedOn: '2026-11-12' });
    await does({ to: 'IN_REVIEW' });
    expect(await does({ to: 'GRANTED', grantedOn: '2026-11-15' })).toMatchObject({
      status: 'GRANTED',
      grantedOn: '2026-11-15',
      blocker: null,
    });
    const other = await served.add('COORDINATOR', { regions: ['76'] });
    expect(await attempt(other, 'updateRightsStep', update(await proof(), { blocker: 'x' }))).toEqual([
      ['NOT_FOUND', 'id'],
    ]);
  });

  test('are taken back one by one, with their days, until something was built on them', async () => {
    const id = await arrived();
    const undo = (of: Step) => ({ ...update(of, {}), reason: 'ENTERED_BY_MISTAKE' });
    const back = async (definition: string) =>
      (
        await coordinator.does(
          'undoTransition',
          undo(named(await steps(id), definition)),
          `rightsStep { ${step} }`,
        )
      ).rightsStep;
    const go = async (more: object) =>
      coordinator.does(
        'updateRightsStep',
        update(named(await steps(id), 'ADDRESS_PROOF'), more),
        'rightsStep { id }',
      );
    await go({ to: 'SUBMITTED', submittedOn: '2026-11-10' });
    expect(await back('ADDRESS_PROOF')).toMatchObject({ status: 'NOT_STARTED', submittedOn: null });
    await go({ to: 'SUBMITTED', submittedOn: '2026-11-10' });
    await go({ to: 'IN_REVIEW' });
    await go({ to: 'REFUSED' });
    await go({ to: 'SUBMITTED', submittedOn: '2026-11-12' });
    expect(await back('ADDRESS_PROOF')).toMatchObject({ status: 'REFUSED', submittedOn: '2026-11-10' });
    await go({ to: 'SUBMITTED', submittedOn: '2026-11-12' });
    await go({ to: 'IN_REVIEW' });
    await go({ to: 'GRANTED', grantedOn: '2026-11-15' });
    expect(await back('ADDRESS_PROOF')).toMatchObject({ status: 'IN_REVIEW', grantedOn: null });
    await go({ to: 'GRANTED' });
    const school = named(await steps(id), 'SCHOOL');
    await coordinator.does('updateRightsStep', update(school, { to: 'SUBMITTED' }), 'rightsStep { id }');
    const refused = await coordinator.act('undoTransition', {
      ...undo(named(await steps(id), 'ADDRESS_PROOF')),
      idempotencyKey: `rights-undo-${id}`,
    });
    expect(refused.errors).toMatchObject([
      { code: 'CONDITION_NOT_MET', message: 'It was needed for SCHOOL: take back those first.' },
    ]);
    await back('SCHOOL');
    expect(await back('ADDRESS_PROOF')).toMatchObject({ status: 'IN_REVIEW' });
  });
});

test('a coordinator sees what blocks whom, since when, by which authority and what to do; another region’s nothing', async () => {
  const here = await served.add('COORDINATOR', { regions: ['52'] });
  const { id } = await registerFamily(here, '52');
  const version = async () =>
    (await here.read('query($id: ID!) { family(id: $id) { version } }', { id })).family.version;
  await here.does(
    'advanceFamily',
    { id, expectedVersion: await version(), to: 'TRAVEL_BOOKED' },
    'family { id }',
  );
  const arrival = { id, expectedVersion: await version(), to: 'ARRIVED', arrivedOn: '2026-11-01' };
  const { family } = await here.does('advanceFamily', arrival, `family { rightsSteps { ${step} } }`);
  const proof = named(family.rightsSteps, 'ADDRESS_PROOF');
  await here.does(
    'updateRightsStep',
    update(proof, { to: 'SUBMITTED', submittedOn: '2026-11-03' }),
    'rightsStep { id }',
  );
  const query =
    '{ rightsBlockers { authority since nextAction blocks step { definition family { id } person { role } } } }';
  const { rightsBlockers } = await here.read(query);
  expect(rightsBlockers).toHaveLength(3);
  expect(rightsBlockers[0]).toMatchObject({
    authority: 'Bailleur ou Aurore',
    since: '2026-11-03',
    nextAction: 'FOLLOW_UP',
    step: { definition: 'ADDRESS_PROOF', family: { id }, person: null },
  });
  expect(rightsBlockers[0].blocks).toEqual(expect.arrayContaining(['RECEIPT_PERMIT', 'CAF_FILE', 'SCHOOL']));
  expect(rightsBlockers[1]).toMatchObject({
    nextAction: 'SUBMIT',
    step: { definition: 'PROTECTION_DECISION' },
  });
  const elsewhere = await served.add('COORDINATOR', { regions: ['75'] });
  expect((await elsewhere.read(query)).rightsBlockers).toEqual([]);
});

test('a family is not AUTONOMOUS while a step of its rights is blocked', async () => {
  const id = await arrived();
  const [row] = await served.admin`
    select f.id, (select p.id from persons p where p.family_id = f.id and p.role = 'HEAD') as person from families f order by created_at desc limit 1`;
  await served.admin.begin(async (sql) => {
    await sql`set local role demo_loader`;
    await sql`insert into tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, rent_cents, status)
      values (gen_random_uuid(), ${row?.id}, ${coordinator.id}, '15014', 'DIRECT', 'FAMILY', '2026-11-01', '2026-11-01', 40000, 'ACTIVE')`;
    await sql`insert into employments (id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on)
      values (gen_random_uuid(), ${row?.person}, ${row?.id}, ${coordinator.id}, '15014', 'CDI', 'G1602', 35, '2026-11-10')`;
  });
  await go(id, 'INSTALLED');
  await go(id, 'ACCOMPANIED');
  const autonomous = async () => {
    const { version } = await familyRow(id);
    return { id, expectedVersion: version, to: 'AUTONOMOUS' };
  };
  const refused = await coordinator.act('advanceFamily', {
    ...(await autonomous()),
    idempotencyKey: `autonomy-${id}`,
  });
  expect(refused.errors).toMatchObject([{ code: 'CONDITION_NOT_MET', path: ['input', 'to'] }]);
  expect(refused.errors[0].message).toMatch(/^[A-Z_0-9]+ is blocked by [A-Z_0-9, ]+\.$/);
  // Nobody may grant a step that was never submitted: the guard is set aside to arrange it.
  await served.admin.begin(async (sql) => {
    await sql`alter table rights_steps disable trigger user`;
    await sql`update rights_steps set status = 'GRANTED', granted_on = '2026-11-20' where family_id = ${row?.id}`;
    await sql`alter table rights_steps enable trigger user`;
  });
  await coordinator.does('advanceFamily', await autonomous(), 'family { journey }');
});
