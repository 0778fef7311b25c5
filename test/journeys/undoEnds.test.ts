import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move, publishHome } from './homes.ts';
import { lease as leaseOf, tenancyState } from './leases.ts';
import { addFamily, idFor } from './people.ts';
import { acceptAll, answer, newKey, openPosition, present } from './positions.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;
let employer: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
  employer = await served.add('EMPLOYER');
});
afterAll(() => served.close());

type Row = { id: string; version: number };
const because = { reason: 'WRONG_ROW' };
const undo = (partner: Partner, row: Row, selection: string) =>
  partner.does('undoTransition', { ...move(row), ...because }, selection);
const refusal = async (partner: Partner, row: Row) => {
  const done = await partner.act('undoTransition', { ...move(row), ...because, idempotencyKey: newKey() });
  return done.errors.map(({ code }: { code: string }) => code);
};
const tenancy = `${tenancyState.slice(0, -1)} endReason tenants { givenName } offer { status } }`;
const lease = (leaseForm = 'DIRECT', more: object = {}) => leaseOf(coordinator, landlord, leaseForm, more);
const end = (row: Row, endsOn = inDays(0)) =>
  landlord.does('endTenancy', { ...move(row), endsOn, reason: 'OWN_CHOICE' }, tenancy);

describe('the end of a tenancy that was a mistake', () => {
  test.each([
    ['ACTIVE', null],
    ['NOTICE', inDays(40)],
  ])(
    'is taken back: %s again until the day that held before, the home let, the names open',
    async (status, endsOn) => {
      const { tenancy: signed } = await lease();
      const before =
        status === 'ACTIVE'
          ? signed
          : (
              await landlord.does(
                'recordNotice',
                { ...move(signed), noticeGivenOn: inDays(0), endsOn },
                tenancy,
              )
            ).tenancy;
      const ended = (await end(before)).tenancy;
      expect(ended).toMatchObject({ status: 'ENDED', endsOn: inDays(0), offer: { status: 'CLOSED' } });
      const back = (await undo(landlord, ended, tenancy)).tenancy;
      expect(back).toMatchObject({ status, endsOn, endReason: null, offer: { status: 'LET' } });
      expect(back.tenants).toHaveLength(2);
      expect(await refusal(landlord, back)).toEqual(['STATE_TRANSITION_NOT_ALLOWED']);
    },
  );

  test('whose names had closed opens them anew, under new receipts', async () => {
    const { tenancy: signed } = await lease('DIRECT', { signedOn: inDays(-300), startsOn: inDays(-300) });
    const ended = (await end(signed, inDays(-200))).tenancy;
    await served.admin`update disclosures set expires_at = now() - interval '1 day' where purpose = 'TENANCY' and closed_at is null`;
    const count = async () =>
      Number((await served.admin`select count(*) from disclosures where purpose = 'TENANCY'`)[0]?.count);
    const receipts = await count();
    const back = (await undo(coordinator, await seenByCoordinator(ended), tenancyState)).tenancy;
    expect(back.status).toBe('ACTIVE');
    expect(await count()).toBe(receipts + 2);
    const { tenancies } = await landlord.read(
      '{ tenancies(orderBy: CREATED_AT_DESC, first: 1) { edges { node { tenants { givenName } } } } }',
    );
    expect(tenancies.edges[0].node.tenants).toHaveLength(2);
  });

  test('stands once the home is offered anew under its reference, or the family lives elsewhere', async () => {
    const first = await lease();
    const ended = (await end(first.tenancy)).tenancy;
    await publishHome(landlord, { externalReference: first.reference });
    expect(await refusal(landlord, ended)).toEqual(['DUPLICATE']);

    const second = await lease();
    const left = (await end(second.tenancy, inDays(-1))).tenancy;
    const home = { communeCode: '15014', leaseForm: 'DIRECT', leaseholder: 'FAMILY', rentCents: 40_000 };
    await coordinator.does(
      'recordTenancy',
      { familyId: second.family.id, ...home, signedOn: inDays(0), startsOn: inDays(0) },
      'tenancy { id }',
    );
    expect(await refusal(landlord, left)).toEqual(['CONDITION_NOT_MET']);
  });

  test('after seven days only by a coordinator of the family; before its first day not at all', async () => {
    const { tenancy: signed } = await lease();
    const ended = (await end(signed)).tenancy;
    await served.admin`update journal_entries set at = at - interval '8 days' where machine = 'tenancy'`;
    expect(await refusal(landlord, ended)).toEqual(['DEADLINE_PASSED']);
    const elsewhere = await served.add('COORDINATOR', { regions: ['76'] });
    expect(await refusal(elsewhere, await seenBy(elsewhere, ended))).toEqual(['NOT_FOUND']);
    expect((await undo(coordinator, await seenByCoordinator(ended), tenancyState)).tenancy.status).toBe(
      'ACTIVE',
    );

    const planned = await lease('DIRECT', { startsOn: inDays(10) });
    const cancelled = (await end(planned.tenancy)).tenancy;
    expect(cancelled.status).toBe('CANCELLED');
    expect(await refusal(landlord, cancelled)).toEqual(['STATE_TRANSITION_NOT_ALLOWED']);
  });
});

/** The newest tenancy, under the id that this partner would read. */
async function seenBy(partner: Partner, { version }: Row): Promise<Row> {
  const [row] = await served.admin`select id from tenancies order by created_at desc limit 1`;
  return { id: idFor(served.world, partner, 'Tenancy', String(row?.id)), version };
}
const seenByCoordinator = (row: Row) => seenBy(coordinator, row);

