import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { consent, move, publishHome, registerFamily, sendProposal } from './homes.ts';
import { addFamily } from './people.ts';
import { answer, openPosition, present } from './positions.ts';
import { outline, receiptsOf } from './receipts.ts';
import { attempt, consents, first, type Known, known } from './referrals.ts';

let served: Served;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
});
afterAll(() => served.close());

const revoke = (given: { id: string; version: number }) =>
  coordinator.does('revokeConsent', move(given), 'consent { inForce revokedOn }');

describe('recording a consent', () => {
  test('it holds from today for twelve months unless told', async () => {
    const family = await addFamily(served.admin, { followedBy: coordinator.id });
    const given = await consents(
      coordinator,
      first(await known(coordinator, family)),
      undefined,
      'EMPLOYMENT_CARD',
    );
    expect(given.inForce).toBe(true);
    expect(given.expiresOn.slice(0, 4)).toBe(String(new Date().getUTCFullYear() + 1));
  });

  test('it is not another’s to give, but a parent’s for the care of a child under fifteen', async () => {
    const family = await addFamily(served.admin, {
      followedBy: coordinator.id,
      adults: 3,
      children: [8, 16],
    });
    const [head, spouse, uncle, child, teenager] = await known(coordinator, family);
    if (!head || !spouse || !uncle || !child || !teenager) throw new Error('five members');
    const other = await addFamily(served.admin, { followedBy: coordinator.id });
    const stranger = first(await known(coordinator, other));
    const record = (person: Known, giver: Known, more: object = {}) =>
      attempt(coordinator, 'recordConsent', {
        personId: person.sealed,
        givenByPersonId: giver.sealed,
        purpose: 'CARE',
        form: 'SIGNED',
        language: 'apc',
        ...more,
      });
    const notTheirs = [['CONDITION_NOT_MET', 'givenByPersonId']];
    expect(await record(child, child)).toEqual(notTheirs);
    expect(await record(child, uncle)).toEqual(notTheirs);
    expect(await record(teenager, head)).toEqual(notTheirs);
    expect(await record(spouse, head)).toEqual(notTheirs);
    expect(await record(child, stranger)).toEqual([['NOT_FOUND', 'givenByPersonId']]);
    const underage = [['CONDITION_NOT_MET', 'personId']];
    expect(await record(teenager, teenager, { purpose: 'HOUSING_IDENTITY' })).toEqual(underage);
    expect(await record(child, child, { purpose: 'EMPLOYMENT_CARD' })).toEqual([
      ['NO_WORK_PROFILE', 'personId'],
    ]);
    expect(await record(head, head, { givenOn: inDays(2) })).toEqual([['OUT_OF_RANGE', 'givenOn']]);
    expect(await record(head, head, { givenOn: '2017-01-01' })).toEqual([['OUT_OF_RANGE', 'givenOn']]);
    expect(await record(head, head, { expiresOn: inDays(-2) })).toEqual([['OUT_OF_RANGE', 'expiresOn']]);
    expect(await record(head, head, { language: 'x' })).toEqual([['INVALID_FORMAT', 'language']]);
    expect(await record(child, spouse)).toEqual([]);
    expect(await record(teenager, teenager)).toEqual([]);
  });
});

