import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { consent, move, publishHome, registerFamily, sendProposal } from './homes.ts';
import { newKey } from './positions.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const proposal = 'housingProposal { id version status }';
const because = { reason: 'ENTERED_BY_MISTAKE' };

const undo = (partner: Partner, row: { id: string; version: number }, selection: string) =>
  partner.does('undoTransition', { ...move(row), ...because }, selection);

async function refusal(partner: Partner, row: { id: string; version: number }): Promise<string> {
  const done = await partner.act('undoTransition', { ...move(row), ...because, idempotencyKey: newKey() });
  return done.errors[0]?.code;
}

let homes = 0;

/** A proposal of a new home to a new family, sent; as its landlord and as the coordinator read it. */
async function sent(consents = true) {
  homes += 1;
  const reference = `UNDO-${homes}`;
  await publishHome(landlord, { externalReference: reference });
  const family = await registerFamily(coordinator);
  if (consents) for (const adult of family.adults) await consent(coordinator, adult.id, 'HOUSING_IDENTITY');
  const ours = await sendProposal(coordinator, family, reference);
  return { family, reference, ours, theirs: await seen(reference) };
}

async function seen(reference: string): Promise<Reply> {
  const { housingOffer } = await landlord.read(
    'query One($r: String!) { housingOffer(externalReference: $r) { status proposals { edges { node { id version status declineReason card { size } tenants { givenName } tenancy { status } } } } } }',
    { r: reference },
  );
  return { offer: housingOffer.status, ...housingOffer.proposals.edges[0]?.node };
}

const answered = async (mutation: string, row: Reply, more: object = {}) =>
  (await landlord.does(mutation, { ...move(row), ...more }, proposal)).housingProposal;

const lease = { signedOn: inDays(-1), startsOn: inDays(0), leaseForm: 'DIRECT', rentCents: 45_000 };

describe('a landlord takes back its own answer', () => {
  test('a yes: the names close, the card stays; and it can say yes again', async () => {
    const { reference, theirs } = await sent();
    await undo(landlord, await answered('acceptHousingProposal', theirs), proposal);
    const again = await seen(reference);
    expect(again).toMatchObject({
      offer: 'RESERVED',
      status: 'SENT_TO_LANDLORD',
      card: { size: 4 },
      tenants: [],
    });
    await answered('acceptHousingProposal', again);
    expect((await seen(reference)).tenants).toHaveLength(2);
  });

  test.each([
    ['RANKED_LOWER', 'PUBLISHED'],
    ['WORKS_NEEDED', 'PAUSED'],
    ['ALREADY_LET', 'WITHDRAWN'],
  ])(
    'a no for %s: from %s the home is reserved again, and new receipts say what is open',
    async (reason, after) => {
      const { reference, theirs } = await sent();
      const no = await answered('declineHousingProposal', theirs, { reason });
      const [offer] =
        await served.admin`select status from housing_offers where external_reference = ${reference}`;
      expect(offer?.status).toBe(after);
      await undo(landlord, no, proposal);
      expect(await seen(reference)).toMatchObject({
        offer: 'RESERVED',
        status: 'SENT_TO_LANDLORD',
        declineReason: null,
        card: { size: 4 },
      });
      const receipts = await served.admin`select closed_at is null as open, reference from disclosures d
      join housing_proposals p on p.id = d.proposal_id where p.offer_id = (select id from housing_offers where external_reference = ${reference})
      order by opened_at`;
      expect(receipts.map(({ open }) => open).sort()).toEqual([false, true]);
      expect(new Set(receipts.map((row) => row.reference)).size).toBe(2);
    },
  );

  test('a no after a yes: only leaseholders who still consent are named again', async () => {
    const { reference, theirs, family } = await sent(false);
    const [first] = await consent(coordinator, family.adults[0]?.id ?? '', 'HOUSING_IDENTITY');
    await consent(coordinator, family.adults[1]?.id ?? '', 'HOUSING_IDENTITY');
    const yes = await answered('acceptHousingProposal', theirs);
    const no = await answered('declineHousingProposal', yes, { reason: 'OTHER' });
    await coordinator.does('revokeConsent', move(first as Reply), 'consent { id }');
    await undo(landlord, no, proposal);
    const back = await seen(reference);
    expect(back.status).toBe('LANDLORD_ACCEPTED');
    expect(back.tenants).toHaveLength(1);
  });

  test('not once the home is let or proposed to another', async () => {
    const { reference, theirs } = await sent();
    const no = await answered('declineHousingProposal', theirs, { reason: 'RANKED_LOWER' });
    const other = await registerFamily(coordinator);
    await sendProposal(coordinator, other, reference);
    expect(await refusal(landlord, no)).toBe('OFFER_NOT_AVAILABLE');
  });

  test('not what the family’s other home forbids, and it is not told why', async () => {
    const { theirs, family } = await sent();
    const no = await answered('declineHousingProposal', theirs, { reason: 'RANKED_LOWER' });
    homes += 1;
    await publishHome(landlord, { externalReference: `UNDO-${homes}` });
    await sendProposal(coordinator, family, `UNDO-${homes}`);
    expect(await refusal(landlord, no)).toBe('CONDITION_NOT_MET');
  });

  test('within seven days; a coordinator of the family at any time', async () => {
    const { theirs, ours } = await sent();
    const yes = await answered('acceptHousingProposal', theirs);
    await served.admin`update journal_entries set at = at - interval '8 days' where machine = 'housingProposal'`;
    expect(await refusal(landlord, yes)).toBe('DEADLINE_PASSED');
    const back = await undo(coordinator, { id: ours.id, version: yes.version }, proposal);
    expect(back.housingProposal.status).toBe('SENT_TO_LANDLORD');
  });

  test('not the coordinator’s move, nor another landlord’s row, nor a row that has changed', async () => {
    const { theirs, ours } = await sent();
    expect(await refusal(landlord, theirs)).toBe('CONDITION_NOT_MET');
    const neighbour = await served.add('LANDLORD');
    expect(await refusal(neighbour, theirs)).toBe('NOT_FOUND');
    expect(await refusal(coordinator, { id: ours.id, version: ours.version + 1 })).toBe('VERSION_CONFLICT');
  });

  test('and a correction is not taken back itself', async () => {
    const { theirs } = await sent();
    const back = await undo(landlord, await answered('acceptHousingProposal', theirs), proposal);
    expect(await refusal(landlord, back.housingProposal)).toBe('STATE_TRANSITION_NOT_ALLOWED');
  });
});

