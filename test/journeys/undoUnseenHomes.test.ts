import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { consent, move, offerSeenBy, publishHome, registerFamily, sendProposal } from './homes.ts';
import { lease as leaseOf } from './leases.ts';
import { newKey } from './positions.ts';
import { meanwhile, notYours, type Row, refusals, undo, unseen } from './undone.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const familyOfHome = (reference: string) =>
  `(select p.family_id from housing_proposals p join housing_offers o on o.id = p.offer_id where o.external_reference = '${reference}' limit 1)`;

let homes = 0;
const newHome = async () => {
  homes += 1;
  const reference = `UNSEEN-${homes}`;
  return { reference, offer: await publishHome(landlord, { externalReference: reference }) };
};

async function proposed(reference: string) {
  const family = await registerFamily(coordinator);
  const offer = await offerSeenBy(coordinator, reference);
  const { housingProposal } = await coordinator.does(
    'proposeHousing',
    {
      familyId: family.id,
      offerId: offer.id,
      leaseholderIds: family.adults.map(({ id }) => id),
      guarantee: 'VISALE',
      monthlyResourcesCents: 160_000,
      programmeContact: 'Aurore Aurillac',
    },
    'housingProposal { id version status }',
  );
  return { family, proposal: housingProposal as Row };
}

describe('a home is taken off the market by its landlord', () => {
  const offer = 'housingOffer { id version status }';

  test('whether or not a family was asked about the home; what it was asked stays, and can be sent once it is on offer', async () => {
    const { reference, offer: published } = await newHome();
    const { proposal } = await proposed(reference);
    expect(await refusals(landlord, published, { validateOnly: true })).toEqual([]);
    const draft = await undo(landlord, published, offer);
    expect(draft.housingOffer.status).toBe('DRAFT');
    const state = 'housingProposal { id version status }';
    const yes = await coordinator.does(
      'recordFamilyAnswer',
      { ...move(proposal), answer: 'ACCEPTED' },
      state,
    );
    const early = { ...move(yes.housingProposal), idempotencyKey: newKey() };
    expect((await coordinator.act('sendProposalToLandlord', early)).errors[0].code).toBe(
      'OFFER_NOT_AVAILABLE',
    );
    await landlord.does('publishHousingOffer', move(draft.housingOffer), offer);
    await coordinator.does('sendProposalToLandlord', move(yes.housingProposal), state);
    const { housingOffer } = await landlord.read(
      'query One($r: String!) { housingOffer(externalReference: $r) { status proposals { edges { node { status } } } } }',
      { r: reference },
    );
    expect(housingOffer).toMatchObject({
      status: 'RESERVED',
      proposals: { edges: [{ node: { status: 'SENT_TO_LANDLORD' } }] },
    });
  });
});

describe('a landlord’s no that the programme can no longer take back', () => {
  async function declined() {
    const { reference } = await newHome();
    const family = await registerFamily(coordinator);
    for (const { id } of family.adults) await consent(coordinator, id, 'HOUSING_IDENTITY');
    await sendProposal(coordinator, family, reference);
    const { housingOffer } = await landlord.read(
      'query One($r: String!) { housingOffer(externalReference: $r) { id version proposals { edges { node { id version } } } } }',
      { r: reference },
    );
    const no = await landlord.does(
      'declineHousingProposal',
      { ...move(housingOffer.proposals.edges[0].node), reason: 'RANKED_LOWER' },
      'housingProposal { id version }',
    );
    return { reference, family, no: no.housingProposal as Row };
  }

  test('has one answer, whatever became of the family or of the home unseen', async () => {
    const left = await declined();
    await meanwhile(
      served,
      `update families set journey = 'EXITED', exit_reason = 'DECEASED' where id = ${familyOfHome(left.reference)}`,
    );
    expect(await refusals(landlord, left.no)).toEqual(unseen);

    const hidden = await declined();
    await meanwhile(
      served,
      `update families set protected = true where id = ${familyOfHome(hidden.reference)}`,
    );
    expect(await refusals(landlord, hidden.no)).toEqual(unseen);

    const placed = await declined();
    const elsewhere = await newHome();
    await sendProposal(coordinator, placed.family, elsewhere.reference);
    expect(await refusals(landlord, placed.no)).toEqual(unseen);

    const wanted = await declined();
    const { proposal } = await proposed(wanted.reference);
    await coordinator.does(
      'recordFamilyAnswer',
      { ...move(proposal), answer: 'ACCEPTED' },
      'housingProposal { id }',
    );
    expect(await refusals(landlord, wanted.no)).toEqual(unseen);
    expect(await refusals(landlord, wanted.no, { validateOnly: true })).toEqual(unseen);
  });

  test('while its own home has its own words, and nothing in the way is no refusal', async () => {
    const { reference, no } = await declined();
    const { housingOffer } = await landlord.read(
      'query One($r: String!) { housingOffer(externalReference: $r) { id version } }',
      { r: reference },
    );
    const other = await registerFamily(coordinator);
    const sent = await sendProposal(coordinator, other, reference);
    expect((await refusals(landlord, no))[0]).toMatchObject({ code: 'OFFER_NOT_AVAILABLE' });
    await coordinator.does('withdrawHousingProposal', move(sent), 'housingProposal { id }');
    expect(housingOffer.version).toBeGreaterThan(0);
    expect((await undo(landlord, no, 'housingProposal { status }')).housingProposal.status).toBe(
      'SENT_TO_LANDLORD',
    );
  });
});

