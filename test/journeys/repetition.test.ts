import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { home, move, publishHome } from './homes.ts';
import { rowsWritten } from './rowsWritten.ts';

let served: Served;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const key = () => randomUUID();
const written = () => rowsWritten(served.admin);

describe('versions, states and repetition', () => {
  test('a stale version is refused with the current one', async () => {
    const offer = await publishHome(landlord);
    const before = await written();
    const { errors } = await landlord.act('pauseHousingOffer', {
      id: offer.id,
      expectedVersion: 1,
      idempotencyKey: key(),
    });
    expect(errors).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: offer.version }]);
    expect(await written()).toBe(before);
  });
  test('a transition that is not allowed', async () => {
    const created = await landlord.does('createHousingOffer', home, 'housingOffer { id version }');
    const { errors } = await landlord.act('pauseHousingOffer', {
      ...move(created.housingOffer),
      idempotencyKey: key(),
    });
    expect(errors).toMatchObject([{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['input', 'id'] }]);
  });
  test('the same key and input give the first result again, and write nothing', async () => {
    const idempotencyKey = key();
    const first = await landlord.act(
      'createHousingOffer',
      { ...home, idempotencyKey },
      'housingOffer { id }',
    );
    const before = await written();
    const second = await landlord.act(
      'createHousingOffer',
      { ...home, idempotencyKey },
      'housingOffer { id }',
    );
    expect(second).toMatchObject({ errors: [], replayed: true, housingOffer: first.housingOffer });
    expect(await written()).toBe(before);
  });
  test('the same key with another input is refused; another partner’s same key is its own', async () => {
    const idempotencyKey = key();
    await landlord.act('createHousingOffer', { ...home, idempotencyKey });
    const reused = await landlord.act('createHousingOffer', { ...home, rentCents: 40_000, idempotencyKey });
    expect(reused.errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] },
    ]);
    const other = await served.add('LANDLORD');
    expect(
      await other.act('createHousingOffer', { ...home, rentCents: 41_000, idempotencyKey }),
    ).toMatchObject({
      errors: [],
      replayed: false,
    });
  });
  test('a refused act leaves its key free, and validateOnly writes nothing at all', async () => {
    const idempotencyKey = key();
    await landlord.act('createHousingOffer', { ...home, rentCents: -1, idempotencyKey });
    const before = await written();
    const validated = await landlord.act(
      'createHousingOffer',
      { ...home, idempotencyKey, validateOnly: true },
      'housingOffer { id }',
    );
    expect(validated).toMatchObject({ errors: [], housingOffer: null });
    expect(await written()).toBe(before);
    expect(await landlord.act('createHousingOffer', { ...home, idempotencyKey })).toMatchObject({
      errors: [],
      replayed: false,
    });
  });
  test('an external reference that one of your offers holds is told with that offer’s id, another landlord’s is not', async () => {
    const first = await publishHome(landlord, { externalReference: 'R-1' });
    const { errors } = await landlord.act('createHousingOffer', {
      ...home,
      externalReference: 'R-1',
      idempotencyKey: key(),
    });
    expect(errors).toMatchObject([
      { code: 'DUPLICATE', path: ['input', 'externalReference'], existingId: first.id },
    ]);
    const other = await served.add('LANDLORD');
    expect(
      (await other.act('createHousingOffer', { ...home, externalReference: 'R-1', idempotencyKey: key() }))
        .errors,
    ).toEqual([]);
  });
});