describe('a coordinator takes back', () => {
  test('a sending: the landlord sees nothing any more, the home is on offer, the receipt stays', async () => {
    const { reference, ours } = await sent();
    const back = await undo(coordinator, ours, proposal);
    expect(await seen(reference)).toEqual({ offer: 'PUBLISHED' });
    const [told] = await served.admin`select partner_id, to_state, partner_state from events
      where machine = 'housingProposal' order by position desc limit 1`;
    expect(told).toEqual({ partner_id: landlord.id, to_state: 'FAMILY_ACCEPTED', partner_state: null });
    const { disclosures } = await landlord.read('{ disclosures { edges { node { closedAt } } } }');
    expect(disclosures.edges.some(({ node }: Reply) => node.closedAt)).toBe(true);
    await coordinator.does('sendProposalToLandlord', move(back.housingProposal), proposal);
    expect((await seen(reference)).status).toBe('SENT_TO_LANDLORD');
  });

  test('no sending once a visit is planned', async () => {
    const { theirs, ours } = await sent();
    const planned = await answered('planHousingVisit', theirs, {
      visitAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(await refusal(coordinator, { id: ours.id, version: planned.version })).toBe('CONDITION_NOT_MET');
  });

  test('the family’s no and its own withdrawal: the yes counts from the day it was said', async () => {
    const { reference, ours } = await sent();
    const no = await coordinator.does(
      'recordFamilyAnswer',
      { ...move(ours), answer: 'DECLINED', reason: 'TOO_FAR' },
      proposal,
    );
    const back = await undo(coordinator, no.housingProposal, proposal);
    expect((await seen(reference)).offer).toBe('RESERVED');
    const gone = await coordinator.does('withdrawHousingProposal', move(back.housingProposal), proposal);
    await undo(coordinator, gone.housingProposal, proposal);
    expect(await seen(reference)).toMatchObject({ status: 'SENT_TO_LANDLORD', card: { size: 4 } });
    const [row] = await served.admin`select p.family_answered_at = j.at as same from housing_proposals p
      join journal_entries j on j.row_id = p.id and j.to_state = 'FAMILY_ACCEPTED'
      where p.offer_id = (select id from housing_offers where external_reference = ${reference})`;
    expect(row?.same).toBe(true);
  });
});

describe('a lease that was a mistake', () => {
  async function signed() {
    const { reference, theirs, family, ours } = await sent();
    const yes = await answered('acceptHousingProposal', theirs);
    return { reference, family, ours, signed: await answered('signLease', yes, lease) };
  }

  test('is taken back: the tenancy is cancelled, the home reserved; and it can be signed again', async () => {
    const { reference, signed: wrong } = await signed();
    expect((await seen(reference)).offer).toBe('LET');
    await undo(landlord, wrong, proposal);
    const back = await seen(reference);
    expect(back).toMatchObject({
      offer: 'RESERVED',
      status: 'LANDLORD_ACCEPTED',
      card: { size: 4 },
      tenancy: { status: 'CANCELLED' },
    });
    expect(back.tenants).toHaveLength(2);
    await answered('signLease', back, { ...lease, leaseForm: 'SUBLEASE', rentCents: 44_000 });
    const again = await seen(reference);
    expect(again).toMatchObject({ offer: 'LET', tenancy: { status: 'ACTIVE' }, tenants: [] });
    const [row] = await served.admin`select rent_cents, leaseholder,
        (select count(*)::int from disclosures d where d.tenancy_id = t.id and d.closed_at is null) as open
      from tenancies t where offer_id = (select id from housing_offers where external_reference = ${reference})`;
    expect(row).toEqual({ rent_cents: 44_000, leaseholder: 'PROGRAMME', open: 2 });
  });

  test('stands once notice was given', async () => {
    const { signed: wrong } = await signed();
    const { tenancies } = await landlord.read(
      '{ tenancies(filter: { status: [ACTIVE] }) { edges { node { id version proposal { id } } } } }',
    );
    const mine = tenancies.edges.find(({ node }: Reply) => node.proposal.id === wrong.id).node;
    await landlord.does(
      'recordNotice',
      { ...move(mine), noticeGivenOn: inDays(0), endsOn: inDays(30) },
      'tenancy { id }',
    );
    expect(await refusal(landlord, wrong)).toBe('CONDITION_NOT_MET');
  });

  test('stands once the family was installed in it', async () => {
    const { signed: wrong, family } = await signed();
    const row = await coordinator.read('query One($id: ID!) { family(id: $id) { id version } }', {
      id: family.id,
    });
    const booked = await coordinator.does(
      'advanceFamily',
      { ...move(row.family), to: 'TRAVEL_BOOKED' },
      'family { id version }',
    );
    const arrived = await coordinator.does(
      'advanceFamily',
      { ...move(booked.family), to: 'ARRIVED', arrivedOn: inDays(-1) },
      'family { id version }',
    );
    await coordinator.does('advanceFamily', { ...move(arrived.family), to: 'INSTALLED' }, 'family { id }');
    expect(await refusal(landlord, wrong)).toBe('CONDITION_NOT_MET');
  });
});

describe('an offer', () => {
  const offer = 'housingOffer { id version status }';
  test('is taken back from pause, from publication, from withdrawal; not once a family was asked', async () => {
    homes += 1;
    const published = await publishHome(landlord, { externalReference: `UNDO-${homes}` });
    const paused = await landlord.does('pauseHousingOffer', move(published), offer);
    const back = await undo(landlord, paused.housingOffer, offer);
    expect(back.housingOffer.status).toBe('PUBLISHED');
    const gone = await landlord.does('withdrawHousingOffer', move(back.housingOffer), offer);
    const returned = await undo(landlord, gone.housingOffer, offer);
    expect(returned.housingOffer.status).toBe('PUBLISHED');

    homes += 1;
    const fresh = await publishHome(landlord, { externalReference: `UNDO-${homes}` });
    const draft = await undo(landlord, fresh, offer);
    expect(draft.housingOffer.status).toBe('DRAFT');
  });

  test('that holds a family is not unpublished, and one withdrawn while reserved stays withdrawn', async () => {
    const { reference } = await sent();
    const { housingOffer } = await landlord.read(
      'query One($r: String!) { housingOffer(externalReference: $r) { id version } }',
      { r: reference },
    );
    expect(await refusal(landlord, housingOffer)).toBe('CONDITION_NOT_MET');
    const gone = await landlord.does('withdrawHousingOffer', move(housingOffer), offer);
    expect(await refusal(landlord, gone.housingOffer)).toBe('STATE_TRANSITION_NOT_ALLOWED');
  });
});

describe('beside the API', () => {
  test('the claim alone lets nobody move a row elsewhere', async () => {
    const { theirs, reference } = await sent();
    await answered('acceptHousingProposal', theirs);
    const outcome = await asPartner(
      served.admin,
      landlord,
      `with claim as materialized (select set_config('app.mutation', 'undoTransition', true) as name)
       update housing_proposals set status = 'LEASE_SIGNED', lease_rent_cents = 1
       where (select name from claim) is not null and sent_at is not null and status = 'LANDLORD_ACCEPTED'
         and offer_id in (select id from housing_offers where external_reference = '${reference}') returning status`,
    );
    expect(outcome.rows).toEqual([{ status: 'SENT_TO_LANDLORD' }]);
  });
});
