import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLInputObjectType, getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { sdl } from '../../src/schema.ts';
import { inDays } from '../days.ts';
import { move, offerSeenBy, publishHome, registerFamily, sendProposal } from '../journeys/homes.ts';
import { addFamily } from '../journeys/people.ts';
import { openPosition } from '../journeys/positions.ts';
import { attempt } from '../journeys/referrals.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

const inTest = (file: string) => new URL(`../${file}`, import.meta.url);
const page = readFileSync(new URL('../../docs/invariants.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, number, , held = '', tested = '']) => ({ number: Number(number), held, tested }),
);

let served: Served;
let coordinator: Partner;
let landlord: Partner;
beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

describe('docs/invariants.md', () => {
  test('has a row for each of the 16, and each names a test', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    expect(rows.filter(({ tested }) => !tested.includes('“'))).toEqual([]);
  });

  test('names tests that exist, each in its file', () => {
    const named = rows.flatMap(({ tested }) => {
      let file = '';
      return [...tested.matchAll(/`([\w/.-]+\.test\.ts)`|“([^”]+)”/g)].flatMap(([, path, title]) => {
        file = path ?? file;
        return title ? [[file, title] as const] : [];
      });
    });
    expect(named.length).toBeGreaterThan(40);
    const missing = named.filter(
      ([file, title]) => !existsSync(inTest(file)) || !readFileSync(inTest(file), 'utf8').includes(title),
    );
    expect(missing).toEqual([]);
  });

  test('names constraints, indexes, functions and policies that the database has', async () => {
    const found = await served.admin`
      select conname as name from pg_constraint union select relname from pg_class where relkind = 'i'
      union select 'access.' || proname from pg_proc where pronamespace = 'access'::regnamespace
      union select c.relname || ' ' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid`;
    const there = new Set(found.map(({ name }) => String(name)));
    const named = rows.flatMap(({ held }) => [...held.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });
});

/** What PostgreSQL answers an administrator who writes past every rule of ours. */
const refusedBy = (statement: string) =>
  served.admin.unsafe(statement).then(
    () => 'nothing',
    ({ constraint_name: constraint, code }) => String(constraint ?? code),
  );

/** As rows of the demo are written: what judges a move is not asked. */
const asDemo = (statement: string) => refusedBy(`set role demo_loader; ${statement}; reset role`);

const tenancy = (family: string, more: { offer?: string; from?: number; to?: number | null } = {}) => {
  const { offer, from = 0, to = null } = more;
  return `insert into tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, ends_on, rent_cents,
      status, partner_id, offer_id)
    values ('${randomUUID()}', '${family}', '${coordinator.id}', '15014', 'DIRECT', 'FAMILY', '${inDays(from)}', '${inDays(from)}',
      ${to === null ? 'null' : `'${inDays(to)}'`}, 40000, 'ACTIVE', ${offer ? `'${landlord.id}', '${offer}'` : 'null, null'})`;
};
const someFamily = async (more = {}) =>
  (await addFamily(served.admin, { followedBy: coordinator.id, ...more })).id;

describe('the database itself refuses', () => {
  test('two tenancies of one home on one day, and takes the next one after the last day', async () => {
    await publishHome(landlord, { externalReference: 'TWICE' });
    const [row] = await served.admin`select id from housing_offers where external_reference = 'TWICE'`;
    const offer = String(row?.id);
    expect(await asDemo(tenancy(await someFamily(), { offer, to: 10 }))).toBe('nothing');
    expect(await asDemo(tenancy(await someFamily(), { offer, from: 10 }))).toBe('tenancies_one_per_home');
    expect(await asDemo(tenancy(await someFamily(), { offer, from: 11 }))).toBe('nothing');
  });

  test('two tenancies of one family on one day', async () => {
    const family = await someFamily();
    expect(await asDemo(tenancy(family))).toBe('nothing');
    expect(await asDemo(tenancy(family, { from: 20 }))).toBe('tenancies_one_per_family');
  });

  test('a second live proposal of a home, and of a family', async () => {
    const family = await registerFamily(coordinator);
    await publishHome(landlord, { externalReference: 'LIVE-1' });
    await publishHome(landlord, { externalReference: 'LIVE-2' });
    await sendProposal(coordinator, family, 'LIVE-1');
    const [first] =
      await served.admin`select offer_id, family_id from housing_proposals where status = 'SENT_TO_LANDLORD'`;
    const [second] = await served.admin`select id from housing_offers where external_reference = 'LIVE-2'`;
    const proposal = (offer: string, of: string) =>
      `insert into housing_proposals (id, partner_id, offer_id, family_id, followed_by, status, guarantee, family_answered_at)
       values ('${randomUUID()}', '${landlord.id}', '${offer}', '${of}', '${coordinator.id}', 'FAMILY_ACCEPTED', 'VISALE', now())`;
    expect(await asDemo(proposal(String(first?.offer_id), await someFamily()))).toBe(
      'housing_proposals_one_live_per_offer',
    );
    expect(await asDemo(proposal(String(second?.id), String(first?.family_id)))).toBe(
      'housing_proposals_one_live_per_family',
    );
  });

  test('more hires than positions, and a work profile under sixteen', async () => {
    const employer = await served.add('EMPLOYER');
    const { uuid } = await openPosition(employer, served);
    expect(await refusedBy(`update job_offers set positions_filled = 2 where id = '${uuid}'`)).toBe(
      'job_offers_positions',
    );
    const family = await addFamily(served.admin, { followedBy: coordinator.id, children: [15] });
    expect(await refusedBy(`update persons set may_work = true where id = '${family.children[0]?.id}'`)).toBe(
      'persons_no_work_profile_under_16',
    );
  });

  test('an application of somebody under sixteen', async () => {
    const employer = await served.add('EMPLOYER');
    const { uuid } = await openPosition(employer, served);
    const family = await addFamily(served.admin, { followedBy: coordinator.id, children: [15, 16] });
    const applies = (person?: { id: string }) =>
      refusedBy(`set local app.partner_id = '${coordinator.id}'; set local app.key_id = '${coordinator.keyId}';
        set local role api_coordinator;
        insert into job_applications (id, partner_id, offer_id, person_id, family_id, followed_by, status, presented_at, expires_at)
        values ('${randomUUID()}', '${employer.id}', '${uuid}', '${person?.id}', '${family.id}', '${coordinator.id}', 'PRESENTED', now(), now() + interval '9 days')`);
    expect(await applies(family.children[0])).toBe('UT014');
    // Of age to work: only a consent is missing.
    expect(await applies(family.children[1])).toBe('UT006');
  });

  test('a leaseholder of another family, and the opening of a protected one', async () => {
    const [mine, other] = [
      await registerFamily(coordinator),
      await addFamily(served.admin, { followedBy: coordinator.id }),
    ];
    await publishHome(landlord, { externalReference: 'SPLIT' });
    await sendProposal(coordinator, mine, 'SPLIT');
    const [proposal] =
      await served.admin`select p.id, p.family_id from housing_proposals p join housing_offers o on o.id = p.offer_id
      where o.external_reference = 'SPLIT'`;
    expect(
      await refusedBy(`insert into housing_proposal_leaseholders (id, proposal_id, partner_id, family_id, person_id, followed_by)
        values ('${randomUUID()}', '${proposal?.id}', '${landlord.id}', '${proposal?.family_id}', '${other.adults[0]?.id}', '${coordinator.id}')`),
    ).toBe('23503');
    const hidden = await someFamily({ protected: true });
    expect(
      await refusedBy(`insert into disclosures (id, partner_id, audience, family_id, followed_by, level, purpose, proposal_id, reference, expires_at)
        values ('${randomUUID()}', '${landlord.id}', 'LANDLORD', '${hidden}', '${coordinator.id}', 'CARD', 'HOUSING', '${proposal?.id}', 'D-0', 'infinity')`),
    ).toBe('UT002');
  });
});

describe('a home must suit the family', () => {
  test('when it is proposed; and one that has outgrown it meanwhile is shown to the coordinator, and neither sent nor signed', async () => {
    const family = await registerFamily(coordinator);
    await publishHome(landlord, { externalReference: 'SMALL', minOccupants: 1, maxOccupants: 3 });
    const small = await offerSeenBy(coordinator, 'SMALL');
    const leaseholderIds = family.adults.map(({ id }) => id);
    const propose = (offerId: string) => ({
      familyId: family.id,
      offerId,
      leaseholderIds,
      guarantee: 'VISALE',
    });
    expect(await attempt(coordinator, 'proposeHousing', propose(small.id))).toEqual([
      ['DOES_NOT_FIT', 'offerId'],
    ]);

    await publishHome(landlord, { externalReference: 'JUST', maxOccupants: 4 });
    const sent = await sendProposal(coordinator, family, 'JUST');
    const misfit = async () =>
      (await coordinator.read('query One($id: ID!) { housingProposal(id: $id) { misfit } }', { id: sent.id }))
        .housingProposal.misfit;
    const mine = async () => {
      const { housingOffer } = await landlord.read(
        '{ housingOffer(externalReference: "JUST") { proposals { edges { node { id version } } } } }',
      );
      return housingOffer.proposals.edges[0].node;
    };
    expect(await misfit()).toBeNull();
    await landlord.does('acceptHousingProposal', move(await mine()), 'housingProposal { id }');
    const child = { givenName: 'Nour', familyName: 'Al-Khatib', birthDate: inDays(0), sex: 'FEMALE' };
    await coordinator.does('recordBirth', { familyId: family.id, ...child }, 'person { id }');
    expect(await misfit()).toBe('The family has 5 members, the home is for 4 at most.');
    const lease = { signedOn: inDays(0), startsOn: inDays(0), leaseForm: 'DIRECT', rentCents: 45_000 };
    expect(await attempt(landlord, 'signLease', { ...move(await mine()), ...lease })).toEqual([
      ['DOES_NOT_FIT', 'id'],
    ]);
    await coordinator.does(
      'withdrawHousingProposal',
      move({ ...sent, version: (await mine()).version }),
      'housingProposal { id }',
    );
    expect(await misfit()).toBeNull();
  });
});

describe('every act can be sent twice', () => {
  const acting = audiences.flatMap((audience) =>
    Object.values(buildSchema(sdl[audience]).getMutationType()?.getFields() ?? {}).map(
      ({ name, args }) =>
        [
          audience,
          name,
          (getNamedType(args[0]?.type ?? null) as GraphQLInputObjectType).getFields(),
        ] as const,
    ),
  );

  test('with an idempotencyKey, and every act on a row names the version that was read', () => {
    expect(acting.length).toBeGreaterThan(80);
    const without = (field: string, of = acting) =>
      of.filter(([, , fields]) => !fields[field]).map(([audience, name]) => `${audience} ${name}`);
    expect(without('idempotencyKey')).toEqual([]);
    // A version would tell a coordinator how often a health partner moved the referral.
    expect(
      without(
        'expectedVersion',
        acting.filter(([, , fields]) => fields.id),
      ),
    ).toEqual(['COORDINATOR revokeReferral']);
  });
});
