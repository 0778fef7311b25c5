import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move, publishHome, registerFamily, sendProposal } from './homes.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

describe('a landlord without a key', () => {
  test('is served by a coordinator of its region, with a channel, through the same states', async () => {
    const paper = await served.add('LANDLORD', { withKey: false, name: 'Madame Fabre' });
    const { partners } = await coordinator.read('{ partners { edges { node { id name } } } }');
    const landlordId = partners.edges.find(
      ({ node }: { node: { name: string } }) => node.name === 'Madame Fabre',
    ).node.id;
    const { home } = await import('./homes.ts');
    const created = await coordinator.does(
      'createHousingOffer',
      { ...home, externalReference: 'F-1', landlordId, channel: 'PHONE' },
      'housingOffer { id version }',
    );
    await coordinator.does(
      'publishHousingOffer',
      { ...move(created.housingOffer), channel: 'PHONE' },
      'housingOffer { status }',
    );
    const sent = await sendProposal(coordinator, await registerFamily(coordinator), 'F-1');
    const accepted = await coordinator.does(
      'acceptHousingProposal',
      { ...move(sent), channel: 'PAPER' },
      'housingProposal { id version status }',
    );
    const signed = await coordinator.does(
      'signLease',
      {
        ...move(accepted.housingProposal),
        channel: 'MEETING',
        signedOn: '2026-11-20',
        startsOn: '2027-01-01',
        leaseForm: 'SLIDING',
        rentCents: 40_000,
      },
      'housingProposal { status tenancy { status leaseholder } }',
    );
    expect(signed.housingProposal).toMatchObject({
      status: 'LEASE_SIGNED',
      tenancy: { status: 'PLANNED', leaseholder: 'PROGRAMME' },
    });
    const [entry] =
      await served.admin`select channel, mutation, audience from journal_entries where machine = 'housingProposal' and to_state = 'LEASE_SIGNED' order by at desc limit 1`;
    expect(entry).toEqual({ channel: 'MEETING', mutation: 'signLease', audience: 'COORDINATOR' });
    expect(paper.key).toBeNull();
  });

  test('a coordinator may not answer for a landlord that holds a key', async () => {
    await publishHome(landlord, { externalReference: 'K-1' });
    const sent = await sendProposal(coordinator, await registerFamily(coordinator), 'K-1');
    const refused = await coordinator.act(
      'acceptHousingProposal',
      { ...move(sent), channel: 'PHONE', idempotencyKey: 'k'.repeat(16) },
      'housingProposal { id }',
    );
    expect(refused.errors).toMatchObject([{ code: 'PARTNER_HAS_KEY', path: ['input', 'id'] }]);
  });
});
