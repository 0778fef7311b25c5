import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { everyNight } from '../../src/time/everyNight.ts';
import { passTime } from '../../src/time/passTime.ts';
import { addFamily } from '../journeys/people.ts';
import { type Served, serve } from '../served.ts';
import { presentedApplication, publishedHome, sentProposal, type TimeScene, timeScene } from './scene.ts';

let served: Served;
let scene: TimeScene;

beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const aNightPasses = (at: Date | null = null) => passTime(scene.jobs, everyNight, at);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const lapse = (partner: string) => served.admin`
  update agreements set ends_on = access.today() - 1 where partner_id = ${partner}`;
const renew = (partner: string, audience: string) => served.admin`
  insert into agreements (id, partner_id, audience, signed_on, starts_on)
  values (gen_random_uuid(), ${partner}, ${audience}, access.today(), access.today())`;

async function whatLives(partner: string) {
  const [row] = await served.admin`select
    (select count(*)::int from housing_offers where partner_id = ${partner} and status not in ('WITHDRAWN', 'CLOSED')) as homes,
    (select count(*)::int from housing_proposals where partner_id = ${partner} and status = 'SENT_TO_LANDLORD') as proposals,
    (select count(*)::int from job_offers where partner_id = ${partner} and status not in ('WITHDRAWN', 'CLOSED')) as positions,
    (select count(*)::int from job_applications where partner_id = ${partner} and status = 'PRESENTED') as applications,
    (select count(*)::int from disclosures where partner_id = ${partner} and closed_at is null) as open`;
  return row;
}
const nothing = { homes: 0, proposals: 0, positions: 0, applications: 0, open: 0 };

describe('the night after the last day of an agreement', () => {
  test('what lives of the partner is withdrawn, as when it is ended, and only then', async () => {
    scene = await timeScene(served);
    await sentProposal(scene);
    await publishedHome(scene);
    await presentedApplication(scene);
    await aNightPasses(inDays(400));
    expect(await whatLives(scene.landlord.id)).toMatchObject({ homes: 2, proposals: 1, open: 1 });
    expect(await whatLives(scene.employer.id)).toMatchObject({ positions: 1, applications: 1, open: 1 });
    await lapse(scene.landlord.id);
    await lapse(scene.employer.id);
    await aNightPasses();
    expect(await whatLives(scene.landlord.id)).toEqual(nothing);
    expect(await whatLives(scene.employer.id)).toEqual(nothing);
    expect(
      await served.admin`select distinct close_reason from disclosures where partner_id = ${scene.landlord.id}`,
    ).toEqual([{ close_reason: 'AGREEMENT_ENDED' }]);
    expect((await aNightPasses()).map(({ rows }) => rows)).toEqual([0, 0]);
    await scene.jobs.end();
  });

  test('a partner whose next agreement is in force keeps all', async () => {
    scene = await timeScene(served);
    await sentProposal(scene);
    await renew(scene.landlord.id, 'LANDLORD');
    await served.admin`update agreements set ends_on = access.today() - 1
      where partner_id = ${scene.landlord.id} and starts_on < access.today()`;
    await aNightPasses();
    expect(await whatLives(scene.landlord.id)).toMatchObject({ homes: 1, proposals: 1, open: 1 });
    await scene.jobs.end();
  });

  test('a new agreement brings nothing back, though no night was worked through since', async () => {
    scene = await timeScene(served);
    await sentProposal(scene);
    await presentedApplication(scene);
    await lapse(scene.landlord.id);
    await lapse(scene.employer.id);
    await renew(scene.landlord.id, 'LANDLORD');
    await renew(scene.employer.id, 'EMPLOYER');
    expect(await whatLives(scene.landlord.id)).toEqual(nothing);
    expect(await whatLives(scene.employer.id)).toEqual(nothing);
    await scene.jobs.end();
  });
});

describe('the night of a birthday', () => {
  test('the age band follows, and the composition of the family with it', async () => {
    scene = await timeScene(served);
    const family = await addFamily(served.admin, { followedBy: scene.coordinator.id, children: [5] });
    const [child] = family.children;
    const sixthBirthday = new Date(Date.UTC(Number(child?.birthDate.slice(0, 4)) + 6, 0, 1));
    const composition = async () =>
      (
        await served.admin`select size, adults, children_0_to_5 as young, children_6_to_17 as older from families where id = ${family.id}`
      )[0];
    expect(await composition()).toEqual({ size: 3, adults: 2, young: 1, older: 0 });
    // 23:30 in UTC of the eve is the birthday in Paris; half an hour after midnight.
    await aNightPasses(new Date(sixthBirthday.getTime() - 1_800_000));
    expect(await composition()).toEqual({ size: 3, adults: 2, young: 0, older: 1 });
    expect(await served.admin`select age_band from persons where id = ${child?.id ?? ''}`).toEqual([
      { age_band: 'AGE_6_TO_15' },
    ]);
  });

  test('the count of the programme is taken by the login of jobs, in the role that counts', async () => {
    expect((await takeSnapshot(scene.jobs)).length).toBe(8);
    await scene.jobs.end();
  });
});