describe('taking a consent back', () => {
  test('it is done once, at the version that one read', async () => {
    const family = await addFamily(served.admin, { followedBy: coordinator.id });
    const given = await consents(coordinator, first(await known(coordinator, family)));
    const stale = { ...move(given), expectedVersion: 99 };
    expect(await attempt(coordinator, 'revokeConsent', stale)).toEqual([
      ['VERSION_CONFLICT', 'expectedVersion'],
    ]);
    const elsewhere = await served.add('COORDINATOR', { regions: ['76'] });
    expect(await attempt(elsewhere, 'revokeConsent', move(given))).toEqual([['NOT_FOUND', 'id']]);
    expect((await revoke(given)).consent).toMatchObject({ inForce: false });
    const again = { id: given.id, expectedVersion: given.version + 1 };
    expect(await attempt(coordinator, 'revokeConsent', again)).toEqual([
      ['STATE_TRANSITION_NOT_ALLOWED', 'id'],
    ]);
  });

  test('a leaseholder’s identity closes and the card stays; with the last leaseholder’s the proposal falls', async () => {
    const landlord = await served.add('LANDLORD');
    await publishHome(landlord, { externalReference: 'C-1' });
    const family = await registerFamily(coordinator);
    const given = [];
    for (const { id } of family.adults) given.push(first(await consent(coordinator, id, 'HOUSING_IDENTITY')));
    await sendProposal(coordinator, family, 'C-1');
    const read = async () => {
      const { housingProposals } = await landlord.read(
        '{ housingProposals { edges { node { id version status card { size } tenants { givenName } } } } }',
      );
      return housingProposals.edges[0].node;
    };
    await landlord.does('acceptHousingProposal', move(await read()), 'housingProposal { id }');
    expect((await read()).tenants).toHaveLength(2);

    const [mine, theirs] = given;
    if (!mine || !theirs) throw new Error('two consents');
    await revoke(mine);
    expect(await read()).toMatchObject({
      status: 'LANDLORD_ACCEPTED',
      card: { size: 4 },
      tenants: [{ givenName: 'Rima' }],
    });
    const head = first(family.adults).id;
    const again = first(await consent(coordinator, head, 'HOUSING_IDENTITY'));
    expect((await read()).tenants).toHaveLength(2);

    await revoke(again);
    await revoke(theirs);
    expect(await read()).toMatchObject({ status: 'WITHDRAWN', card: null, tenants: [] });
    expect(new Set(outline(await receiptsOf(coordinator)))).toEqual(
      new Set(['HOUSING CARD CONSENT_REVOKED', 'HOUSING IDENTITY CONSENT_REVOKED']),
    );
    const { housingOffer } = await landlord.read('{ housingOffer(externalReference: "C-1") { status } }');
    expect(housingOffer.status).toBe('PUBLISHED');
  });

  test('without EMPLOYMENT_IDENTITY applications from DISCLOSED on fall, without EMPLOYMENT_CARD all of them', async () => {
    const [cook, canteen, hotel] = [
      await served.add('EMPLOYER', { name: 'Auberge' }),
      await served.add('EMPLOYER', { name: 'Cantine' }),
      await served.add('EMPLOYER', { name: 'Hôtel' }),
    ];
    const family = await addFamily(served.admin, { followedBy: coordinator.id, adults: 1 });
    const person = first(await known(coordinator, family));
    const card = await consents(coordinator, person, person, 'EMPLOYMENT_CARD');
    const identity = await consents(coordinator, person, person, 'EMPLOYMENT_IDENTITY');
    const applications = [];
    for (const employer of [cook, canteen, hotel]) {
      const { uuid } = await openPosition(employer, served);
      applications.push(await present(served, coordinator, employer, uuid, person.id));
    }
    const [disclosed, interested] = applications;
    if (!disclosed || !interested) throw new Error('three applications');
    await answer(cook, 'expressInterest', disclosed.employers);
    await answer(coordinator, 'discloseCandidate', disclosed.coordinators);
    await answer(canteen, 'expressInterest', interested.employers);
    const statuses = async () => {
      const rows =
        await served.admin`select status from job_applications where person_id = ${person.id} order by created_at`;
      return rows.map((row) => row.status);
    };
    expect(await statuses()).toEqual(['DISCLOSED', 'INTERESTED', 'PRESENTED']);
    await revoke(identity);
    expect(await statuses()).toEqual(['WITHDRAWN', 'INTERESTED', 'PRESENTED']);
    expect(
      (
        await cook.ask(
          '{ jobApplications { edges { node { identity { familyName } candidate { occupations } } } } }',
        )
      ).text,
    ).not.toContain(person.familyName);
    expect(outline(await receiptsOf(cook))).toEqual(['EMPLOYMENT CARD ENDED', 'EMPLOYMENT IDENTITY ENDED']);
    await revoke(card);
    expect(await statuses()).toEqual(['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']);
    for (const employer of [canteen, hotel]) {
      expect(outline(await receiptsOf(employer))).toEqual(['EMPLOYMENT CARD ENDED']);
    }
  });
});
