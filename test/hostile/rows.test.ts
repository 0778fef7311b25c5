import { randomUUID } from 'node:crypto';
import { isEnumType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { schemas } from '../../src/schema.ts';
import { home } from '../journeys/homes.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile rows');
let served: Served;
let a: Partner;
let b: Partner;
beforeAll(async () => {
  served = await serve();
  [a, b] = [await served.add('LANDLORD'), await served.add('LANDLORD')];
  for (const partner of [a, b])
    for (const externalReference of ['R-1', 'R-2', 'R-3'])
      await partner.does('createHousingOffer', { ...home, externalReference }, 'replayed');
});
afterAll(async () => {
  attacks.print();
  await served.close();
});

describe('a cursor', () => {
  const page =
    'query ($after: String) { housingOffers(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor hasNextPage } } }';
  const cursorOf = async (partner: Partner): Promise<string> =>
    (await partner.read(page)).housingOffers.pageInfo.endCursor;
  const refused = async (partner: Partner, after: string) => {
    const statements = vi.spyOn(served.pool, 'unsafe');
    const { errors, data } = await partner.ask(page, { after });
    const calls = statements.mock.calls.length;
    statements.mockRestore();
    return errors[0]?.extensions?.code === 'INVALID_CURSOR' && !data?.housingOffers && calls === 0;
  };

  test('with any byte flipped is refused without a statement; as it was it reads on', async () => {
    const cursor = await cursorOf(a);
    const bytes = Buffer.from(cursor, 'base64url');
    for (let place = 0; place < bytes.length; place += 1) {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(place) ^ (1 << (place % 8)), place);
      expect(attacks.count(await refused(a, forged.toString('base64url')))).toBe(true);
    }
    expect((await a.read(page, { after: cursor })).housingOffers.edges).toHaveLength(1);
  });

  test('of one partner is none for another, nor are those of usual libraries', async () => {
    const others = [
      await cursorOf(b),
      '',
      'null',
      'REM6VDpbXQ==',
      Buffer.from('J:{"id":1}').toString('base64'),
      Buffer.from('arrayconnection:1').toString('base64'),
      `' or 1=1`,
      'A'.repeat(9_000),
    ];
    for (const other of others) expect(attacks.count(await refused(a, other)), other).toBe(true);
  });
});

/** What `lists/list.ts` notes on an order's type. */
interface Extensions {
  orderColumns?: Record<string, { column: string }>;
  orderedType?: string;
}

describe('an order', () => {
  test.each(audiences)('of %s is by what its row shows, or by the row’s own instants', (audience) => {
    const types = schemas[audience].getTypeMap();
    const enums = Object.values(types)
      .filter(isEnumType)
      .filter(({ name }) => name.endsWith('Order'));
    for (const order of enums) {
      const { orderColumns, orderedType } = order.extensions as Extensions;
      const type = types[orderedType ?? ''];
      if (!orderColumns || !isObjectType(type)) throw new Error(`${order.name} does not say what it orders`);
      for (const { name } of order.getValues()) {
        const column = orderColumns[name]?.column ?? '';
        const shown = Object.hasOwn(type.getFields(), column) || ['createdAt', 'updatedAt'].includes(column);
        expect(attacks.count(shown), `${order.name}.${name} by ${column}`).toBe(true);
      }
    }
  });
});

describe('what fails in the database', () => {
  const document = `mutation ($one: CreateHousingOfferInput!, $two: CreateHousingOfferInput!, $three: CreateHousingOfferInput!) {
    one: createHousingOffer(input: $one) { errors { code } housingOffer { externalReference } }
    two: createHousingOffer(input: $two) { errors { code } housingOffer { externalReference } }
    three: createHousingOffer(input: $three) { errors { code } housingOffer { externalReference } } }`;

  test('is its own act’s failure: the acts before and after it are done', async () => {
    const input = (externalReference: string) => ({
      ...home,
      externalReference,
      idempotencyKey: randomUUID(),
    });
    const data = await a.read(document, { one: input('S-1'), two: input('R-1'), three: input('S-3') });
    expect(data.one).toEqual({ errors: [], housingOffer: { externalReference: 'S-1' } });
    expect(data.two).toEqual({ errors: [{ code: 'DUPLICATE' }], housingOffer: null });
    expect(data.three).toEqual({ errors: [], housingOffer: { externalReference: 'S-3' } });
    const kept =
      await served.admin`select from housing_offers where partner_id = ${a.id} and external_reference in ('S-1', 'S-3')`;
    expect(attacks.count(kept.length === 2)).toBe(true);
  });
});
