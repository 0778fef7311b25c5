import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectJobs } from '../../src/database/connections.ts';
import { jobsUrl } from '../../src/database/jobsLogin.ts';
import { everyMinute } from '../../src/time/everyMinute.ts';
import { passTime } from '../../src/time/passTime.ts';
import { move, registerFamily } from '../journeys/homes.ts';
import { careScene, newestOf, referred } from '../journeys/referrals.ts';
import { type Served, serve } from '../served.ts';
import {
  lastMove,
  presentedApplication,
  publishedHome,
  sentProposal,
  type TimeScene,
  timeScene,
} from './scene.ts';

let served: Served;
let scene: TimeScene;

beforeAll(async () => {
  served = await serve();
  scene = await timeScene(served);
});
afterAll(async () => {
  await scene.jobs.end();
  await served.close();
});

const aMinutePasses = () => passTime(scene.jobs, everyMinute);
const rowsOf = (passed: { name: string; rows: number }[], name: string) =>
  passed.find((one) => one.name === name)?.rows;
const past = (hours = 1) => new Date(Date.now() - hours * 3_600_000);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const statusOf = async (table: string, id: string) =>
  (await served.admin.unsafe(`select status from ${table} where id = '${id}'`))[0]?.status;
const disclosuresOf = (column: string, id: string) =>
  served.admin.unsafe(
    `select closed_at, expires_at, close_reason from disclosures where ${column} = '${id}'`,
  );

