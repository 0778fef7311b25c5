import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { move } from './homes.ts';
import { addFamily, idFor } from './people.ts';
import { acceptAll, answer, applicationOf, openPosition, present } from './positions.ts';
import { type CareScene, careScene, moved, newestOf, referred, versionOf } from './referrals.ts';
import { builtUpon, meanwhile, notYours, type Row, refusals, undo, unseen } from './undone.ts';

let served: Served;
let scene: CareScene;
let coordinator: Partner;
let employer: Partner;

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
  coordinator = scene.coordinator;
  employer = await served.add('EMPLOYER');
});
afterAll(() => served.close());

describe('a position is taken off the market by its employer', () => {
  test('whether or not a candidate is kept in draft for the position; not once one was presented', async () => {
    const one = await openPosition(employer, served);
    const two = await openPosition(employer, served);
    const person = async () =>
      (
        await addFamily(served.admin, {
          followedBy: coordinator.id,
          adults: 1,
          consents: ['EMPLOYMENT_CARD'],
        })
      ).adults[0]?.id ?? '';
    await coordinator.does(
      'presentCandidate',
      {
        offerId: idFor(served.world, coordinator, 'JobOffer', one.uuid),
        personId: idFor(served.world, coordinator, 'Person', await person()),
        draft: true,
      },
      'jobApplication { id }',
    );
    await present(served, coordinator, employer, two.uuid, await person());
    const read = async (id: string) =>
      (await employer.read('query One($id: ID!) { jobOffer(id: $id) { id version } }', { id })).jobOffer;
    expect((await undo(employer, await read(one.id), 'jobOffer { status }')).jobOffer.status).toBe('DRAFT');
    expect(await refusals(employer, await read(two.id))).toEqual(builtUpon);
  });
});

describe('an employer’s move', () => {
  const worker = async () => {
    const family = await addFamily(served.admin, {
      followedBy: coordinator.id,
      adults: 1,
      consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'],
    });
    return { family, person: family.adults[0]?.id ?? '' };
  };
  const application = async () => {
    const one = await worker();
    const offer = await openPosition(employer, served);
    return { ...one, offer, ...(await present(served, coordinator, employer, offer.uuid, one.person)) };
  };
  const declined = async () => {
    const one = await application();
    await answer(employer, 'declineApplication', one.employers, { reason: 'HOURS' });
    return { ...one, row: await applicationOf(employer, one.employers) };
  };

  test('a no has one answer where the person has left, is kept in draft again, or consents no more', async () => {
    const left = await declined();
    await meanwhile(
      served,
      `update persons set departed_on = current_date, departure_reason = 'DIED' where id = '${left.person}'`,
    );
    expect(await refusals(employer, left.row)).toEqual(unseen);

    const again = await declined();
    await coordinator.does(
      'presentCandidate',
      {
        offerId: idFor(served.world, coordinator, 'JobOffer', again.offer.uuid),
        personId: idFor(served.world, coordinator, 'Person', again.person),
        draft: true,
      },
      'jobApplication { id }',
    );
    expect(await refusals(employer, again.row)).toEqual(unseen);

    const silent = await declined();
    await meanwhile(
      served,
      `update consents set revoked_on = current_date where person_id = '${silent.person}'`,
    );
    expect(await refusals(employer, silent.row)).toEqual(unseen);

    const free = await declined();
    const back = await undo(employer, free.row, 'jobApplication { status }');
    expect(back.jobApplication.status).toBe('PRESENTED');
  });

  test('the end of an employment has it too where the person works elsewhere; its own confirmation has its own words', async () => {
    const ended = async () => {
      const one = await application();
      await acceptAll(coordinator, employer, one);
      await answer(employer, 'confirmHire', one.employers, { startsOn: inDays(-40), hoursPerWeek: 35 });
      const { employments } = await employer.read(
        '{ employments(orderBy: CREATED_AT_DESC, first: 1) { edges { node { id version } } } }',
      );
      return { ...one, employment: employments.edges[0].node as Row };
    };
    const end = async (row: Row) =>
      (
        await employer.does(
          'endEmployment',
          { ...move(row), endsOn: inDays(-1), reason: 'RESIGNED' },
          'employment { id version }',
        )
      ).employment as Row;
    const busy = await ended();
    const over = await end(busy.employment);
    await coordinator.does(
      'recordEmployment',
      {
        personId: idFor(served.world, coordinator, 'Person', busy.person),
        communeCode: '15014',
        contract: 'CDI',
        rome: 'G1602',
        hoursPerWeek: 35,
        startsOn: inDays(0),
      },
      'employment { id }',
    );
    expect(await refusals(employer, over)).toEqual(unseen);

    const confirmed = await ended();
    const { employment } = await employer.does(
      'confirmStillInPost',
      { ...move(confirmed.employment), month: 1, stillInPost: false },
      'employment { id version }',
    );
    expect(await refusals(employer, await end(employment))).toEqual(builtUpon);

    const free = await ended();
    const back = await undo(employer, await end(free.employment), 'employment { endReason }');
    expect(back.employment.endReason).toBeNull();
  });
});

describe('a health partner’s', () => {
  test('no has it where the consent has gone or the family is protected', async () => {
    const { gateway } = scene;
    const declined = async () => {
      const one = await referred(scene);
      return {
        ...one,
        row: await moved(gateway, one.referral, 'DECLINED', { declineReason: 'NO_CAPACITY' }),
      };
    };
    const silent = await declined();
    await coordinator.does('revokeConsent', versionOf(silent.consent), 'consent { id }');
    expect(await refusals(gateway, silent.row)).toEqual(unseen);
    const hidden = await declined();
    await meanwhile(served, `update families set protected = true where id = '${hidden.family.id}'`);
    expect(await refusals(gateway, hidden.row)).toEqual(unseen);
    const free = await declined();
    expect((await undo(gateway, free.row, 'careReferral { status }')).careReferral.status).toBe('SENT');
  });

  test('referral says the same whoever revoked it', async () => {
    const { gateway } = scene;
    const one = await referred(scene);
    await coordinator.does('revokeConsent', versionOf(one.consent), 'consent { id }');
    const byConsent = await newestOf(gateway);
    const two = await referred(scene);
    await coordinator.does('revokeReferral', { id: two.sent.id, reason: 'REVOKED' }, 'sentReferral { id }');
    const byCoordinator = await newestOf(gateway);
    for (const row of [byConsent, byCoordinator]) {
      expect(row.status).toBe('REVOKED');
      expect(await refusals(gateway, row)).toEqual(notYours);
    }
  });
});
