import { readFileSync } from 'node:fs';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../src/access/audiences.ts';
import { parisDay } from '../src/parisDay.ts';
import { FamiliesDocument } from './documents/coordinator.ts';
import { SyncApplicationsDocument } from './documents/employer.ts';
import { OpenReferralsDocument } from './documents/health.ts';
import { PlacementDocument, RoofAndJobDocument } from './documents/internal.ts';
import { AcceptProposalDocument, SyncProposalsDocument } from './documents/landlord.ts';
import type { Partner } from './partner.ts';
import { type Served, serve } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ demo: true });
});
afterAll(() => served.close());

async function first(audience: Audience): Promise<Partner> {
  const [partner] = await served.demo(audience);
  if (!partner) throw new Error(`no ${audience}`);
  return partner;
}

const run = <Data, Variables extends object>(
  partner: Partner,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> => partner.read(print(document), variables);

describe('the README’s lines work when pasted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const bodies = [...readme.matchAll(/-d '\s*(\{.*?\})'\n/gs)].map(([, body]) => body ?? '');

  test('there are a first query and a first mutation', () => {
    expect(bodies).toHaveLength(2);
  });
  test('the first query reads the landlord’s own homes', async () => {
    const { query } = JSON.parse(bodies[0] ?? '');
    const data = await (await first('LANDLORD')).read(query);
    expect(data.viewer.audience).toBe('LANDLORD');
    expect(data.housingOffers.edges).toHaveLength(3);
  });
  test('the first mutation creates a home, and only once', async () => {
    const { query, variables } = JSON.parse(bodies[1] ?? '');
    const landlord = await first('LANDLORD');
    const created = await landlord.read(query, variables);
    expect(created.createHousingOffer).toMatchObject({
      housingOffer: { status: 'DRAFT', version: 1 },
      errors: [],
    });
    expect(await landlord.read(query, variables)).toEqual(created);
  });
  test('the two commands are those of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });
});

describe('the example documents answer on the demo', () => {
  const since = '2016-09-29T00:00:00Z';

  test('a landlord’s sync loop, then its yes to what was sent', async () => {
    const landlord = await first('LANDLORD');
    const { housingProposals } = await run(landlord, SyncProposalsDocument, { since });
    const sent = housingProposals.edges.find(({ node }) => node.status === 'SENT_TO_LANDLORD')?.node;
    expect(sent?.card?.size).toBeGreaterThan(0);
    const input = {
      id: sent?.id ?? '',
      expectedVersion: sent?.version ?? 0,
      idempotencyKey: 'example-accept-0001',
    };
    const { acceptHousingProposal } = await run(landlord, AcceptProposalDocument, { input });
    expect(acceptHousingProposal.errors).toEqual([]);
    expect(acceptHousingProposal.housingProposal?.status).toBe('LANDLORD_ACCEPTED');
  });
  test('an employer’s sync loop', async () => {
    const { jobApplications } = await run(await first('EMPLOYER'), SyncApplicationsDocument, { since });
    expect(jobApplications.edges.some(({ node }) => node.candidate)).toBe(true);
  });
  test('a health partner’s open referrals', async () => {
    const { careReferrals } = await run(await first('HEALTH'), OpenReferralsDocument, {});
    expect(careReferrals.edges.some(({ node }) => node.person?.givenName)).toBe(true);
  });
  test('a coordinator’s families', async () => {
    const { families } = await run(await first('COORDINATOR'), FamiliesDocument, {});
    expect(families.edges.some(({ node }) => node.roofAndJob.roof)).toBe(true);
  });
  test('an internal app’s placement table', async () => {
    const { placementProgress } = await run(await first('INTERNAL'), PlacementDocument, {});
    expect(placementProgress[0]?.rows.length).toBeGreaterThan(0);
  });
  test('an internal app’s indicator, for a day', async () => {
    const days = [parisDay()];
    const { roofAndJob } = await run(await first('INTERNAL'), RoofAndJobDocument, { days });
    expect(roofAndJob[0]?.rows.some(({ situation }) => situation === 'ROOF_AND_JOB')).toBe(true);
  });
});
