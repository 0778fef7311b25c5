import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home, publishHome } from '../journeys/homes.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let landlord: Partner;
beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const create = (selection: string) =>
  `mutation A($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) { replayed errors { code } housingOffer ${selection} } }`;
const offersKept = async (externalReference: string) => {
  const [row] = await served.admin<{ count: number }[]>`
    select count(*)::int from housing_offers where external_reference = ${externalReference}`;
  return row?.count;
};
const named = () => ({ ...home, externalReference: randomUUID(), idempotencyKey: randomUUID() });

describe('an act whose object cannot be read as it was asked for', () => {
  test('is done, and says so: no refusal, no object, an error that names the object; its key answers it', async () => {
    const input = named();
    const answer = await landlord.ask(create('{ id proposals(first: 0) { edges { cursor } } }'), { input });
    expect(answer.data?.createHousingOffer).toEqual({ replayed: false, errors: [], housingOffer: null });
    expect(answer.errors).toMatchObject([
      { path: ['createHousingOffer', 'housingOffer'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(await offersKept(input.externalReference)).toBe(1);
    const again = await landlord.read(create('{ id externalReference }'), { input });
    expect(again.createHousingOffer).toMatchObject({
      replayed: true,
      errors: [],
      housingOffer: { externalReference: input.externalReference },
    });
    expect(await offersKept(input.externalReference)).toBe(1);
  });

  test('is not done where the database gave up reading: no data, and its key is free', async () => {
    const input = named();
    await landlord.read('{ housingOffers(first: 1) { edges { cursor } } }');
    await served.admin.begin(async (sql) => {
      await sql`lock table housing_proposals in access exclusive mode`;
      const answer = await landlord.ask(create('{ id proposals(first: 1) { edges { cursor } } }'), { input });
      expect(answer).toMatchObject({
        status: 504,
        data: null,
        errors: [{ extensions: { code: 'TIMEOUT' } }],
      });
    });
    expect(await offersKept(input.externalReference)).toBe(0);
    const again = await landlord.read(create('{ externalReference }'), { input });
    expect(again.createHousingOffer).toMatchObject({ replayed: false, errors: [] });
  });
});

describe('null and absent', () => {
  test('are the same input where nothing is there to be cleared', async () => {
    const input = named();
    const first = await landlord.act('createHousingOffer', input, 'housingOffer { id }');
    const second = await landlord.act(
      'createHousingOffer',
      { ...input, description: null, siteSiret: null },
      'housingOffer { id }',
    );
    expect(second).toMatchObject({ replayed: true, errors: [], housingOffer: first.housingOffer });
  });

  test('are two where null clears', async () => {
    const offer = await publishHome(landlord, { externalReference: randomUUID(), description: 'Au calme.' });
    const update = { id: offer.id, expectedVersion: offer.version, floor: 3, idempotencyKey: randomUUID() };
    expect((await landlord.act('updateHousingOffer', update)).errors).toEqual([]);
    const { errors } = await landlord.act('updateHousingOffer', { ...update, description: null });
    expect(errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });
});
