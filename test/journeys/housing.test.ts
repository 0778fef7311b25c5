import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { consent, move, offerSeenBy, publishHome, registerFamily, sendProposal } from './homes.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;
let neighbour: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
  neighbour = await served.add('LANDLORD');
});
afterAll(() => served.close());

const card =
  'card { size composition { adults children0to5 children6to17 } accessibilityNeed interpreterNeeded }';
const seen = `{ housingProposals { edges { node { id version status ${card} tenants { givenName familyName phone } monthlyResourcesCents socialHousingNumber } } } }`;

async function proposalsOf(partner: Partner) {
  const { housingProposals } = await partner.read(seen);
  return housingProposals.edges.map(({ node }: { node: unknown }) => node);
}

async function proposalOf(partner: Partner, status: string) {
  return (await proposalsOf(partner)).find((proposal: { status: string }) => proposal.status === status);
}

describe('a placement from the posted home to the tenancy', () => {
  test('before a proposal is sent, its landlord sees no proposal and no family', async () => {
    const family = await registerFamily(coordinator);
    await publishHome(landlord, { externalReference: 'A-1' });
    const offer = await offerSeenBy(coordinator, 'A-1');
    const proposed = await coordinator.does(
      'proposeHousing',
      { familyId: family.id, offerId: offer.id, leaseholderIds: [family.adults[0]?.id], guarantee: 'FSL' },
      'housingProposal { id version status }',
    );
    expect(proposed.housingProposal.status).toBe('PROPOSED_TO_FAMILY');
    expect(await proposalsOf(landlord)).toEqual([]);
    await coordinator.does(
      'withdrawHousingProposal',
      move(proposed.housingProposal),
      'housingProposal { status }',
    );
    expect(await proposalsOf(landlord)).toEqual([]);
  });

  test('once sent the landlord reads the card and nobody’s name; the offer is reserved; another landlord reads nothing', async () => {
    const family = await registerFamily(coordinator);
    await consent(coordinator, family.adults[0]?.id ?? '', 'HOUSING_IDENTITY');
    await sendProposal(coordinator, family, 'A-1');
    expect(await proposalOf(landlord, 'SENT_TO_LANDLORD')).toMatchObject({
      card: {
        size: 4,
        composition: { adults: 2, children0to5: 1, children6to17: 1 },
        accessibilityNeed: 'NONE',
        interpreterNeeded: true,
      },
      tenants: [],
      monthlyResourcesCents: null,
      socialHousingNumber: null,
    });
    const { housingOffer } = await landlord.read('{ housingOffer(externalReference: "A-1") { status } }');
    expect(housingOffer.status).toBe('RESERVED');
    expect(await proposalsOf(neighbour)).toEqual([]);
  });

  test('after its yes the landlord reads the leaseholders who consented, and only those', async () => {
    const sent = await proposalOf(landlord, 'SENT_TO_LANDLORD');
    await landlord.does('acceptHousingProposal', move(sent), 'housingProposal { status }');
    expect(await proposalOf(landlord, 'LANDLORD_ACCEPTED')).toMatchObject({
      tenants: [{ givenName: 'Yousef', familyName: 'Al-Khatib', phone: '+33612345678' }],
      monthlyResourcesCents: 160_000,
      socialHousingNumber: '0151234567890',
    });
  });

  test('a consent given later opens that identity then', async () => {
    const { housingProposals } = await coordinator.read(
      '{ housingProposals(filter: { status: [LANDLORD_ACCEPTED] }) { edges { node { leaseholders { person { id role } } } } } }',
    );
    const spouse = housingProposals.edges[0].node.leaseholders.find(
      ({ person }: { person: { role: string } }) => person.role === 'SPOUSE',
    );
    await consent(coordinator, spouse.person.id, 'HOUSING_IDENTITY');
    const { tenants } = await proposalOf(landlord, 'LANDLORD_ACCEPTED');
    expect(tenants.map(({ givenName }: { givenName: string }) => givenName).sort()).toEqual([
      'Rima',
      'Yousef',
    ]);
  });

  test('a lease without a visit makes the tenancy, lets the offer, and keeps the tenants known under the contract', async () => {
    const accepted = await proposalOf(landlord, 'LANDLORD_ACCEPTED');
    await landlord.does(
      'signLease',
      {
        ...move(accepted),
        signedOn: '2026-11-20',
        startsOn: '2026-11-21',
        leaseForm: 'DIRECT',
        rentCents: 45_000,
      },
      'housingProposal { status tenancy { status startsOn rentCents leaseholder } }',
    );
    const signed = await proposalOf(landlord, 'LEASE_SIGNED');
    expect(signed).toMatchObject({ card: null, tenants: [], monthlyResourcesCents: null });
    const { tenancies, housingOffer } = await landlord.read(
      '{ tenancies { edges { node { id version status leaseholder startsOn tenants { givenName } } } } housingOffer(externalReference: "A-1") { status } }',
    );
    expect(tenancies.edges[0].node).toMatchObject({
      status: 'ACTIVE',
      leaseholder: 'FAMILY',
      startsOn: '2026-11-21',
    });
    expect(
      tenancies.edges[0].node.tenants.map(({ givenName }: { givenName: string }) => givenName).sort(),
    ).toEqual(['Rima', 'Yousef']);
    expect(housingOffer.status).toBe('LET');
    expect(await proposalsOf(neighbour)).toEqual([]);
  });

  test('the coordinator sees the roof, and the family can be installed', async () => {
    const { families } = await coordinator.read(
      '{ families { edges { node { id version journey roofAndJob { roof job place } tenancies { status landlord { name } } } } } }',
    );
    const housed = families.edges
      .map(({ node }: { node: object }) => node)
      .find((node: { roofAndJob: { roof: boolean } }) => node.roofAndJob.roof);
    expect(housed.roofAndJob).toEqual({ roof: true, job: false, place: 'NONE' });
    expect(housed.tenancies[0].landlord.name).toContain('LANDLORD');
  });

  test('notice and end close the offer', async () => {
    const { tenancies } = await landlord.read('{ tenancies { edges { node { id version } } } }');
    const noticed = await landlord.does(
      'recordNotice',
      { ...move(tenancies.edges[0].node), noticeGivenOn: '2026-11-22', endsOn: '2026-12-31' },
      'tenancy { id version status }',
    );
    expect(noticed.tenancy.status).toBe('NOTICE');
    const ended = await landlord.does(
      'endTenancy',
      { ...move(noticed.tenancy), endsOn: inDays(0), reason: 'OWN_CHOICE' },
      'tenancy { status }',
    );
    expect(ended.tenancy.status).toBe('ENDED');
    const { housingOffers } = await landlord.read('{ housingOffers { edges { node { status } } } }');
    expect(housingOffers.edges[0].node.status).toBe('CLOSED');
  });
});

