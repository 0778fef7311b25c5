import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { addFamily, idFor, type TestFamily } from './people.ts';
import { acceptAll, answer, newKey, openPosition, present } from './positions.ts';

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

const workers = () =>
  addFamily(served.admin, {
    followedBy: coordinator.id,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });
const employment =
  'employment { id version endsOn endReason stillInPost { month stillInPost } offer { status positionsFilled } }';
const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

/** A hire of the first adult of a new family; its first day may be long past. */
async function hire(startsOn: string): Promise<{ employment: Reply; uuid: string; family: TestFamily }> {
  const family = await workers();
  const offer = await openPosition(employer, served);
  const application = await present(served, coordinator, employer, offer.uuid, family.adults[0]?.id ?? '');
  await acceptAll(coordinator, employer, application);
  await answer(employer, 'confirmHire', application.employers, { startsOn, hoursPerWeek: 20 });
  const [row] =
    await served.admin`select id, version from employments where application_id = ${application.uuid}`;
  const uuid = String(row?.id);
  const id = idFor(served.world, employer, 'Employment', uuid);
  return { employment: { id, version: row?.version }, uuid, family };
}

const outside = (personId: string, more: object = {}) => ({
  personId: idFor(served.world, coordinator, 'Person', personId),
  communeCode: '15014',
  contract: 'CDI',
  rome: 'G1602',
  hoursPerWeek: 35,
  startsOn: inDays(-40),
  ...more,
});

describe('the end of an employment', () => {
  test('is said by its employer; the names stay until three months after the last day', async () => {
    const { employment: hired, uuid } = await hire(inDays(-30));
    const ended = await employer.does(
      'endEmployment',
      { ...at(hired), endsOn: inDays(-1), reason: 'RESIGNED' },
      employment,
    );
    expect(ended.employment).toMatchObject({ endsOn: inDays(-1), endReason: 'RESIGNED' });
    expect(ended.employment.offer).toEqual({ status: 'FILLED', positionsFilled: 1 });
    const [row] =
      await served.admin`select expires_at = ((${inDays(-1)}::date + interval '3 months')::date + 1)::timestamp at time zone 'Europe/Paris' as follows
      from disclosures where employment_id = ${uuid} and closed_at is null`;
    expect(row?.follows).toBe(true);
    const [entry] =
      await served.admin`select from_state, to_state, mutation, reason_code from journal_entries where row_id = ${uuid} and from_state is not null`;
    expect(entry).toEqual({
      from_state: 'IN_POST',
      to_state: 'ENDED',
      mutation: 'endEmployment',
      reason_code: 'RESIGNED',
    });
  });

  test('of one that did not start gives the position back', async () => {
    const { employment: hired } = await hire(inDays(5));
    const ended = await employer.does(
      'endEmployment',
      { ...at(hired), endsOn: inDays(0), reason: 'DID_NOT_START' },
      employment,
    );
    expect(ended.employment.offer).toEqual({ status: 'OPEN', positionsFilled: 0 });
  });

  test('is said once, by nobody else’s employer, and by a coordinator of the family', async () => {
    const { employment: hired, uuid } = await hire(inDays(-30));
    const end = { endsOn: inDays(-1), reason: 'OTHER' };
    const strange = await rival.act('endEmployment', {
      id: idFor(served.world, rival, 'Employment', uuid),
      expectedVersion: hired.version,
      ...end,
      idempotencyKey: newKey(),
    });
    expect(strange.errors[0].code).toBe('NOT_FOUND');
    const id = idFor(served.world, coordinator, 'Employment', uuid);
    const ended = await coordinator.does(
      'endEmployment',
      { id, expectedVersion: hired.version, ...end },
      'employment { id version }',
    );
    const again = await coordinator.act('endEmployment', {
      ...at(ended.employment),
      ...end,
      idempotencyKey: newKey(),
    });
    expect(again.errors[0].code).toBe('STATE_TRANSITION_NOT_ALLOWED');
  });

  test('is not before its first day', async () => {
    const { employment: hired } = await hire(inDays(-3));
    const refused = await employer.act('endEmployment', {
      ...at(hired),
      endsOn: inDays(-4),
      reason: 'RESIGNED',
      idempotencyKey: newKey(),
    });
    expect(refused.errors[0]).toMatchObject({ code: 'OUT_OF_RANGE', path: ['input', 'endsOn'] });
  });
});