describe('a minute after its time', () => {
  test('a home that nobody confirmed is EXPIRED, the journal names time, and an event tells', async () => {
    const { id } = await publishedHome(scene);
    await served.admin`update housing_offers set valid_until = ${past()} where id = ${id}`;
    await aMinutePasses();
    expect(await lastMove(served.admin, id)).toEqual([
      'EXPIRED',
      'SYSTEM',
      'time: housing offers unconfirmed',
    ]);
    const events = await served.admin`select to_state from events where row_id = ${id} order by position`;
    expect(events.map((event) => event.to_state)).toEqual(['DRAFT', 'PUBLISHED', 'EXPIRED']);
  });

  test('a position that nobody confirmed is EXPIRED', async () => {
    const application = await presentedApplication(scene);
    const [row] = await served.admin`update job_offers set valid_until = ${past()}
      where id = (select offer_id from job_applications where id = ${application.uuid}) returning id`;
    await aMinutePasses();
    expect(await statusOf('job_offers', String(row?.id))).toBe('EXPIRED');
    expect(await statusOf('job_applications', application.uuid)).toBe('PRESENTED');
  });

  test('a proposal without an answer is EXPIRED, what was open closes, the home is on offer again, and it may be sent anew', async () => {
    const proposal = await sentProposal(scene);
    await served.admin`update housing_proposals set expires_at = ${past()} where id = ${proposal.id}`;
    await aMinutePasses();
    expect(await lastMove(served.admin, proposal.id)).toEqual([
      'EXPIRED',
      'SYSTEM',
      'time: proposals unanswered',
    ]);
    expect(await statusOf('housing_offers', proposal.offer.id)).toBe('PUBLISHED');
    expect(await disclosuresOf('proposal_id', proposal.id)).toMatchObject([{ close_reason: 'EXPIRED' }]);
    const { id, version } = (
      await scene.coordinator.read('query One($id: ID!) { housingProposal(id: $id) { id version } }', {
        id: proposal.coordinators.id,
      })
    ).housingProposal;
    const again = await scene.coordinator.does(
      'sendProposalToLandlord',
      move({ id, version }),
      'housingProposal { status }',
    );
    expect(again.housingProposal.status).toBe('SENT_TO_LANDLORD');
  });

  test('an application without a hire is EXPIRED and its card closes', async () => {
    const { uuid } = await presentedApplication(scene);
    await served.admin`update job_applications set expires_at = ${past()} where id = ${uuid}`;
    await aMinutePasses();
    expect(await statusOf('job_applications', uuid)).toBe('EXPIRED');
    expect(await disclosuresOf('application_id', uuid)).toMatchObject([{ close_reason: 'EXPIRED' }]);
  });

  test('a transfer that the other region did not answer is EXPIRED, and the family stays', async () => {
    const family = await registerFamily(scene.coordinator);
    await scene.coordinator.does(
      'requestTransfer',
      { familyId: family.id, toRegionCode: '76' },
      'errors { code }',
    );
    const [transfer] =
      await served.admin`update family_transfers set expires_at = ${past()} returning id, family_id`;
    await aMinutePasses();
    expect(await lastMove(served.admin, String(transfer?.id))).toEqual([
      'EXPIRED',
      'SYSTEM',
      'time: transfers unanswered',
    ]);
    const [row] =
      await served.admin`select region_code from families where id = ${transfer?.family_id ?? ''}`;
    expect(row).toEqual({ region_code: '84' });
  });

  test('a tenancy is ACTIVE from its first day in Paris', async () => {
    const proposal = await sentProposal(scene);
    const read = () =>
      scene.landlord.read('query One($id: ID!) { housingProposal(id: $id) { id version } }', {
        id: proposal.landlords,
      });
    const first = (await read()).housingProposal;
    await scene.landlord.does('acceptHousingProposal', move(first), 'housingProposal { status }');
    const startsOn = inDays(3).toISOString().slice(0, 10);
    await scene.landlord.does(
      'signLease',
      {
        ...move((await read()).housingProposal),
        signedOn: inDays(0).toISOString().slice(0, 10),
        startsOn,
        leaseForm: 'DIRECT',
        rentCents: 45_000,
      },
      'housingProposal { status }',
    );
    const tenancy = async () =>
      (await served.admin`select id, status from tenancies where proposal_id = ${proposal.id}`)[0];
    await aMinutePasses();
    expect((await tenancy())?.status).toBe('PLANNED');
    // The evening before in UTC: in Paris its first day has begun.
    await passTime(scene.jobs, everyMinute, new Date(`${inDays(2).toISOString().slice(0, 10)}T23:30:00Z`));
    expect((await tenancy())?.status).toBe('ACTIVE');
  });

  test('a disclosure that ran out is closed as of that instant', async () => {
    const { uuid } = await presentedApplication(scene);
    const end = past(5);
    await served.admin`update disclosures set expires_at = ${end} where application_id = ${uuid}`;
    await aMinutePasses();
    expect(await disclosuresOf('application_id', uuid)).toEqual([
      { closed_at: end, expires_at: end, close_reason: 'EXPIRED' },
    ]);
  });

  test('the key of an act is forgotten after 72 hours, and no clock but the database’s makes it earlier', async () => {
    const count = async () => Number((await served.admin`select count(*) from idempotency_keys`)[0]?.count);
    await publishedHome(scene);
    const before = await count();
    await passTime(scene.jobs, everyMinute.slice(-1), inDays(30));
    expect(await count()).toBe(before);
    await served.admin`update idempotency_keys set created_at = ${past(73)}
      where ctid = (select ctid from idempotency_keys order by created_at desc limit 1)`;
    await aMinutePasses();
    expect(await count()).toBe(before - 1);
  });
});