describe('a lease that slid by mistake', () => {
  test('is the programme’s again, until the day that was planned; and can slide again', async () => {
    const { tenancy: signed } = await lease('SLIDING');
    await served.admin`update tenancies set slides_on = ${inDays(90)} where status = 'ACTIVE' and leaseholder = 'PROGRAMME'`;
    const slide = (row: Row) =>
      landlord.does('slideLease', { ...move(row), slidesOn: inDays(0) }, tenancyState);
    const slid = (await slide({ ...signed, version: signed.version + 1 })).tenancy;
    const back = (await undo(landlord, slid, tenancyState)).tenancy;
    expect(back).toMatchObject({ status: 'ACTIVE', leaseholder: 'PROGRAMME', slidesOn: inDays(90) });
    expect(await refusal(landlord, back)).toEqual(['STATE_TRANSITION_NOT_ALLOWED']);
    const again = (await slide(back)).tenancy;
    expect(again.leaseholder).toBe('FAMILY');
    const ended = (await end(again)).tenancy;
    expect((await undo(landlord, ended, tenancyState)).tenancy).toMatchObject({
      status: 'ACTIVE',
      leaseholder: 'FAMILY',
    });
  });
});

const employment =
  'employment { id version endsOn endReason identity { givenName } offer { status positionsFilled } }';
const adult = () =>
  addFamily(served.admin, {
    followedBy: coordinator.id,
    adults: 1,
    consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
  });

/** Somebody hired for a new position; the employment as its employer reads it. */
async function hired(more: object = {}): Promise<{ employment: Reply; person: string; application: string }> {
  const family = await adult();
  const person = family.adults[0]?.id ?? '';
  const offer = await openPosition(employer, served, more);
  const application = await present(served, coordinator, employer, offer.uuid, person);
  await acceptAll(coordinator, employer, application);
  await answer(employer, 'confirmHire', application.employers, { startsOn: inDays(-40), hoursPerWeek: 35 });
  const { employments } = await employer.read(
    '{ employments(orderBy: CREATED_AT_DESC, first: 1) { edges { node { id version } } } }',
  );
  return { employment: employments.edges[0].node, person, application: application.coordinators };
}
const endWork = (row: Row, reason: string, endsOn = inDays(0)) =>
  employer.does('endEmployment', { ...move(row), endsOn, reason }, employment);

describe('the end of an employment that was a mistake', () => {
  test('is taken back: it runs on as before, and the name is open', async () => {
    const { employment: began } = await hired();
    const ended = (await endWork(began, 'RESIGNED')).employment;
    const back = (await undo(employer, ended, employment)).employment;
    expect(back).toMatchObject({
      endsOn: null,
      endReason: null,
      identity: { givenName: expect.any(String) },
    });
    const [open] =
      await served.admin`select count(*)::int as n, max(expires_at)::text as until from disclosures
      where employment_id = (select id from employments order by created_at desc limit 1) and closed_at is null`;
    expect(open).toEqual({ n: 1, until: 'infinity' });
    expect(await refusal(employer, back)).toEqual(['STATE_TRANSITION_NOT_ALLOWED']);
  });

  test('of somebody who did start takes the position again, unless it is another’s', async () => {
    const { employment: began } = await hired();
    const ended = (await endWork(began, 'DID_NOT_START')).employment;
    expect(ended.offer).toEqual({ status: 'OPEN', positionsFilled: 0 });
    const back = (await undo(employer, ended, employment)).employment;
    expect(back).toMatchObject({ endReason: null, offer: { status: 'FILLED', positionsFilled: 1 } });

    const again = (await endWork(back, 'DID_NOT_START')).employment;
    const [offer] = await served.admin`select id from job_offers order by created_at desc limit 1`;
    const other = await present(
      served,
      coordinator,
      employer,
      String(offer?.id),
      (await adult()).adults[0]?.id ?? '',
    );
    await acceptAll(coordinator, employer, other);
    await answer(employer, 'confirmHire', other.employers, { startsOn: inDays(0), hoursPerWeek: 35 });
    expect(await refusal(employer, again)).toEqual(['OFFER_FULL']);
  });

  test('stands once the person works elsewhere for the hours that it left, or somebody said that it was gone', async () => {
    const { employment: began, person } = await hired();
    const ended = (await endWork(began, 'RESIGNED', inDays(-5))).employment;
    const elsewhere = {
      contract: 'CDI',
      rome: 'G1602',
      hoursPerWeek: 20,
      communeCode: '15014',
      startsOn: inDays(0),
    };
    const personId = idFor(served.world, coordinator, 'Person', person);
    await coordinator.does('recordEmployment', { personId, ...elsewhere }, 'employment { id }');
    expect(await refusal(employer, ended)).toEqual(['CONDITION_NOT_MET']);

    const { employment: other } = await hired();
    const gone = (await endWork(other, 'RESIGNED', inDays(-20))).employment;
    const said = await employer.does(
      'confirmStillInPost',
      { ...move(gone), month: 1, stillInPost: false },
      employment,
    );
    expect(await refusal(employer, said.employment)).toEqual(['CONDITION_NOT_MET']);
  });

  test('not by another employer, and by a coordinator at any time', async () => {
    const { employment: began } = await hired();
    const ended = (await endWork(began, 'RESIGNED')).employment;
    const rival = await served.add('EMPLOYER');
    expect(await refusal(rival, ended)).toEqual(['NOT_FOUND']);
    await served.admin`update journal_entries set at = at - interval '8 days' where machine = 'employment'`;
    expect(await refusal(employer, ended)).toEqual(['DEADLINE_PASSED']);
    const [row] = await served.admin`select id from employments order by created_at desc limit 1`;
    const theirs = { ...ended, id: idFor(served.world, coordinator, 'Employment', String(row?.id)) };
    expect((await undo(coordinator, theirs, 'employment { endReason }')).employment.endReason).toBeNull();
  });
});
