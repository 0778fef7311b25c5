import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move, offerSeenBy, publishHome, registerFamily, sendProposal } from './homes.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const state = 'housingProposal { id version status }';
const changes: [string, object][] = [
  ['kind', { kind: 'HOUSE' }],
  ['floor', { floor: 4 }],
  ['lift', { lift: true }],
  ['furnished', { furnished: true }],
  ['energyClass', { energyClass: 'G' }],
  ['rentCents', { rentCents: 61_000 }],
  ['availableFrom', { availableFrom: '2027-02-01' }],
];

/** A home and a family's yes to it, not sent yet. */
async function accepted() {
  const externalReference = randomUUID();
  const offer = await publishHome(landlord, { externalReference });
  const family = await registerFamily(coordinator);
  const { id: offerId } = await offerSeenBy(coordinator, externalReference);
  const leaseholderIds = family.adults.map(({ id }) => id);
  const asked = { familyId: family.id, offerId, leaseholderIds, guarantee: 'FSL' };
  const { housingProposal } = await coordinator.does('proposeHousing', asked, state);
  return { offer, proposal: await answer(housingProposal) };
}

async function answer(proposal: { id: string; version: number }) {
  const said = { ...move(proposal), answer: 'ACCEPTED' };
  return (await coordinator.does('recordFamilyAnswer', said, state)).housingProposal;
}

const change = async (offer: { id: string; version: number }, given: object) =>
  (await landlord.does('updateHousingOffer', { ...move(offer), ...given }, 'housingOffer { id version }'))
    .housingOffer;

const send = (proposal: { id: string; version: number }) =>
  coordinator.act('sendProposalToLandlord', { ...move(proposal), idempotencyKey: randomUUID() }, state);

const codesOf = ({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code);

describe('what a family was told of a home', () => {
  test('stays while the landlord has its card', async () => {
    const family = await registerFamily(coordinator);
    const offer = await publishHome(landlord, { externalReference: 'frozen' });
    await sendProposal(coordinator, family, 'frozen');
    const { housingOffer } = await landlord.read('query Q($id: ID!) { housingOffer(id: $id) { version } }', {
      id: offer.id,
    });
    for (const [field, given] of changes) {
      const input = { id: offer.id, expectedVersion: housingOffer.version, ...given };
      const { errors } = await landlord.act('updateHousingOffer', { ...input, idempotencyKey: randomUUID() });
      expect(errors).toMatchObject([{ code: 'OFFER_RESERVED', path: ['input', field] }]);
    }
  });

  test.each(changes)(
    'may change before that, and the landlord learns nothing of a yes; the yes is then none to send: %s',
    async (_field, given) => {
      const { offer, proposal } = await accepted();
      await change(offer, given);
      expect(codesOf(await send(proposal))).toEqual(['OFFER_CHANGED']);
      const { housingProposals } = await landlord.read(
        '{ housingProposals(orderBy: CREATED_AT_DESC, first: 1, filter: { status: [FAMILY_ACCEPTED] }) { edges { cursor } } }',
      );
      expect(housingProposals.edges).toEqual([]);
    },
  );

  test('is asked anew: the answer is taken back, given again, and sent', async () => {
    const { offer, proposal } = await accepted();
    await change(offer, { rentCents: 52_000 });
    expect(codesOf(await send(proposal))).toEqual(['OFFER_CHANGED']);
    const { housingProposal } = await coordinator.does(
      'undoTransition',
      { ...move(proposal), reason: 'MISUNDERSTOOD' },
      state,
    );
    expect(housingProposal.status).toBe('PROPOSED_TO_FAMILY');
    expect(codesOf(await send(await answer(housingProposal)))).toEqual([]);
  });

  test('has not changed by other words, a confirmation or a change before the yes', async () => {
    const { offer, proposal } = await accepted();
    const reworded = await change(offer, { description: 'Près de l’école.' });
    await landlord.does('confirmHousingOffers', { ids: [reworded.id] }, 'housingOffers { id }');
    expect(codesOf(await send(proposal))).toEqual([]);
  });

  test('is seen to change at the very moment of the sending', async () => {
    const { offer, proposal } = await accepted();
    let sending: ReturnType<typeof send> | undefined;
    await served.admin.begin(async (sql) => {
      await sql`update housing_offers set rent_cents = rent_cents + 1
        where external_reference = (select external_reference from housing_offers order by created_at desc limit 1)`;
      sending = send(proposal);
      await pause(500);
    });
    expect(codesOf(await sending)).toEqual(['OFFER_CHANGED']);
    expect(offer.version).toBeGreaterThan(0);
  });
});
