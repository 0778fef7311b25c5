import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { consent, move, publishHome, type RegisteredFamily, registerFamily, sendProposal } from './homes.ts';
import { outline, receiptsOf } from './receipts.ts';
import { careScene, careStatusOf, consents, familyOf, first, refer, referred } from './referrals.ts';

let served: Served;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
});
afterAll(() => served.close());

let homes = 0;

/** A landlord of its own whose home was proposed to a family of two adults, who both consented. */
async function sent() {
  homes += 1;
  const landlord = await served.add('LANDLORD', { name: `Bailleur ${homes}` });
  await publishHome(landlord, { externalReference: `R-${homes}` });
  const family = await registerFamily(coordinator);
  const given = [];
  for (const { id } of family.adults) given.push(first(await consent(coordinator, id, 'HOUSING_IDENTITY')));
  await sendProposal(coordinator, family, `R-${homes}`);
  return { landlord, family, given };
}

async function proposalOf(landlord: Partner) {
  const { housingProposals } = await landlord.read(
    '{ housingProposals { edges { node { id version status card { size } tenants { givenName } } } } }',
  );
  return first<{ node: { id: string; version: number; status: string } }>(housingProposals.edges).node;
}

async function accepted() {
  const scene = await sent();
  await scene.landlord.does(
    'acceptHousingProposal',
    move(await proposalOf(scene.landlord)),
    'housingProposal { id }',
  );
  return scene;
}

const referenceOf = async (family: RegisteredFamily) => {
  const { family: row } = await coordinator.read('query($id: ID!) { family(id: $id) { reference } }', {
    id: family.id,
  });
  return row.reference as string;
};

