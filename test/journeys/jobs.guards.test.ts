import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { addFamily, type TestFamily } from './people.ts';
import { acceptAll, answer, openPosition, present } from './positions.ts';

let served: Served;
let coordinator: Partner;
let employer: Partner;
let family: TestFamily;
let offer: { id: string; uuid: string };
let application: { uuid: string; coordinators: string; employers: string };

const sql = (partner: Partner, statement: string) => asPartner(served.admin, partner, statement);

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  employer = await served.add('EMPLOYER');
  const consents = ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'] as const;
  family = await addFamily(served.admin, { followedBy: coordinator.id, consents, adults: 2 });
  offer = await openPosition(employer, served);
  application = await present(served, coordinator, employer, offer.uuid, family.adults[0]?.id ?? '');
  await answer(employer, 'expressInterest', application.employers);
}, 120_000);

afterAll(() => served.close());

const move = (status: string) =>
  `update job_applications set status = '${status}' where id = '${application.uuid}'`;

test('an employer’s own session cannot disclose, hire or withdraw what is not there yet', async () => {
  for (const status of ['DISCLOSED', 'ACCEPTED', 'HIRED', 'WITHDRAWN', 'OBSOLETE', 'EXPIRED'])
    expect((await sql(employer, move(status))).refused, status).toBe('UT001');
  expect((await sql(employer, move('DECLINED'))).refused).toBe('23514');
  expect((await sql(coordinator, move('DISCLOSED'))).refused).toBeNull();
});

test('a coordinator’s session presents nobody without consent, nor anybody in an employer’s stead', async () => {
  await served.admin`update consents set revoked_on = current_date where person_id = ${family.adults[1]?.id ?? ''}`;
  const insert = `insert into job_applications (id, partner_id, offer_id, person_id, family_id, followed_by, status, presented_at, expires_at)
    values (gen_random_uuid(), '${employer.id}', '${offer.uuid}', '${family.adults[1]?.id}', '${family.id}', '${coordinator.id}',
            'PRESENTED', now(), now() + interval '60 days')`;
  expect((await sql(coordinator, insert)).refused).toBe('UT006');
  expect((await sql(employer, insert)).refused).toBe('42501');
  expect((await sql(coordinator, move('ACCEPTED'))).refused).toBe('UT001');
});

test('nobody’s session writes what a hire writes', async () => {
  for (const partner of [employer, coordinator]) {
    for (const statement of [
      `update job_offers set positions_filled = 1 where id = '${offer.uuid}'`,
      `insert into employments (id, partner_id, offer_id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on)
         values (gen_random_uuid(), '${employer.id}', '${offer.uuid}', '${family.adults[0]?.id}', '${family.id}', '${coordinator.id}', '15014', 'CDI', 'G1602', 35, current_date)`,
      `update disclosures set level = 'IDENTITY' where application_id = '${application.uuid}'`,
    ])
      expect((await sql(partner, statement)).refused).toBe('42501');
  }
});

test('the contract keeps the name open until 3 months after its last day, and not the work profile', async () => {
  const position = await openPosition(employer, served);
  const person = family.adults[0]?.id ?? '';
  const hired = await present(served, coordinator, employer, position.uuid, person);
  await acceptAll(coordinator, employer, hired);
  const hire = { startsOn: inDays(1), endsOn: inDays(100), hoursPerWeek: 35 };
  await answer(employer, 'confirmHire', hired.employers, hire);
  const receipts = await served.admin`
    select d.purpose, d.level, d.closed_at is null as open,
           d.expires_at = access.after_day((e.ends_on + interval '3 months')::date) as ends_in_time
    from disclosures d left join employments e on e.id = d.employment_id
    where d.person_id = ${person} and (d.employment_id is not null or d.application_id = ${hired.uuid})
    order by d.purpose, d.level`;
  expect(receipts).toEqual([
    { purpose: 'CONTRACT', level: 'IDENTITY', open: true, ends_in_time: true },
    { purpose: 'EMPLOYMENT', level: 'CARD', open: false, ends_in_time: null },
    { purpose: 'EMPLOYMENT', level: 'IDENTITY', open: false, ends_in_time: null },
  ]);
  expect((await sql(employer, `select id, rome from job_offers where id = '${position.uuid}'`)).count).toBe(
    1,
  );
  expect((await sql(employer, `select occupations from persons where id = '${person}'`)).count).toBe(0);
  expect(
    (await sql(employer, `select given_name from person_identities where person_id = '${person}'`)).count,
  ).toBe(1);
});
