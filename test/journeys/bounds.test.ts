import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { home, move, registerFamily } from './homes.ts';
import { lease } from './leases.ts';
import { addFamily, idFor } from './people.ts';
import { position } from './positions.ts';
import { rowsWritten } from './rowsWritten.ts';

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

/** The fields that are refused as out of range, alike when only the rules are asked for. */
async function refused(partner: Partner, mutation: string, input: object): Promise<string[]> {
  const before = await rowsWritten(served.admin);
  const fields = async (more: object) =>
    (await partner.act(mutation, { ...input, ...more, idempotencyKey: randomUUID() })).errors.map(
      ({ code, path }: { code: string; path: string[] }) => `${code} ${path.at(-1)}`,
    );
  const dry = await fields({ validateOnly: true });
  expect(await fields({})).toEqual(dry);
  expect(await rowsWritten(served.admin)).toBe(before);
  return dry;
}

describe('a home on offer', () => {
  test.each([
    ['a rent of nothing', { rentCents: 0 }, 'rentCents'],
    ['a rent of 99 cents', { rentCents: 99 }, 'rentCents'],
    ['free in 2100', { availableFrom: '2100-01-01' }, 'availableFrom'],
    ['free since 1900', { availableFrom: '1900-01-01' }, 'availableFrom'],
  ])('is not %s', async (_what, wrong, field) => {
    expect(await refused(landlord, 'createHousingOffer', { ...home, ...wrong })).toEqual([
      `OUT_OF_RANGE ${field}`,
    ]);
  });

  test('may cost a euro, no charges, no deposit, and have been free for years; a change is bound alike', async () => {
    const made = await landlord.does(
      'createHousingOffer',
      { ...home, rentCents: 100, chargesCents: 0, depositCents: 0, availableFrom: inDays(-3000) },
      'housingOffer { id version rentCents }',
    );
    const row = move(made.housingOffer);
    for (const wrong of [{ rentCents: 0 }, { availableFrom: inDays(400) }])
      expect(await refused(landlord, 'updateHousingOffer', { ...row, ...wrong })).toEqual([
        `OUT_OF_RANGE ${Object.keys(wrong)[0]}`,
      ]);
    await landlord.does('updateHousingOffer', { ...row, availableFrom: inDays(300) }, 'housingOffer { id }');
  });

  test('lies in any of the six regions, of its landlord’s or not', async () => {
    const made = await landlord.does(
      'createHousingOffer',
      { ...home, communeCode: '67482' },
      'housingOffer { commune { region { code } } }',
    );
    expect(made.housingOffer.commune.region.code).toBe('44');
  });
});

describe('a position on offer', () => {
  test.each(['2100-01-01', '2016-02-01'])(
    'does not begin on %s: its wage is that of its first day',
    async (startsOn) => {
      expect(
        await refused(employer, 'createJobOffer', { ...position, startsOn, grossHourlyCents: 1_400 }),
      ).toEqual(['OUT_OF_RANGE startsOn']);
    },
  );

  test('began last week, or begins in half a year; a change is bound alike', async () => {
    const { jobOffer } = await employer.does(
      'createJobOffer',
      { ...position, startsOn: inDays(-7) },
      'jobOffer { id version }',
    );
    const row = move(jobOffer);
    expect(await refused(employer, 'updateJobOffer', { ...row, startsOn: '2016-02-01' })).toEqual([
      'OUT_OF_RANGE startsOn',
    ]);
    await employer.does('updateJobOffer', { ...row, startsOn: inDays(180) }, 'jobOffer { id }');
  });
});

describe('a contract', () => {
  test('of a home ends within twelve years, and its notice was given within the last', async () => {
    const { tenancy } = await lease(coordinator, landlord, 'DIRECT', { endsOn: inDays(11 * 365) });
    const notice = { ...move(tenancy), noticeGivenOn: inDays(0), endsOn: inDays(30) };
    for (const noticeGivenOn of [inDays(3), '1900-01-01'])
      expect(await refused(landlord, 'recordNotice', { ...notice, noticeGivenOn })).toEqual([
        'OUT_OF_RANGE noticeGivenOn',
      ]);
    const given = await landlord.does('recordNotice', notice, 'tenancy { id version }');
    const back = move(given.tenancy);
    expect(await refused(landlord, 'withdrawNotice', { ...back, endsOn: '2100-01-01' })).toEqual([
      'OUT_OF_RANGE endsOn',
    ]);
    await landlord.does('withdrawNotice', { ...back, endsOn: inDays(400) }, 'tenancy { id }');
  });

  test('found outside the programme has the same bounds, but for a roof that costs nothing', async () => {
    const { id } = await registerFamily(coordinator);
    const found = { communeCode: '15014', leaseForm: 'SLIDING', leaseholder: 'PROGRAMME', rentCents: 0 };
    const days = { signedOn: inDays(-1), startsOn: inDays(0) };
    const tenancy = { familyId: id, ...found, ...days };
    for (const wrong of [
      { startsOn: inDays(400) },
      { endsOn: '2100-01-01' },
      { endsOn: inDays(-1) },
      { slidesOn: '2100-01-01' },
    ])
      expect(await refused(coordinator, 'recordTenancy', { ...tenancy, ...wrong })).toEqual([
        `OUT_OF_RANGE ${Object.keys(wrong)[0]}`,
      ]);
    await coordinator.does('recordTenancy', { ...tenancy, slidesOn: inDays(500) }, 'tenancy { id }');

    const family = await addFamily(served.admin, { followedBy: coordinator.id, adults: 1 });
    const personId = idFor(served.world, coordinator, 'Person', family.adults[0]?.id ?? '');
    const job = { personId, communeCode: '15014', contract: 'CDD', rome: 'G1602', hoursPerWeek: 35 };
    for (const wrong of [{ startsOn: inDays(400) }, { startsOn: inDays(0), endsOn: inDays(61 * 31) }])
      expect(await refused(coordinator, 'recordEmployment', { ...job, ...wrong })).toEqual([
        `OUT_OF_RANGE ${Object.keys(wrong).at(-1)}`,
      ]);
    await coordinator.does(
      'recordEmployment',
      { ...job, startsOn: inDays(-2000), endsOn: inDays(-1000) },
      'employment { id }',
    );
  });
});