describe('a landlord’s refusal', () => {
  test('closes the card at once, leaves its receipt, and puts the home on offer again', async () => {
    const family = await registerFamily(coordinator);
    await publishHome(landlord, { externalReference: 'A-2' });
    await sendProposal(coordinator, family, 'A-2');
    const sent = await proposalOf(landlord, 'SENT_TO_LANDLORD');
    expect(sent.card).toBeTruthy();
    await landlord.does(
      'declineHousingProposal',
      { ...move(sent), reason: 'RANKED_LOWER', note: 'Une autre famille attend depuis longtemps.' },
      'housingProposal { status card { size } }',
    );
    const declined = await proposalOf(landlord, 'LANDLORD_DECLINED');
    expect(declined).toMatchObject({ card: null, tenants: [], monthlyResourcesCents: null });
    const { housingOffer, disclosures } = await landlord.read(
      '{ housingOffer(externalReference: "A-2") { status } disclosures { edges { node { reference level purpose closedAt closeReason } } } }',
    );
    expect(housingOffer.status).toBe('PUBLISHED');
    const receipts = disclosures.edges.map(({ node }: { node: { closedAt: string | null } }) => node);
    expect(
      receipts.some(
        (receipt: { level: string; closedAt: string | null }) => receipt.level === 'CARD' && receipt.closedAt,
      ),
    ).toBe(true);
    const { housingProposals } = await coordinator.read(
      '{ housingProposals(filter: { status: [LANDLORD_DECLINED] }) { edges { node { declinedBy declineReason note } } } }',
    );
    expect(housingProposals.edges[0].node).toMatchObject({
      declinedBy: 'LANDLORD',
      declineReason: 'RANKED_LOWER',
    });
  });

  test.each([
    ['ALREADY_LET', 'WITHDRAWN'],
    ['WORKS_NEEDED', 'PAUSED'],
  ])('for %s leaves the offer %s', async (reason, status) => {
    const reference = `D-${reason}`;
    await publishHome(landlord, { externalReference: reference });
    const sent = await sendProposal(coordinator, await registerFamily(coordinator), reference);
    expect(sent.status).toBe('SENT_TO_LANDLORD');
    await landlord.does(
      'declineHousingProposal',
      { ...move(await proposalOf(landlord, 'SENT_TO_LANDLORD')), reason },
      'housingProposal { id }',
    );
    const { housingOffers } = await landlord.read(
      `{ housingOffers(filter: { status: [${status}] }) { edges { node { externalReference } } } }`,
    );
    expect(
      housingOffers.edges.map(({ node }: { node: { externalReference: string } }) => node.externalReference),
    ).toContain(reference);
  });

  test('for a home that is let takes the offer’s other proposals with it, in the journal as what followed from the one act', async () => {
    await publishHome(landlord, { externalReference: 'E-1' });
    const offer = await offerSeenBy(coordinator, 'E-1');
    const other = await registerFamily(coordinator);
    const waiting = await coordinator.does(
      'proposeHousing',
      { familyId: other.id, offerId: offer.id, leaseholderIds: [other.adults[0]?.id], guarantee: 'FSL' },
      'housingProposal { id }',
    );
    await sendProposal(coordinator, await registerFamily(coordinator), 'E-1');
    const sent = await proposalOf(landlord, 'SENT_TO_LANDLORD');
    await landlord.does(
      'declineHousingProposal',
      { ...move(sent), reason: 'ALREADY_LET' },
      'housingProposal { id }',
    );
    const { housingProposal } = await coordinator.read(
      `{ housingProposal(id: "${waiting.housingProposal.id}") { status } }`,
    );
    expect(housingProposal.status).toBe('WITHDRAWN');
    const journal = await served.admin`
      select machine, from_state, to_state from journal_entries
      where at = (select max(at) from journal_entries where mutation = 'declineHousingProposal') order by to_state, machine`;
    expect(
      journal.map(({ machine, from_state, to_state }) => `${machine} ${from_state} ${to_state}`),
    ).toEqual([
      'housingProposal SENT_TO_LANDLORD LANDLORD_DECLINED',
      'housingOffer RESERVED WITHDRAWN',
      'housingProposal PROPOSED_TO_FAMILY WITHDRAWN',
    ]);
  });
});