describe('still in post', () => {
  test('is confirmed month by month, by employer or coordinator, each month once', async () => {
    const { employment: hired, uuid } = await hire(inDays(-200));
    const first = await employer.does(
      'confirmStillInPost',
      { ...at(hired), month: 1, stillInPost: true },
      employment,
    );
    const second = await coordinator.does(
      'confirmStillInPost',
      {
        id: idFor(served.world, coordinator, 'Employment', uuid),
        expectedVersion: first.employment.version,
        month: 6,
        stillInPost: false,
      },
      employment,
    );
    expect(second.employment.stillInPost).toEqual([
      { month: 1, stillInPost: true },
      { month: 6, stillInPost: false },
    ]);
    const twice = await employer.act('confirmStillInPost', {
      id: hired.id,
      expectedVersion: second.employment.version,
      month: 6,
      stillInPost: true,
      idempotencyKey: newKey(),
    });
    expect(twice.errors[0]).toMatchObject({ code: 'CONDITION_NOT_MET', path: ['input', 'month'] });
    const [read] =
      await served.admin`select count(*)::int as n from employment_retentions where partner_id = ${employer.id}`;
    expect(read?.n).toBe(2);
  });

  test('is no question before the month has passed, nor for another month, nor after the end', async () => {
    const { employment: hired } = await hire(inDays(-100));
    const ask = (version: number, month: number) =>
      employer.act('confirmStillInPost', {
        id: hired.id,
        expectedVersion: version,
        month,
        stillInPost: true,
        idempotencyKey: newKey(),
      });
    expect((await ask(hired.version, 6)).errors[0].code).toBe('OUT_OF_RANGE');
    expect((await ask(hired.version, 2)).errors[0].code).toBe('OUT_OF_RANGE');
    const ended = await employer.does(
      'endEmployment',
      { ...at(hired), endsOn: inDays(-90), reason: 'TRIAL_ENDED' },
      employment,
    );
    expect((await ask(ended.employment.version, 3)).errors[0].code).toBe('CONDITION_NOT_MET');
  });

  test('cannot be written beside the API for another employer’s employment', async () => {
    const { uuid, family } = await hire(inDays(-200));
    const outcome = await asPartner(
      served.admin,
      rival,
      `insert into employment_retentions (id, employment_id, partner_id, family_id, month, still_in_post, confirmed_on)
       values ('${randomUUID()}', '${uuid}', '${rival.id}', '${family.id}', 1, true, '2026-01-01')`,
    );
    expect(outcome.refused).toBe('42501');
  });
});

describe('a job found outside the programme', () => {
  test('counts as a job, is ended by the coordinator, and shows nobody to any partner', async () => {
    const family = await workers();
    const made = await coordinator.does(
      'recordEmployment',
      outside(family.adults[0]?.id ?? ''),
      'employment { id version employer { id } offer { id } personHoursPerWeek }',
    );
    expect(made.employment).toMatchObject({ employer: null, offer: null, personHoursPerWeek: 35 });
    const [open] =
      await served.admin`select count(*)::int as n from disclosures where family_id = ${family.id}`;
    expect(open?.n).toBe(0);
    const ended = await coordinator.does(
      'endEmployment',
      { ...at(made.employment), endsOn: inDays(-2), reason: 'END_OF_CONTRACT' },
      'employment { endReason }',
    );
    expect(ended.employment.endReason).toBe('END_OF_CONTRACT');
  });

  test.each([
    ['more than 48 hours with the rest', { hoursPerWeek: 20 }, 'CONDITION_NOT_MET'],
    ['an end before the beginning', { hoursPerWeek: 5, endsOn: inDays(-50) }, 'OUT_OF_RANGE'],
    ['an unknown commune', { hoursPerWeek: 5, communeCode: '15999' }, 'NOT_FOUND'],
  ])('refuses %s', async (_what, more, code) => {
    const family = await workers();
    const person = family.adults[0]?.id ?? '';
    await coordinator.does('recordEmployment', outside(person), 'employment { id }');
    const refused = await coordinator.act('recordEmployment', {
      ...outside(person, more),
      idempotencyKey: newKey(),
    });
    expect(refused.errors[0].code).toBe(code);
  });

  test('is not for a child, nor for another coordinator’s person', async () => {
    const family = await addFamily(served.admin, { followedBy: coordinator.id, children: [10] });
    const child = await coordinator.act('recordEmployment', {
      ...outside(family.children[0]?.id ?? ''),
      idempotencyKey: newKey(),
    });
    expect(child.errors[0].code).toBe('NO_WORK_PROFILE');
    const elsewhere = await served.add('COORDINATOR', { regions: ['44'] });
    const foreign = await elsewhere.act('recordEmployment', {
      ...outside(family.adults[0]?.id ?? ''),
      personId: idFor(served.world, elsewhere, 'Person', family.adults[0]?.id ?? ''),
      idempotencyKey: newKey(),
    });
    expect(foreign.errors[0].code).toBe('NOT_FOUND');
  });
});