describe('receipts', () => {
  test('a landlord has one for the card and one for each leaseholder, and keeps them after its refusal', async () => {
    const { landlord } = await accepted();
    const open = await receiptsOf(landlord, '{ open: true }');
    expect(outline(open)).toEqual(['HOUSING CARD', 'HOUSING IDENTITY', 'HOUSING IDENTITY']);
    for (const receipt of open) {
      expect(receipt.reference).toMatch(/^D-[0-9A-Z]{4}-[0-9A-Z]{3}$/);
      expect(receipt).toMatchObject({ closedAt: null, closeReason: null });
    }
    const before = new Date().toISOString();
    await landlord.does(
      'declineHousingProposal',
      { ...move(await proposalOf(landlord)), reason: 'INCOME_RATIO' },
      'housingProposal { id }',
    );
    expect(await receiptsOf(landlord, '{ open: true }')).toEqual([]);
    const closed = await receiptsOf(landlord, `{ closedSince: "${before}" }`);
    expect(outline(closed)).toEqual([
      'HOUSING CARD ENDED',
      'HOUSING IDENTITY ENDED',
      'HOUSING IDENTITY ENDED',
    ]);
    expect(closed.map(({ reference }) => reference)).toEqual(open.map(({ reference }) => reference));
  });

  test('its coordinator reads to whom, of whom and why it closed; they share the reference and no id', async () => {
    const { landlord, family } = await accepted();
    await landlord.does(
      'declineHousingProposal',
      { ...move(await proposalOf(landlord)), reason: 'OTHER' },
      'housingProposal { id }',
    );
    const held = await receiptsOf(landlord);
    const followed = await receiptsOf(coordinator);
    const reference = await referenceOf(family);
    for (const { id, reference: spoken } of held) {
      const same = first(followed.filter((receipt) => receipt.reference === spoken));
      expect(same.id).not.toBe(id);
      expect(same).toMatchObject({
        closedBecause: 'ACT_ENDED',
        partner: { name: `Bailleur ${homes}` },
        family: { reference },
      });
    }
    expect(JSON.stringify(followed)).toContain('Rima');
    expect(JSON.stringify(held)).not.toContain('Rima');
  });

  test('nobody reads another’s receipt, and a holder neither whom it names nor why it closed', async () => {
    const { landlord } = await sent();
    const { reference } = first(await receiptsOf(landlord));
    const others = [
      await served.add('LANDLORD'),
      await served.add('EMPLOYER'),
      await served.add('HEALTH'),
      await served.add('COORDINATOR', { regions: ['76'] }),
    ];
    for (const other of others) expect(await receiptsOf(other)).toEqual([]);
    expect(reference).toBeTruthy();
    for (const field of ['closedBecause', 'partner { name }', 'family { id }', 'person { id }']) {
      const answer = await landlord.ask(`{ disclosures { edges { node { ${field} } } } }`);
      expect(answer.status).toBe(400);
    }
    const internal = await served.add('INTERNAL');
    expect((await internal.ask('{ disclosures { edges { node { id } } } }')).status).toBe(400);
  });

  test('what only time has closed reads as closed', async () => {
    const { landlord, family } = await sent();
    const [row] = await served.admin`
      update disclosures set expires_at = now() - interval '1 hour'
      where family_id = (select id from families where reference = ${await referenceOf(family)}) returning expires_at`;
    const receipt = first(await receiptsOf(landlord, '{ open: false }'));
    expect(receipt).toMatchObject({ closeReason: 'ENDED', closedAt: receipt.expiresAt });
    expect(new Date(String(receipt.closedAt))).toEqual(row?.expires_at);
    expect(await receiptsOf(landlord, '{ open: true }')).toEqual([]);
    const twoHoursAgo = new Date(Date.now() - 7_200_000).toISOString();
    expect(await receiptsOf(landlord, `{ closedSince: "${twoHoursAgo}" }`)).toHaveLength(1);
    expect(await receiptsOf(landlord, `{ closedSince: "${new Date().toISOString()}" }`)).toEqual([]);
    const own = (await receiptsOf(coordinator)).filter(({ reference }) => reference === receipt.reference);
    expect(own).toMatchObject([{ closedBecause: 'EXPIRED' }]);
  });

  test('under a lease without an end there is no day on which it closes', async () => {
    const { landlord } = await accepted();
    await landlord.does(
      'signLease',
      {
        ...move(await proposalOf(landlord)),
        signedOn: '2026-11-02',
        startsOn: '2026-11-03',
        leaseForm: 'DIRECT',
        rentCents: 45_000,
      },
      'housingProposal { status }',
    );
    const receipts = await receiptsOf(landlord);
    expect(outline(receipts)).toEqual([
      'HOUSING CARD ENDED',
      'HOUSING IDENTITY ENDED',
      'HOUSING IDENTITY ENDED',
      'TENANCY IDENTITY',
      'TENANCY IDENTITY',
    ]);
    expect(receipts.filter(({ purpose }) => purpose === 'TENANCY')).toMatchObject([
      { expiresAt: null, closedAt: null },
      { expiresAt: null, closedAt: null },
    ]);
  });

  test('pages follow each other by cursor, and a forged cursor or a page of none is refused', async () => {
    const { landlord } = await accepted();
    const page = (first: number, after?: string) =>
      landlord.ask(
        'query($first: Int, $after: String) { disclosures(first: $first, after: $after) { edges { node { reference } } pageInfo { hasNextPage endCursor } totalCount { value } } }',
        { first, after },
      );
    const one = (await page(2)).data?.disclosures;
    expect(one).toMatchObject({ totalCount: { value: 3 }, pageInfo: { hasNextPage: true } });
    const two = (await page(2, one.pageInfo.endCursor)).data?.disclosures;
    expect(two).toMatchObject({ pageInfo: { hasNextPage: false } });
    const references = [...one.edges, ...two.edges].map(
      ({ node }: { node: { reference: string } }) => node.reference,
    );
    expect(new Set(references).size).toBe(3);
    expect((await page(2, 'forged')).errors[0]?.extensions?.code).toBe('INVALID_CURSOR');
    expect((await page(0)).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('receipts of care', () => {
  test('a health partner has one for each person referred; no coordinator reads it', async () => {
    const scene = { ...(await careScene(served)), coordinator };
    const { family } = await referred(scene);
    const receipts = await receiptsOf(scene.gateway);
    expect(outline(receipts)).toEqual(['CARE IDENTITY']);
    expect(await receiptsOf(scene.clinic)).toEqual([]);
    const followed = await receiptsOf(coordinator);
    expect(followed.map(({ reference }) => reference)).not.toContain(first(receipts).reference);
    expect(JSON.stringify(followed)).not.toMatch(/CARE|La porte/);
    expect(await careStatusOf(coordinator, family)).toHaveLength(1);
    await served.admin`update partner_regions set care_gateway = false where partner_id = ${scene.gateway.id}`;
  });

  test('once its agreement has ended a partner reads `viewer` and its receipts, which are closed, and nothing else', async () => {
    const scene = { ...(await careScene(served)), coordinator };
    const { family } = await referred(scene);
    const { members } = await familyOf(scene);
    await consents(coordinator, first(members));
    await served.admin`update agreements set ended_at = now() where partner_id = ${scene.gateway.id}`;
    const [receipt] = await receiptsOf(scene.gateway);
    expect(receipt).toMatchObject({ purpose: 'CARE', closeReason: 'ENDED' });
    const { viewer } = await scene.gateway.read('{ viewer { agreement { status } } }');
    expect(viewer.agreement.status).toBe('ENDED');
    const ask = (field: string) => scene.gateway.ask(`{ ${field} { edges { node { id } } } }`);
    // From the first instant no row but its own is left to read; that the key is told why may take five seconds.
    expect((await ask('careReferrals')).text).not.toContain('"node"');
    expect((await ask('healthPartners')).data?.healthPartners.edges ?? []).toHaveLength(1);
    const codeOf = async () => (await ask('careReferrals')).errors[0]?.extensions?.code;
    await expect.poll(codeOf, { interval: 500 }).toBe('AGREEMENT_NOT_IN_FORCE');
    expect(await receiptsOf(scene.gateway)).toHaveLength(1);
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ actionNeeded: true }]);
    await expect(refer(coordinator, first(members))).rejects.toThrow('NO_CARE_GATEWAY');
  }, 20_000);
});