describe('who ended a proposal, and why,', () => {
  test('is not told by what is said of taking it back', async () => {
    const sent = async () => {
      const { reference } = await newHome();
      const family = await registerFamily(coordinator);
      const [given] = await consent(coordinator, family.adults[0]?.id ?? '', 'HOUSING_IDENTITY');
      const ours = await sendProposal(coordinator, family, reference);
      const { housingOffer } = await landlord.read(
        'query One($r: String!) { housingOffer(externalReference: $r) { proposals { edges { node { id version } } } } }',
        { r: reference },
      );
      const yes = await landlord.does(
        'acceptHousingProposal',
        move(housingOffer.proposals.edges[0].node),
        'housingProposal { id version }',
      );
      return { ours, given: given as Row, theirs: yes.housingProposal as Row };
    };
    const now = async ({ theirs }: { theirs: Row }) =>
      (
        await landlord.read('query One($id: ID!) { housingProposal(id: $id) { id version status } }', {
          id: theirs.id,
        })
      ).housingProposal;
    const withdrawn = await sent();
    await coordinator.does(
      'withdrawHousingProposal',
      { id: withdrawn.ours.id, expectedVersion: withdrawn.theirs.version },
      'housingProposal { id }',
    );
    const revoked = await sent();
    await coordinator.does('revokeConsent', move(revoked.given), 'consent { id }');
    for (const one of [withdrawn, revoked]) {
      const row = await now(one);
      expect(row.status).toBe('WITHDRAWN');
      expect(await refusals(landlord, row)).toEqual(notYours);
    }
  });
});

describe('a tenancy', () => {
  test('whose landlord has nothing to take back says the same whether its family has left or not', async () => {
    const { tenancy, reference } = await leaseOf(coordinator, landlord, 'DIRECT');
    const before = await refusals(landlord, tenancy);
    await meanwhile(
      served,
      `update families set journey = 'EXITED', exit_reason = 'DECEASED' where id = ${familyOfHome(reference)}`,
    );
    expect(await refusals(landlord, tenancy)).toEqual(before);
  });

  test('that ended has one answer, whether the family has left or lives elsewhere; and none where it does neither', async () => {
    const end = async ({ tenancy }: { tenancy: Reply }) =>
      (
        await landlord.does(
          'endTenancy',
          { ...move(tenancy), endsOn: inDays(-1), reason: 'OTHER' },
          'tenancy { id version }',
        )
      ).tenancy as Row;
    const long = { signedOn: inDays(-30), startsOn: inDays(-30) };
    const gone = await leaseOf(coordinator, landlord, 'DIRECT', long);
    const endedOfGone = await end(gone);
    await meanwhile(
      served,
      `update families set journey = 'EXITED', exit_reason = 'DECEASED' where id = ${familyOfHome(gone.reference)}`,
    );
    expect(await refusals(landlord, endedOfGone)).toEqual(unseen);

    const settled = await leaseOf(coordinator, landlord, 'DIRECT', long);
    const endedOfSettled = await end(settled);
    const found = { communeCode: '15014', leaseForm: 'DIRECT', leaseholder: 'FAMILY', rentCents: 40_000 };
    await coordinator.does(
      'recordTenancy',
      { familyId: settled.family.id, ...found, signedOn: inDays(0), startsOn: inDays(0) },
      'tenancy { id }',
    );
    expect(await refusals(landlord, endedOfSettled)).toEqual(unseen);

    const free = await leaseOf(coordinator, landlord, 'DIRECT', long);
    expect((await undo(landlord, await end(free), 'tenancy { status }')).tenancy.status).toBe('ACTIVE');
  });

  test('that slid stands once the family is autonomous, in that same answer', async () => {
    const { tenancy, reference } = await leaseOf(coordinator, landlord, 'SLIDING');
    const slid = await landlord.does(
      'slideLease',
      { ...move(tenancy), slidesOn: inDays(0) },
      'tenancy { id version }',
    );
    await meanwhile(
      served,
      `update families set journey = 'AUTONOMOUS' where id = ${familyOfHome(reference)}`,
    );
    expect(await refusals(landlord, slid.tenancy)).toEqual(unseen);
  });

  test('of a family that was installed: its signature stands, in that same answer', async () => {
    const { reference } = await leaseOf(coordinator, landlord, 'DIRECT');
    const { housingOffer } = await landlord.read(
      'query One($r: String!) { housingOffer(externalReference: $r) { proposals { edges { node { id version } } } } }',
      { r: reference },
    );
    await meanwhile(
      served,
      `insert into journal_entries (id, machine, row_id, from_state, to_state, mutation, audience)
      values (gen_random_uuid(), 'family', ${familyOfHome(reference)}, 'ARRIVED', 'INSTALLED', 'advanceFamily', 'COORDINATOR')`,
    );
    expect(await refusals(landlord, housingOffer.proposals.edges[0].node)).toEqual(unseen);
  });
});