describe('time to answer', () => {
  test('a commission 45 days away moves the deadline, and what is open follows it', async () => {
    await publishHome(landlord, { externalReference: 'C-1' });
    await sendProposal(coordinator, await registerFamily(coordinator), 'C-1');
    const sent = await proposalOf(landlord, 'SENT_TO_LANDLORD');
    const commissionOn = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 10);
    const { housingProposal } = await landlord.does(
      'planCommission',
      { ...move(sent), commissionOn },
      'housingProposal { id version expiresAt status }',
    );
    expect(Date.parse(housingProposal.expiresAt) - Date.now()).toBeGreaterThan(54 * 86_400_000);
    const [open] =
      await served.admin`select expires_at from disclosures where closed_at is null and level = 'CARD' order by opened_at desc limit 1`;
    expect(new Date(open?.expires_at).toISOString()).toBe(housingProposal.expiresAt);
  });

  test('after the deadline nothing is readable and a yes is refused, whether or not a job has run', async () => {
    const sent = await proposalOf(landlord, 'SENT_TO_LANDLORD');
    await served.admin`update housing_proposals set expires_at = now() - interval '1 minute' where status = 'SENT_TO_LANDLORD'`;
    const late = await proposalOf(landlord, 'SENT_TO_LANDLORD');
    expect(late.card).toBeNull();
    const refused = await landlord.act(
      'acceptHousingProposal',
      { ...move(late), idempotencyKey: 'late-yes-late-yes-1' },
      'housingProposal { id }',
    );
    expect(refused.errors[0].code).toBe('DEADLINE_PASSED');
    expect(sent.card).toBeTruthy();
  });
});