describe('the jobs', () => {
  test('change nothing when said again', async () => {
    await aMinutePasses();
    expect((await aMinutePasses()).map(({ rows }) => rows)).toEqual(everyMinute.map(() => 0));
  });

  test('may run twice at once: 230 homes in batches, each of them expired once', async () => {
    await served.admin.begin(async (sql) => {
      await sql`set local role demo_loader`;
      await sql`insert into housing_offers (id, partner_id, status, commune_code, typology, kind, surface_m2, floor, lift, accessibility,
          energy_class, furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from,
          confirmed_at, valid_until)
        select gen_random_uuid(), ${scene.landlord.id}, 'PUBLISHED', '15014', 'T4', 'APARTMENT', 80, 1, false, 'NONE', 'D', false, 45000, 6000,
          45000, 'DIRECT', 3, 6, current_date, now() - interval '31 days', now() - interval '1 hour' from generate_series(1, 230)`;
    });
    const other = connectJobs(jobsUrl(served.world.adminUrl, served.world.secret));
    const both = await Promise.all([aMinutePasses(), passTime(other, everyMinute)]);
    const later = await aMinutePasses();
    await other.end();
    const total = [...both, later].reduce(
      (sum, one) => sum + (rowsOf(one, 'time: housing offers unconfirmed') ?? 0),
      0,
    );
    expect(total).toBe(230);
    const [row] =
      await served.admin`select count(*)::int as moves, count(distinct row_id)::int as homes from journal_entries
      where mutation = 'time: housing offers unconfirmed' and from_state = 'PUBLISHED' and to_state = 'EXPIRED'
        and row_id in (select id from housing_offers where confirmed_at < now() - interval '30 days')`;
    expect(row).toEqual({ moves: 230, homes: 230 });
  });

  test('wait for no act: what one holds is left to the next minute', async () => {
    const { id } = await publishedHome(scene);
    await served.admin`update housing_offers set valid_until = ${past()} where id = ${id}`;
    await served.admin.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('offer:' || ${id}, 0))`;
      await aMinutePasses();
      expect(await sql`select status from housing_offers where id = ${id}`).toEqual([
        { status: 'PUBLISHED' },
      ]);
    });
    await aMinutePasses();
    expect(await statusOf('housing_offers', id)).toBe('EXPIRED');
  });

  test.each([
    ['a rent', 'update housing_offers set rent_cents = 1'],
    ['a name', 'select given_name from person_identities'],
    ['a deadline', 'update housing_proposals set expires_at = now()'],
    ['the journal', 'select * from journal_entries'],
    ['an offer’s life', 'delete from housing_offers'],
  ])('may not touch %s', async (_what, statement) => {
    await expect(
      scene.jobs.begin(async (sql) => {
        await sql`set local role clock`;
        await sql.unsafe(statement);
      }),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('cannot move what the machine gives to others, nor forget a key of today', async () => {
    const { id } = await publishedHome(scene);
    const asClock = (statement: string) =>
      scene.jobs.begin(async (sql) => {
        await sql`set local role clock`;
        return (await sql.unsafe(statement)).count;
      });
    await expect(
      asClock(`update housing_offers set status = 'PAUSED' where id = '${id}'`),
    ).rejects.toMatchObject({
      code: 'UT001',
    });
    expect(await asClock("delete from idempotency_keys where created_at > now() - interval '1 day'")).toBe(0);
  });
});

describe('with no job at all, nothing that ran out is readable', () => {
  test('a landlord’s proposal, an employer’s candidate, a clinic’s patient', async () => {
    const proposal = await sentProposal(scene);
    const application = await presentedApplication(scene);
    const care = await careScene(served);
    const { referral } = await referred(care);
    expect(referral.person).not.toBeNull();
    await served.admin`update disclosures set expires_at = ${past()} where closed_at is null`;
    await served.admin`update housing_proposals set expires_at = ${past()} where id = ${proposal.id}`;
    const landlords = await scene.landlord.read(
      'query One($id: ID!) { housingProposal(id: $id) { status card { size } tenants { familyName } monthlyResourcesCents } }',
      { id: proposal.landlords },
    );
    expect(landlords.housingProposal).toMatchObject({ status: 'SENT_TO_LANDLORD', card: null, tenants: [] });
    const employers = await scene.employer.read(
      'query One($id: ID!) { jobApplication(id: $id) { candidate { occupations } identity { familyName } } }',
      { id: application.employers },
    );
    expect(employers.jobApplication).toEqual({ candidate: null, identity: null });
    expect(await newestOf(care.gateway)).toMatchObject({ person: null, contact: null, family: null });
  });
});
