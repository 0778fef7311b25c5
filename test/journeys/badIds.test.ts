import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { publishHome, registerFamily } from './homes.ts';

let served: Served;
let landlord: Partner;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
  coordinator = await served.add('COORDINATOR');
});
afterAll(() => served.close());

const key = () => randomUUID();

describe('ids and cursors', () => {
  test('a wrong id and an id of another type are as unknown as another’s', async () => {
    const offer = await publishHome(landlord);
    const proposalShaped = offer.id.replace('hof_', 'hpr_');
    for (const [mutation, id] of [
      ['pauseHousingOffer', 'hof_AAAAAAAAAAAAAAAAAAAAAA'],
      ['pauseHousingOffer', proposalShaped],
      ['acceptHousingProposal', offer.id],
      ['acceptHousingProposal', proposalShaped],
      ['pauseHousingOffer', "1' or 1=1"],
    ] as const) {
      const { errors } = await landlord.act(mutation, { id, expectedVersion: 1, idempotencyKey: key() });
      expect(errors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'id'] }]);
    }
  });
  test('a forged cursor, and a cursor of another order, filter or list', async () => {
    await publishHome(landlord);
    const page = await landlord.read('{ housingOffers(first: 1) { pageInfo { endCursor } } }');
    const cursor: string = page.housingOffers.pageInfo.endCursor;
    const flipped = `${cursor[0] === 'A' ? 'B' : 'A'}${cursor.slice(1)}`;
    for (const query of [
      `{ housingOffers(after: "${flipped}") { edges { cursor } } }`,
      '{ housingOffers(after: "REM6VDpbXQ==") { edges { cursor } } }',
      `{ housingOffers(after: "${cursor}", orderBy: UPDATED_AT_ASC) { edges { cursor } } }`,
      `{ housingOffers(after: "${cursor}", filter: { status: [PUBLISHED] }) { edges { cursor } } }`,
      `{ housingProposals(after: "${cursor}") { edges { cursor } } }`,
    ]) {
      expect((await landlord.ask(query)).errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }]);
    }
    expect(
      (await landlord.read(`{ housingOffers(after: "${cursor}") { edges { cursor } } }`)).housingOffers.edges
        .length,
    ).toBeGreaterThan(0);
  });
  test('filters that say the same have the same cursors', async () => {
    await publishHome(landlord);
    const cursorUnder = async (filter: string) =>
      (await landlord.read(`{ housingOffers(first: 1${filter}) { pageInfo { endCursor } } }`)).housingOffers
        .pageInfo.endCursor;
    const whole = await cursorUnder('');
    for (const filter of ['filter: {}', 'filter: null', 'filter: { status: null }'])
      expect(await cursorUnder(`, ${filter}`)).toBe(whole);
    const [one, other] = ['status: [PUBLISHED], typology: null', 'updatedSince: null, status: [PUBLISHED]'];
    expect(await cursorUnder(`, filter: { ${one} }`)).toBe(await cursorUnder(`, filter: { ${other} }`));
    expect(await cursorUnder(`, filter: { ${one} }`)).not.toBe(whole);
  });
});

test('a family of another coordinator, nobody’s, and an id of another type are one answer', async () => {
  const other = await served.add('COORDINATOR', { regions: ['52'] });
  const theirs = await registerFamily(other, '52');
  const offer = await publishHome(landlord);
  const answers = [];
  for (const familyId of [theirs.id, 'fam_AAAAAAAAAAAAAAAAAAAAAA', offer.id]) {
    const payload = await coordinator.act('updateFamily', {
      id: familyId,
      expectedVersion: 1,
      interpreterNeeded: false,
      idempotencyKey: key(),
    });
    answers.push(JSON.stringify(payload));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('NOT_FOUND');
});
